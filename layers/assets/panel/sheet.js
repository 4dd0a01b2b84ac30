/* The phone's bottom sheet: three heights, taken by dragging its grip, by a click or by Enter. */
(function (PM) {
  "use strict";

  // `card`: over the list, the card takes more of the page.
  const LEVELS = [
    { word: "已收起", list: function () { return 96; }, card: function () { return 96; } },
    { word: "半开", list: function (h) { return Math.min(300, h * .5); }, card: function (h) { return h * .6; } },
    { word: "全开", list: function (h) { return h - 60; }, card: function (h) { return h - 60; } }
  ];
  const SLIP = 5, SWIPE = 36, SETTLED = 140;
  const byId = function (id) { return PM.dom.byId(id); };
  const at = { list: 1, card: 1 };
  let drag = null, dragged = false;

  function content() { return PM.state.selected >= 0 ? "card" : "list"; }
  function pageHeight() { return document.documentElement.clientHeight; }
  function heightOf(level) { return Math.round(LEVELS[level][content()](pageHeight())); }
  function height() { return heightOf(at[content()]); }

  // What the sheet hides of the map; a full one hides it all, and no view can be fitted to nothing.
  function covers() { return PM.narrow.phone() ? Math.min(height(), pageHeight() * .6) : 0; }

  const settled = PM.dom.later(function () { PM.emit("layout"); }, SETTLED);

  function show(px) { document.body.style.setProperty("--sheet", Math.round(px) + "px"); }

  function apply() {
    const level = at[content()], grip = byId("grip"), what = content() === "card" ? "详情" : "清单";
    grip.setAttribute("aria-expanded", String(level > 0));
    grip.setAttribute("aria-label", what + LEVELS[level].word + "，按下切换高度，可拖动");
    if (!PM.narrow.phone()) return;
    show(height());
    settled();
  }

  function to(level) {
    at[content()] = Math.max(0, Math.min(2, level));
    apply();
  }

  // Where a drag that ends here comes to rest: the nearest height, but a clear swipe always moves on.
  function landing(px, level) {
    const off = LEVELS.map(function (_, i) { return Math.abs(heightOf(i) - px); }), near = off.indexOf(Math.min.apply(null, off));
    const by = px - heightOf(level);
    return near !== level || Math.abs(by) < SWIPE ? near : level + Math.sign(by);
  }

  function begin(event) {
    drag = { from: event.clientY, height: height(), level: at[content()], px: height() };
    dragged = false;
    byId("grip").setPointerCapture(event.pointerId);
  }
  function follow(event) {
    if (!drag) return;
    const by = drag.from - event.clientY;
    dragged = dragged || Math.abs(by) > SLIP;
    if (!dragged) return;
    document.body.classList.add("sheet-drag");
    drag.px = Math.max(heightOf(0), Math.min(heightOf(2), drag.height + by));
    show(drag.px);
  }
  function end() {
    document.body.classList.remove("sheet-drag");
    if (drag && dragged) to(landing(drag.px, drag.level));
    drag = null;
  }
  // A drag ends in a click as well, which must not move the sheet once more; a key's click has no detail.
  function clicked(event) {
    if (!dragged || !event.detail) to((at[content()] + 1) % 3);
  }

  function start() {
    const grip = byId("grip");
    grip.addEventListener("pointerdown", begin);
    grip.addEventListener("pointermove", follow);
    grip.addEventListener("pointerup", end);
    grip.addEventListener("pointercancel", end);
    grip.addEventListener("click", clicked);
    PM.on("select", function () {
      if (PM.state.selected < 0) at.card = 1;
      apply();
    });
    PM.on("shape", apply);
    window.addEventListener("resize", apply);
    apply();
  }

  PM.sheet = { start: start, covers: covers };
})(window.PM = window.PM || {});
