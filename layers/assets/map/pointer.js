/* Pointing at the map: the tooltip, a click, the chooser of a pile, and the same marks for a screen reader. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const byId = function (id) { return PM.dom.byId(id); };
  const TOUCH = window.matchMedia && window.matchMedia("(pointer: coarse)").matches;
  let map = null;

  function near(node, x, y) {
    const size = map.getSize();
    node.hidden = false;
    const w = node.offsetWidth, h = node.offsetHeight;
    node.style.left = Math.max(4, x + 14 + w > size.x ? x - 14 - w : x + 14) + "px";
    node.style.top = Math.max(4, Math.min(size.y - h - 4, y - h / 2)) + "px";
  }

  function slack(event) { return TOUCH || (event && event.originalEvent && event.originalEvent.pointerType === "touch") ? 12 : 4; }

  function tell(rows, x, y) {
    const tip = PM.dom.clear(byId("tip"));
    tip.hidden = !rows.length;
    if (!rows.length) return;
    rows.slice(0, 4).forEach(function (r) {
      tip.appendChild(el("b", { text: PM.words.cell("name", r) }));
      tip.appendChild(el("span", { text: [PM.words.second(r), PM.words.place(r)].filter(Boolean).join(" · ") }));
    });
    if (rows.length > 4) tip.appendChild(el("span", { text: "另有 " + (rows.length - 4) + " 项，点击查看" }));
    near(tip, x, y);
  }

  // Under the pointer: rows at (x, y) of a scene that begins at (left, top) of the map's frame.
  function hover(scene, x, y, left, top) {
    const rows = scene && !picking() ? PM.hit.at(scene, x, y, 4) : [];
    PM.store.hover(rows.length ? rows[0] : -1);
    byId("frame").classList.toggle("over", rows.length > 0);
    tell(rows, x + left, y + top);
  }

  function pick(scene, x, y, left, top, event) {
    const rows = scene ? PM.hit.at(scene, x, y, slack(event)) : [];
    closeChooser();
    hideTip();
    if (rows.length > 1) choose(rows, x + left, y + top);
    else PM.store.select(rows.length ? rows[0] : -1, "user");
  }

  // A tray's symbol has no name beside it, so pointing at it or reaching it by keyboard says it.
  function tellCell(event) {
    const cell = event.target.closest(".cell");
    if (!cell) return;
    const box = cell.getBoundingClientRect(), frame = byId("frame").getBoundingClientRect();
    tell([Number(cell.getAttribute("data-row"))], box.right - frame.left - 6, box.top - frame.top + 12);
  }
  function untellCell(event) { if (event.target.closest(".cell")) hideTip(); }

  function hideTip() { byId("tip").hidden = true; }

  function closeChooser() {
    const box = byId("chooser"), open = !box.hidden;
    box.hidden = true;
    return open;
  }

  function choose(rows, x, y) {
    const box = PM.dom.clear(byId("chooser"));
    box.appendChild(el("h2", { class: "box-head", text: "此处有 " + rows.length + " 项" }));
    rows.forEach(function (r) {
      box.appendChild(PM.dom.button({ class: "name-row", click: function () { closeChooser(); PM.store.select(r, "user"); } },
        [PM.symbols.swatch(r, 22), el("span", { text: PM.words.cell("name", r) })]));
    });
    near(box, x, y);
    box.querySelector("button").focus();
  }

  // The same marks for a screen reader: a button a symbol, as large as it is drawn.
  function speak(pane, scene, where) {
    scene.marks.slice(0, 200).forEach(function (m) {
      const go = function () { PM.store.select(m.row, "user"); };
      const node = el("span", { role: "button", tabindex: "-1", class: "point", "aria-label": PM.words.spoken(m.row), "data-point": PM.words.cell("id", m.row), click: go });
      const at = where(m.x - m.hx, m.y - m.hy);
      Object.assign(node.style, { left: at[0] + "px", top: at[1] + "px", width: 2 * m.hx + "px", height: 2 * m.hy + "px" });
      pane.appendChild(node);
    });
  }

  function speakMap(scene) {
    const corner = map.containerPointToLayerPoint([0, 0]), pane = PM.dom.clear(map.getPane("pm-points"));
    speak(pane, scene, function (x, y) { return [x + corner.x, y + corner.y]; });
  }

  function leave() {
    hideTip();
    byId("frame").classList.remove("over");
    PM.store.hover(-1);
  }

  // A click means something else: the place of something, or a point of a length.
  function picking() { return document.body.classList.contains("picking"); }
  function busy() { return PM.measure.active() || picking(); }

  function onMap() {
    map.on("click", function (event) {
      if (!busy()) pick(PM.canvas.scene(), event.containerPoint.x, event.containerPoint.y, 0, 0, event);
    });
    map.on("mousemove", function (event) {
      if (!event.originalEvent.target.closest(".tag")) hover(PM.canvas.scene(), event.containerPoint.x, event.containerPoint.y, 0, 0);
    });
    map.on("movestart", hideTip);
    map.on("mouseout", leave);
    map.on("movestart", closeChooser);
  }

  function onInset() {
    const box = byId("inset"), pane = box.querySelector(".inset-map");
    const at = function (event) {
      const here = pane.getBoundingClientRect(), frame = byId("frame").getBoundingClientRect();
      return [event.clientX - here.left, event.clientY - here.top, here.left - frame.left, here.top - frame.top];
    };
    pane.addEventListener("mousemove", function (event) { hover.apply(null, [PM.inset.scene()].concat(at(event))); });
    pane.addEventListener("mouseleave", leave);
    pane.addEventListener("click", function (event) { if (!busy()) pick.apply(null, [PM.inset.scene()].concat(at(event), { originalEvent: event })); });
  }

  function start(leafletMap) {
    map = leafletMap;
    map.createPane("pm-points");
    onMap();
    onInset();
    ["mouseover", "focusin"].forEach(function (type) { byId("frame").addEventListener(type, tellCell); });
    ["mouseout", "focusout"].forEach(function (type) { byId("frame").addEventListener(type, untellCell); });
    byId("chooser").addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      closeChooser();
      map.getContainer().focus();
    });
    PM.on("filter select", closeChooser);
    PM.on("filter", hideTip);
    PM.on("settled", speakMap);
  }

  PM.pointer = { start: start, speak: speak, closeChooser: closeChooser };
})(window.PM = window.PM || {});
