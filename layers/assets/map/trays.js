/* Nobody is lost: the unlocated of no plate, the plates without a place, and the names of a plate that is entered. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  // Symbols in a tag's tray, of a plate without a place, and of no plate.
  const MOST = 12, MOST_PENDING = 24, MOST_CORNER = 56, MOST_NAMES = 200;
  let map = null, names = -1, boxes = {}, placeless = null;
  const made = {};

  // What nobody could place, by plate and then as in the data: [rows of each plate], found once.
  function byPlate() {
    const d = PM.data, out = d.plates.map(function () { return []; });
    for (let r = 0; r < d.n; r++) if (d.certainty[r] === d.none && d.kind[r] !== d.isplate) out[d.plate[r]].push(r);
    return out;
  }

  // The first rows of a plate, at most so many or all, that the filter shows and nobody could place. How many there are
  // in all stands in PM.state.plates.lost.
  function lost(plateIndex, most) {
    placeless = placeless || byPlate();
    const out = [], rows = placeless[plateIndex], end = most === undefined ? rows.length : most;
    for (let i = 0; i < rows.length && out.length < end; i++) if (PM.state.mask[rows[i]]) out.push(rows[i]);
    return out;
  }

  // Rows with all that their symbols say: what is the same need not be made anew.
  function looks(rows) {
    return rows.map(function (row) { return row + "/" + PM.symbols.key(row); }).join(";");
  }
  function fresh(box, holds) {
    const same = made[box.id] === holds;
    made[box.id] = holds;
    return !same;
  }

  function cell(row, i) {
    return PM.dom.button({ class: "cell", "aria-label": PM.words.spoken(row), "data-row": row, tabindex: i ? "-1" : "0" }, [PM.symbols.traySwatch(row)]);
  }
  // One Tab stop a tray; arrows go from symbol to symbol.
  function cells(rows, n) {
    return el("span", { class: "cells", role: "group", "aria-label": "未定位 " + n + " 项" }, rows.map(cell));
  }

  function keyed(event) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key], from = event.target;
    if (!by || !from.classList.contains("cell")) return;
    const to = by > 0 ? from.nextElementSibling : from.previousElementSibling;
    event.preventDefault();
    event.stopPropagation();
    if (!to) return;
    from.setAttribute("tabindex", "-1");
    to.setAttribute("tabindex", "0");
    to.focus();
  }

  // In the app the list stands below the map, so there is nothing to press.
  function rest(more) {
    const text = "另 " + more + " 项，见";
    if (!more) return [];
    if (PM.data.embedded) return [PM.dom.span("more", text + "下方清单")];
    return [PM.dom.button({ class: "more", text: text + "清单 ›", click: function () { PM.store.setTab("lost"); } })];
  }
  function fill(box, rows, n) { [cells(rows, n)].concat(rest(n - rows.length)).forEach(function (node) { box.appendChild(node); }); }

  function showTray() {
    const box = PM.dom.byId("tray"), last = PM.data.plates.length - 1, rows = lost(last, MOST_CORNER), n = PM.state.plates.lost[last];
    box.hidden = !rows.length;
    if (!fresh(box, n + ":" + looks(rows))) return;
    PM.dom.clear(box);
    if (!rows.length) return;
    const all = PM.dom.button({ class: "link", text: "清单 ›", click: function () { PM.store.setTab("lost"); } });
    box.appendChild(el("div", { class: "box-head warn box-split" }, [el("h2", { text: "未分板块，未定位 " + n + " 项" }), PM.data.embedded ? null : all]));
    fill(box, rows, n);
  }

  function owned(plate) { return plate.row >= 0 && PM.state.mask[plate.row] ? 1 : 0; }
  function pendingRow(e) {
    return el("div", { class: "pending-row" }, [PM.tags.title(e.plate), PM.dom.span("tag-word", "未定位 " + (e.n + owned(e.plate)))]);
  }

  // Plates that have no geometry at all, with their trays.
  function showPending() {
    const box = PM.dom.byId("pending");
    const list = PM.data.plates.map(function (p, i) { return { plate: p, rows: lost(i, MOST_PENDING), n: PM.state.plates.lost[i] }; }).filter(function (e) {
      return !PM.tags.onMap(e.plate) && e.plate.id !== "none" && (e.rows.length || owned(e.plate));
    });
    box.hidden = !list.length;
    if (!fresh(box, list.map(function (e) { return [e.plate.id, owned(e.plate), e.n, looks(e.rows)].join(); }).join("|"))) return;
    PM.dom.clear(box);
    if (!list.length) return;
    // Of an extract's plate that was not selected itself nothing is known here, not even that it has no place.
    box.appendChild(el("h2", { class: "box-head", text: list.some(function (e) { return e.plate.row >= 0; }) ? "位置待定" : "未定位" }));
    list.forEach(function (e) {
      box.appendChild(pendingRow(e));
      if (e.rows.length) fill(box, e.rows, e.n);
    });
  }

  function plateAtCentre(view) {
    if (view.zoom < PM.look.plate.closeFrom) return -1;
    const x = (view.left + view.width / 2) / view.scale, y = (view.top + view.height / 2) / view.scale;
    return PM.data.plates.findIndex(function (p) { return PM.tags.onMap(p) && PM.view.hasArea(p.row) && PM.view.inside(p.row, x, y); });
  }

  function nameRow(row) {
    return PM.dom.button({ class: "name-row", "data-row": row }, [PM.symbols.traySwatch(row), el("span", { text: PM.words.cell("name", row) })]);
  }

  function showNames(view) {
    const index = plateAtCentre(view), rows = index < 0 ? [] : lost(index, MOST_NAMES), n = index < 0 ? 0 : PM.state.plates.lost[index], box = PM.dom.byId("names");
    if (index === names) return;
    names = index;
    PM.dom.clear(box);
    box.hidden = !rows.length;
    document.body.classList.toggle("has-names", rows.length > 0);
    if (!rows.length) return;
    box.appendChild(el("h2", { class: "box-head warn", text: PM.data.plates[index].short + "未定位 " + n + " 项" }));
    box.appendChild(el("div", { class: "name-rows" }, rows.map(nameRow).concat(rest(n - rows.length))));
  }

  // What the boxes on the map depend on. Asking for boxes makes the browser lay out the page, lists and all.
  function shape() {
    const size = map.getSize(), body = document.body;
    const parts = ["names", "pending", "tray", "inset", "key", "stop", "locator", "scale"].map(function (id) {
      const node = PM.dom.byId(id);
      if (node.hidden) return 0;
      const styles = [node].concat(Array.from(node.querySelectorAll("[style]"))).map(function (n) { return n.style.cssText; });
      return styles.concat(node.textContent.length, node.getElementsByTagName("*").length).join();
    });
    return [size.x, size.y, window.innerWidth, window.innerHeight, body.className, body.style.cssText].concat(parts).join();
  }

  function measure() {
    const origin = map.getContainer().getBoundingClientRect(), out = [];
    document.querySelectorAll("[data-frame]").forEach(function (node) {
      const r = node.getBoundingClientRect();
      if (r.width) out.push([r.left - origin.left - 4, r.top - origin.top - 4, r.right - origin.left + 4, r.bottom - origin.top + 4]);
    });
    return { shape: shape(), frames: out, corner: PM.dom.byId("corner").offsetHeight };
  }
  function measured() {
    if (boxes.shape !== shape()) boxes = measure();
    return boxes;
  }

  // Boxes on the map that names must keep clear of, and how high the trays stand.
  function frames() { return measured().frames; }
  function corner() { return measured().corner; }

  function refresh() {
    names = -2;
    showTray();
    showPending();
    mark();
    // Now, while little else has changed.
    if (PM.canvas.scene() && !PM.canvas.rides()) measured();
  }

  function mark() {
    document.querySelectorAll("#pm-frame .box [data-row]").forEach(function (b) {
      b.classList.toggle("on", Number(b.getAttribute("data-row")) === PM.state.selected);
    });
  }

  function rowAt(event) {
    const target = event.target.closest("[data-row]");
    return target && !target.disabled ? Number(target.getAttribute("data-row")) : -1;
  }
  // A tray anywhere on the map: click and Enter select, arrows walk.
  function listen(node) {
    node.addEventListener("click", function (event) { if (rowAt(event) >= 0) PM.store.select(rowAt(event), "user"); });
    node.addEventListener("keydown", keyed);
  }

  function start(leafletMap) {
    map = leafletMap;
    ["corner", "inset"].forEach(function (id) { listen(PM.dom.byId(id)); });
    PM.on("filter", function () { PM.dom.onMap(refresh); });
    // A panel that slides has its box only when it stands.
    PM.on("layout size shape", function () { boxes = {}; });
    PM.on("view", function (view) { showNames(view); mark(); });
    PM.on("select", mark);
  }

  PM.trays = {
    start: start, listen: listen, frames: frames, corner: corner, lost: lost, looks: looks, cells: cells, most: MOST,
    named: function () { return PM.dom.byId("names").hidden ? -1 : names; }
  };
})(window.PM = window.PM || {});
