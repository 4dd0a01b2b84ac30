/* Printing: the sheets are built when the browser asks for them and taken away afterwards. */
(function (PM) {
  "use strict";

  const P = PM.paperLook.page, M = PM.paperLook.map, K = PM.paperLook.key, I = PM.paperLook.index;

  function sheet(children) {
    const box = [0, 0, P.width, P.height].join(" ");
    return PM.dom.el("div", { class: "paper-sheet" }, [PM.dom.svg("svg", { viewBox: box, "font-family": PM.look.font }, children)]);
  }

  // Over the empty map, so that nobody takes it for a sheet that failed.
  function nothing(height) {
    const w = 330, h = 66, x = (P.width - w) / 2, y = M.top + (height - h) / 2, look = { bold: true, fill: PM.look.ink, "text-anchor": "middle" };
    return PM.dom.svg("g", {}, [
      PM.dom.svg("rect", { x: x, y: y, width: w, height: h, fill: "#FFFFFF", stroke: PM.look.ink, "stroke-width": 1.6 }),
      PM.paperText.node("没有符合条件的项目", P.width / 2, y + h / 2 + 9, 26, look)
    ]);
  }

  // How high the map stands: it takes what its index leaves of the sheet.
  function layout(rows) {
    const key = PM.paperKey.make(0).height, rest = I.bottom - M.top - key - K.gap - I.gap;
    const pages = rows.listed ? PM.paperColumns.pages(PM.paperColumns.blocks(rows), rest - M.height, I.bottom - I.top) : [{ height: I.instead }];
    const free = Math.min(M.most, rest - pages[0].height), map = PM.paperMap.make(rows, free), height = map.inset ? Math.min(M.mostBesideInset, free) : free;
    return {
      pages: pages, height: height, map: height === free ? map : PM.paperMap.make(rows, height),
      key: M.top + height + K.gap, index: M.top + height + K.gap + key + I.gap
    };
  }

  function first(rows, made) {
    const nodes = [PM.paperPage.head(rows), made.map.node, PM.paperKey.make(made.key).node];
    return PM.state.counts.shown ? nodes : nodes.concat(nothing(made.height));
  }

  function sheets(rows, made) {
    const seen = new Set();
    made.map.panels.forEach(function (p) { p.pins.forEach(function (pin) { seen.add(pin.row); }); });
    const beyond = Array.from(rows.numbers.keys()).some(function (r) { return PM.view.located(r) && !seen.has(r); });
    const crowd = made.map.panels.some(function (p) { return p.scene.cells.length > 0; });
    return made.pages.map(function (page, i) {
      const index = rows.listed ? PM.paperIndex.draw(page, i ? I.top : made.index, seen) : PM.paperIndex.instead(rows, made.index, crowd);
      const foot = PM.paperPage.foot(i + 1, made.pages.length, beyond, rows.listed);
      return sheet((i ? [PM.paperPage.running()] : first(rows, made)).concat(index, foot));
    });
  }

  // What is chosen on screen has no part in the sheet.
  function unchosen(work) {
    const chosen = PM.state.selected;
    PM.state.selected = -1;
    try { return work(); } finally { PM.state.selected = chosen; }
  }

  // Answers what stands on the map: the scenes and the numbers of its panels.
  function build() {
    clear();
    return unchosen(function () {
      const rows = PM.paperRows.make(), made = layout(rows);
      document.body.appendChild(PM.dom.el("div", { id: "pm-paper", class: "paper" }, sheets(rows, made)));
      document.body.classList.add("papered");
      return { panels: made.map.panels };
    });
  }

  function clear() {
    const old = PM.dom.byId("paper");
    PM.paperText.forget();
    if (old) old.remove();
    document.body.classList.remove("papered");
  }

  // In the app there is no title bar; the button stands with the map's others.
  function button() {
    return PM.data.embedded ? PM.dom.byId("zoom").appendChild(PM.dom.button({ class: "zoom-word", text: "打印" })) : PM.dom.byId("print");
  }

  function start() {
    window.addEventListener("beforeprint", build);
    window.addEventListener("afterprint", clear);
    button().addEventListener("click", function () { window.print(); });
  }

  PM.paper = { build: build, start: start };
})(window.PM = window.PM || {});
