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

  function hover(event) {
    if (event.originalEvent.target.closest(".tag")) return;
    const p = event.containerPoint, rows = PM.canvas.hits(p.x, p.y, 4);
    map.getContainer().classList.toggle("over", rows.length > 0);
    tell(rows, p.x, p.y);
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

  function clicked(event) {
    const p = event.containerPoint, rows = PM.canvas.hits(p.x, p.y, slack(event));
    closeChooser();
    hideTip();
    if (rows.length > 1) choose(rows, p.x, p.y);
    else PM.store.select(rows.length ? rows[0] : -1, "user");
  }

  function speak(detail) {
    const pane = PM.dom.clear(map.getPane("pm-points"));
    detail.list.slice(0, 200).forEach(function (m) {
      const pick = function () { PM.store.select(m.row, "user"); };
      const node = el("span", { role: "button", tabindex: "-1", class: "point", "aria-label": PM.words.spoken(m.row), click: pick });
      window.L.DomUtil.setPosition(node, map.containerPointToLayerPoint([m.x, m.y])._round());
      pane.appendChild(node);
    });
  }

  function start(leafletMap) {
    map = leafletMap;
    map.createPane("pm-points");
    map.on("click", clicked);
    map.on("mousemove", hover);
    map.on("mouseout movestart", hideTip);
    map.on("movestart", closeChooser);
    ["mouseover", "focusin"].forEach(function (type) { byId("frame").addEventListener(type, tellCell); });
    ["mouseout", "focusout"].forEach(function (type) { byId("frame").addEventListener(type, untellCell); });
    PM.on("settled", speak);
  }

  PM.pointer = { start: start, closeChooser: closeChooser };
})(window.PM = window.PM || {});
