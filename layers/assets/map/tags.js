/* Plates' names on the map, each with the symbols of those of its things that nobody could place. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const V = PM.view;
  // What a tag may shed when there is no room for all of it, and how much of its reach it may go to keep it.
  const FORMS = [["", .62], ["compact", .4], ["bare", .4], ["", 1], ["compact", 1], ["bare", 1]];
  const sizes = new Map();
  let map = null, pane = null, tags = [];

  function onMap(plate) { return plate.row >= 0 && V.located(plate.row) && V.hasPoint(plate.row); }

  function title(plate) {
    const b = PM.dom.button({ class: "tag-name", text: plate.short || plate.name, title: plate.name, "data-row": plate.row });
    b.style.color = plate.text;
    if (plate.row < 0) b.disabled = true;
    return b;
  }

  function anchorNote(plate) {
    const m = plate.outline === "anchor" && PM.words.cell("accuracy", plate.row);
    return m ? PM.dom.span("tag-note", "误差约 " + PM.words.metres(m)) : null;
  }

  function tray(rows, n, plate) {
    if (!n) return null;
    const many = n > 4;
    const word = PM.dom.span("tag-word", "未定位 " + n + (many ? " 项" : ""));
    // A user's ledger can leave hundreds unlocated: past a dozen the plate's card names them all.
    const rest = n > rows.length && plate.row >= 0 &&
      PM.dom.button({ class: "more", text: "另 " + (n - rows.length) + " 项 ›", "data-row": plate.row });
    return el("span", { class: "tag-tray" + (many ? " many" : "") }, [word, PM.trays.cells(rows, n), rest]);
  }

  // The same tag as before where it would say the same; a new one stands where the old one stood.
  function tag(plate, index) {
    const shown = PM.state.plates, lost = shown.lost[index], rows = PM.trays.lost(index, PM.trays.most), count = shown.n[index] + "项" + (lost ? " 未定位" + lost : "");
    const old = tags.find(function (t) { return t.index === index; }), holds = count + PM.trays.looks(rows);
    if (old && old.holds === holds) return old;
    const fresh = Object.assign(made(plate, index, rows, count), { holds: holds, form: old && old.form, spot: old && old.spot });
    if (old) { fresh.node.className = old.node.className; fresh.node.style.cssText = old.node.style.cssText; }
    else fresh.node.style.visibility = "hidden";
    return fresh;
  }

  function made(plate, index, rows, count) {
    const node = el("div", { class: "tag" }, [
      title(plate), anchorNote(plate), PM.dom.span("tag-see", "见放大图"), PM.dom.span("tag-count", count), tray(rows, PM.state.plates.lost[index], plate)]);
    window.L.DomEvent.disableClickPropagation(node);
    return { node: node, plate: plate, index: index, count: count };
  }

  function refresh() {
    const old = tags;
    tags = PM.data.plates.map(function (p, i) {
      return onMap(p) && (PM.state.mask[p.row] || PM.state.plates.n[i]) ? tag(p, i) : null;
    }).filter(Boolean);
    old.forEach(function (t) { if (tags.indexOf(t) < 0) pane.removeChild(t.node); });
    let next = pane.firstChild;
    tags.forEach(function (t) { if (t.node === next) next = next.nextSibling; else pane.insertBefore(t.node, next); });
    mark();
  }

  function mark() {
    tags.forEach(function (t) {
      t.node.querySelectorAll("[data-row]").forEach(function (b) {
        b.classList.toggle("on", Number(b.getAttribute("data-row")) === PM.state.selected);
      });
    });
  }

  // Where a plate's name belongs in this view, or null: its own point, or the view's upper middle when it fills the view.
  function anchor(plate, view) {
    const at = V.screen(plate.row, view), inset = PM.data.plates[PM.inset.plate()] === plate;
    const down = plate.outline === "anchor" ? PM.look.plate.mark / 2 + 22 : 0;
    if (at[0] > 0 && at[1] > 0 && at[0] < view.width && at[1] < view.height) return inset ? [at[0] - 60, at[1]] : [at[0], at[1] + down];
    const spot = [view.width / 2, view.height * .2];
    const x = (spot[0] + view.left) / view.scale, y = (spot[1] + view.top) / view.scale;
    return V.hasArea(plate.row) && V.inside(plate.row, x, y) ? spot : null;
  }

  // The inset carries the plate's tray, the box of names its list: the tag need not say it again.
  function forms(t) {
    if (t.index === PM.inset.plate()) return [["elsewhere", 1], ["bare", 1]];
    return t.index === PM.trays.named() ? [["bare", 1]] : FORMS;
  }

  // What a tag's size depends on; a size once asked for is remembered.
  function sizeKey(t, form) {
    const page = ["br", "phone", "low"].filter(function (c) { return document.body.classList.contains(c); });
    const chosen = t.plate.row === PM.state.selected, counted = form === "" || form === "compact";
    return page.concat(chosen, form, t.index, counted ? t.count : "").join("|");
  }

  // Asking one tag makes the browser lay out the page, so all are asked at once.
  function sizeIn(t, form) {
    if (!sizes.has(sizeKey(t, form))) {
      tags.forEach(function (other) { other.node.className = "tag " + form; });
      tags.forEach(function (other) { sizes.set(sizeKey(other, form), [other.node.offsetWidth, other.node.offsetHeight]); });
    }
    return sizes.get(sizeKey(t, form));
  }

  // On a small map even a short way leads to another plate.
  function reachIn(view) { return Math.min(PM.look.plate.tagReach, view.width * .2 + 20); }

  function placeTag(t, at, space, view, edges) {
    let box = null;
    forms(t).some(function (form) {
      const size = sizeIn(t, form[0]);
      box = PM.labels.placeBlock(at[0], at[1], size[0], size[1], space, reachIn(view) * form[1], edges);
      t.form = form[0];
      return box;
    });
    return box;
  }

  // A name that had to leave its plate is tied to it: {row, colour, anchor in world units, way in pixels from there to the name}.
  function tie(t, box, view) {
    if (t.index === PM.inset.plate()) return null;
    const g = PM.data.geo, row = t.plate.row, at = V.screen(row, view), to = [0, 1].map(function (i) { return Math.max(box[i], Math.min(box[i + 2], at[i])); });
    const way = [to[0] - at[0], to[1] - at[1]], x = (to[0] + view.left) / view.scale, y = (to[1] + view.top) / view.scale;
    if (Math.hypot(way[0], way[1]) < PM.look.plate.tieFrom || (V.hasArea(row) && V.inside(row, x, y))) return null;
    return { row: row, colour: t.plate.edge, anchor: [g.px[row], g.py[row]], way: way };
  }

  function covered(at, boxes) {
    return boxes.some(function (b) { return at[0] > b[0] && at[0] < b[2] && at[1] > b[1] && at[1] < b[3]; });
  }

  // Moved by a transform each name would be a layer of its own, and a page of many layers is slow to show.
  function put(node, at) {
    node.style.left = at.x + "px";
    node.style.top = at.y + "px";
  }

  // A tag stays near its plate; one whose plate lies under a panel or card goes with it.
  function place(space, scene, edges) {
    const boxes = PM.trays.frames(), view = scene.view;
    scene.ties = [];
    tags.forEach(function (t) {
      const at = anchor(t.plate, view), box = at && !covered(at, boxes) ? placeTag(t, at, space, view, edges) : null;
      t.node.style.visibility = box ? "" : "hidden";
      if (!box) return;
      t.spot = [box[0] + 4, box[1] + 2];
      scene.ties.push(tie(t, box, view));
    });
    scene.ties = scene.ties.filter(Boolean);
    tags.forEach(function (t) {
      t.node.className = "tag " + (t.form || "");
      if (t.spot) put(t.node, map.containerPointToLayerPoint(t.spot)._round());
    });
  }

  // On a phone, which has no inset, a plate's name leads into the plate.
  function entered(event) {
    const name = event.target.closest(".tag-name");
    if (name && PM.narrow.phone()) PM.mapui.enter(Number(name.getAttribute("data-row")));
  }

  function start(leafletMap) {
    map = leafletMap;
    pane = map.createPane("pm-tags");
    PM.trays.listen(pane);
    pane.addEventListener("click", entered);
    PM.on("filter", function () { PM.dom.onMap(refresh); });
    PM.on("size", mark);
    PM.on("select", mark);
  }

  PM.tags = { start: start, place: place, title: title, onMap: onMap };
})(window.PM = window.PM || {});
