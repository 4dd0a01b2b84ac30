/* Nobody is lost: plate names on the map with the symbols of their unlocated things, the 未分板块 tray and the 位置待定 frame. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const MOST = 12;
  let map = null, pane = null, tags = [], names = null;

  // Rows of a plate that the filter shows and nobody could place, in the order of the list.
  function lost(plateIndex) {
    const out = [], d = PM.data;
    for (let r = 0; r < d.n; r++) {
      if (PM.state.mask[r] && d.plate[r] === plateIndex && d.certainty[r] === d.none && d.kind[r] !== d.isplate) out.push(r);
    }
    return out;
  }
  function shownOf(plateIndex) {
    let n = 0;
    for (let r = 0; r < PM.data.n; r++) if (PM.state.mask[r] && PM.data.plate[r] === plateIndex) n++;
    return n;
  }

  function cell(row) {
    const b = PM.dom.button({ class: "cell", "aria-label": PM.words.spoken(row), "data-row": row }, [PM.symbols.traySwatch(row)]);
    return b;
  }
  // One Tab stop a tray; arrows go from symbol to symbol.
  function cells(rows) {
    const node = el("span", { class: "cells", role: "group", "aria-label": "未定位 " + rows.length + " 项" }, rows.map(cell));
    Array.from(node.children).forEach(function (b, i) { b.setAttribute("tabindex", i ? "-1" : "0"); });
    return node;
  }

  function keyed(event) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key], from = event.target;
    const to = by && from.classList.contains("cell") && (by > 0 ? from.nextElementSibling : from.previousElementSibling);
    if (!by || !from.classList.contains("cell")) return;
    event.preventDefault();
    event.stopPropagation();
    if (!to) return;
    from.setAttribute("tabindex", "-1");
    to.setAttribute("tabindex", "0");
    to.focus();
  }

  function onMap(plate) {
    return plate.row >= 0 && PM.data.certainty[plate.row] !== PM.data.none && !isNaN(PM.data.geo.px[plate.row]);
  }

  function title(plate, className) {
    const b = PM.dom.button({ class: className, text: plate.short || plate.name, "data-row": plate.row });
    b.style.color = plate.text;
    if (plate.row < 0) b.disabled = true;
    return b;
  }

  function anchorNote(plate) {
    const m = plate.outline === "anchor" && PM.words.cell("accuracy", plate.row);
    return m ? PM.dom.span("tag-note", "误差约 " + PM.words.metres(m)) : null;
  }

  // A user's ledger can leave hundreds unlocated: past a dozen the plate's card names them all.
  function rest(plate, rows) {
    if (rows.length <= MOST || plate.row < 0) return null;
    return PM.dom.button({ class: "more", text: "另 " + (rows.length - MOST) + " 项 ›", "data-row": plate.row });
  }

  function tag(plate, index) {
    const rows = lost(index), n = shownOf(index), node = el("div", { class: "tag" });
    node.appendChild(title(plate, "tag-name"));
    const note = anchorNote(plate);
    if (note) node.appendChild(note);
    node.appendChild(PM.dom.span("tag-count", n + "项" + (rows.length ? " 未定位" + rows.length : "")));
    if (rows.length) {
      const many = rows.length > 4;
      node.appendChild(el("span", { class: "tag-tray" + (many ? " many" : "") }, [
        PM.dom.span("tag-word", many ? "未定位 " + rows.length + " 项" : "未定位"), cells(rows.slice(0, MOST)), rest(plate, rows)]));
    }
    window.L.DomEvent.disableClickPropagation(node);
    return { node: node, plate: plate, index: index };
  }

  function showTags() {
    PM.dom.clear(pane);
    tags = PM.data.plates.map(function (p, i) {
      return onMap(p) && (PM.state.mask[p.row] || shownOf(i)) ? tag(p, i) : null;
    }).filter(Boolean);
    tags.forEach(function (t) { pane.appendChild(t.node); });
  }

  function showTray() {
    const box = PM.dom.clear(PM.dom.byId("tray")), last = PM.data.plates.length - 1, rows = lost(last);
    box.hidden = !rows.length;
    if (!rows.length) return;
    box.appendChild(el("h2", { class: "box-head warn", text: "未分板块，未定位 " + rows.length + " 项" }));
    box.appendChild(cells(rows));
  }

  // Plates that have no geometry at all, with their trays.
  function showPending() {
    const box = PM.dom.clear(PM.dom.byId("pending"));
    const list = PM.data.plates.map(function (p, i) { return { plate: p, index: i, rows: lost(i) }; }).filter(function (e) {
      return !onMap(e.plate) && e.plate.id !== "none" && (e.rows.length || (e.plate.row >= 0 && PM.state.mask[e.plate.row]));
    });
    box.hidden = !list.length;
    if (!list.length) return;
    box.appendChild(el("h2", { class: "box-head", text: "位置待定" }));
    list.forEach(function (e) {
      const line = el("div", { class: "pending-row" }, [title(e.plate, "tag-name")]);
      const own = e.plate.row >= 0 && PM.state.mask[e.plate.row] ? 1 : 0;
      const count = el("span", { text: e.rows.length + own + " 项未定位" });
      line.appendChild(el("span", { class: "tag-word" }, [PM.dom.span("wide-only", own ? "连同板块 " : ""), count]));
      box.appendChild(line);
      if (e.rows.length) box.appendChild(cells(e.rows));
    });
  }

  function plateAtCentre(view) {
    if (view.zoom < PM.look.plate.closeFrom) return -1;
    const x = (view.left + view.width / 2) / view.scale, y = (view.top + view.height / 2) / view.scale;
    return PM.data.plates.findIndex(function (p) { return onMap(p) && PM.view.hasArea(p.row) && PM.view.inside(p.row, x, y); });
  }

  function nameRow(row) {
    return PM.dom.button({ class: "name-row", "data-row": row }, [PM.symbols.traySwatch(row), el("span", { text: PM.words.cell("name", row) })]);
  }

  function showNames(view) {
    const index = plateAtCentre(view), rows = index < 0 ? [] : lost(index), key = index + ":" + rows.join();
    if (key === names) return;
    names = key;
    const box = PM.dom.clear(PM.dom.byId("names"));
    box.hidden = !rows.length;
    if (!rows.length) return;
    box.appendChild(el("h2", { class: "box-head warn", text: PM.data.plates[index].short + "未定位 " + rows.length + " 项" }));
    box.appendChild(el("div", { class: "name-rows" }, rows.map(nameRow)));
  }

  // Where a plate's name belongs in this view, or null: its own point, or the view's upper middle when it fills the view.
  function anchor(plate, view) {
    const g = PM.data.geo, x = g.px[plate.row] * view.scale - view.left, y = g.py[plate.row] * view.scale - view.top;
    if (x > 0 && y > 0 && x < view.width && y < view.height) return [x, y + (plate.outline === "anchor" ? PM.look.plate.mark / 2 + 22 : 0)];
    const spot = [view.width / 2, view.height * .2];
    if (PM.view.hasArea(plate.row) && PM.view.inside(plate.row, (spot[0] + view.left) / view.scale, (spot[1] + view.top) / view.scale)) return spot;
    return null;
  }

  function covered(at, boxes) {
    return boxes.some(function (b) { return at[0] > b[0] && at[0] < b[2] && at[1] > b[1] && at[1] < b[3]; });
  }

  // A tag stays near its plate; one whose plate lies under a panel or card goes with it.
  function place(space, view) {
    showNames(view);
    const boxes = frames();
    tags.forEach(function (t) {
      const spot = anchor(t.plate, view), at = spot && !covered(spot, boxes) ? spot : null;
      t.node.classList.toggle("quiet", view.zoom >= PM.look.plate.closeFrom && !PM.dom.byId("names").hidden && names.indexOf(t.index + ":") === 0);
      const w = t.node.offsetWidth, h = t.node.offsetHeight, box = at && PM.labels.placeBlock(at[0], at[1], w, h, space, PM.look.plate.tagReach);
      t.node.style.visibility = box ? "" : "hidden";
      if (box) window.L.DomUtil.setPosition(t.node, map.containerPointToLayerPoint([box[0] + 8, box[1] + 2])._round());
    });
  }

  // Boxes on the map that names must keep clear of.
  function frames() {
    const origin = map.getContainer().getBoundingClientRect(), out = [];
    document.querySelectorAll("[data-frame]").forEach(function (node) {
      const r = node.getBoundingClientRect();
      if (r.width) out.push([r.left - origin.left - 4, r.top - origin.top - 4, r.right - origin.left + 4, r.bottom - origin.top + 4]);
    });
    return out;
  }

  function refresh() {
    names = null;
    showTags();
    showTray();
    showPending();
    mark();
  }

  function mark() {
    document.querySelectorAll("#pm-frame [data-row]").forEach(function (b) {
      b.classList.toggle("on", Number(b.getAttribute("data-row")) === PM.state.selected);
    });
  }

  function clicked(event) {
    const target = event.target.closest("[data-row]");
    if (target && !target.disabled) PM.store.select(Number(target.getAttribute("data-row")), "user");
  }

  function start(leafletMap) {
    map = leafletMap;
    pane = map.createPane("pm-tags");
    pane.addEventListener("click", clicked);
    PM.dom.byId("corner").addEventListener("click", clicked);
    pane.addEventListener("keydown", keyed);
    PM.dom.byId("corner").addEventListener("keydown", keyed);
    PM.on("filter", refresh);
    PM.on("select", mark);
  }

  PM.trays = { start: start, place: place, frames: frames, lost: lost };
})(window.PM = window.PM || {});
