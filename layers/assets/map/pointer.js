/* Pointing at the map: the tooltip, a click, the chooser of a pile, and the same marks for a screen reader. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const byId = function (id) { return PM.dom.byId(id); };
  const TOUCH = window.matchMedia && window.matchMedia("(pointer: coarse)").matches;
  // Buttons for a screen reader, rows in a list on the map, and by how much a click into a cell must at least zoom in.
  const SPOKEN = 200, MOST = 50, CLOSER = .3;
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

  function tellCell(c, x, y) {
    const tip = PM.dom.clear(byId("tip")), w = PM.cells.words(c);
    [el("b", { text: w.head }), el("span", { text: w.mix }), w.warning && el("span", { class: "tip-warn", text: w.warning }), el("span", { text: "点击放大" })]
      .forEach(function (line) { if (line) tip.appendChild(line); });
    near(tip, x, y);
  }

  // Under the pointer: rows at (x, y) of a scene that begins at (left, top) of the map's frame.
  function hover(scene, x, y, left, top) {
    const rows = scene && !picking() ? PM.hit.at(scene, x, y, 4) : [], c = scene && !picking() ? cellAt(scene, rows, x, y, 0) : null;
    PM.store.hover(rows.length && !c ? rows[0] : -1);
    byId("frame").classList.toggle("over", rows.length > 0 || c !== null);
    if (c) tellCell(c, x + left, y + top); else tell(rows, x + left, y + top);
  }
  // Symbols and names lie above the cells, lines below them.
  function cellAt(scene, rows, x, y, slack) {
    const above = rows.some(function (r) { return scene.marks.some(function (m) { return m.row === r; }); });
    return above ? null : PM.hit.cellAt(scene, x, y, slack);
  }

  function pick(scene, x, y, left, top, event) {
    const rows = scene ? PM.hit.at(scene, x, y, slack(event)) : [], c = scene ? cellAt(scene, rows, x, y, 0) : null;
    closeChooser();
    hideTip();
    if (c) into(c);
    else if (rows.length > 1) choose(rows, x + left, y + top);
    else PM.store.select(rows.length ? rows[0] : -1, "user");
  }

  // A tray's symbol has no name beside it, so pointing at it or reaching it by keyboard says it.
  function tellTray(event) {
    const cell = event.target.closest(".cell");
    if (!cell) return;
    const box = cell.getBoundingClientRect(), frame = byId("frame").getBoundingClientRect();
    tell([Number(cell.getAttribute("data-row"))], box.right - frame.left - 6, box.top - frame.top + 12);
  }
  function untellTray(event) { if (event.target.closest(".cell")) hideTip(); }

  function hideTip() { byId("tip").hidden = true; }

  function closeChooser() {
    const box = byId("chooser"), open = !box.hidden;
    box.hidden = true;
    return open;
  }

  // Zoom to what a cell holds; where that shows no more than now, its rows are listed.
  function into(c) {
    const rows = PM.cells.rows(c), before = map.getZoom();
    PM.mapui.box(PM.cells.extent(rows), map.getMaxZoom());
    if (map.getZoom() < before + CLOSER) choose(rows, map.getSize().x / 2, map.getSize().y / 2);
  }

  function choose(rows, x, y) {
    const box = PM.dom.clear(byId("chooser"));
    box.appendChild(el("h2", { class: "box-head", text: "此处有 " + rows.length + " 项" + (rows.length > MOST ? "，列出前 " + MOST + " 项" : "") }));
    rows.slice(0, MOST).forEach(function (r) {
      box.appendChild(PM.dom.button({ class: "name-row", click: function () { closeChooser(); PM.store.select(r, "user"); } },
        [PM.symbols.swatch(r, 22), el("span", { text: PM.words.cell("name", r) })]));
    });
    near(box, x, y);
    box.querySelector("button").focus();
  }

  // The same marks for a screen reader: a button a symbol or a cell, as large as it is drawn.
  function button(pane, attributes, box, where) {
    const node = el("span", Object.assign({ role: "button", tabindex: "-1", class: "point" }, attributes)), at = where(box[0], box[1]);
    Object.assign(node.style, { left: at[0] + "px", top: at[1] + "px", width: box[2] + "px", height: box[3] + "px" });
    pane.appendChild(node);
  }
  function speak(pane, scene, where) {
    scene.cells.slice(0, SPOKEN).forEach(function (c) {
      button(pane, { "aria-label": PM.cells.spoken(c), click: function () { into(c); } }, [c.x - c.r, c.y - c.r, 2 * c.r, 2 * c.r], where);
    });
    scene.marks.slice(0, SPOKEN).forEach(function (m) {
      const go = function () { PM.store.select(m.row, "user"); };
      button(pane, { "aria-label": PM.words.spoken(m.row), "data-point": PM.words.cell("id", m.row), click: go }, [m.x - m.hx, m.y - m.hy, 2 * m.hx, 2 * m.hy], where);
    });
  }

  function speakMap() {
    const scene = PM.canvas.scene(), corner = map.containerPointToLayerPoint([0, 0]), pane = PM.dom.clear(map.getPane("pm-points"));
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
    ["mouseover", "focusin"].forEach(function (type) { byId("frame").addEventListener(type, tellTray); });
    ["mouseout", "focusout"].forEach(function (type) { byId("frame").addEventListener(type, untellTray); });
    byId("chooser").addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      closeChooser();
      map.getContainer().focus();
    });
    PM.on("filter select", closeChooser);
    PM.on("filter", hideTip);
    PM.after("settled", speakMap);
  }

  PM.pointer = { start: start, speak: speak, closeChooser: closeChooser };
})(window.PM = window.PM || {});
