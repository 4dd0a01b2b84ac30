/* 汇报视图: for a projector. Large type, only the map; PageDown and PageUp (a clicker's keys) step through the plates, Esc leaves. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const byId = function (id) { return PM.dom.byId(id); };
  const MOST = 8, HINT_MS = 6000;
  let map = null, on = false, at = 0, timer = 0;

  // The whole district, then each plate of which the filter shows something.
  function stops() {
    const d = PM.data;
    return [-1].concat(d.plates.map(function (p, i) { return i; }).filter(function (i) { return d.plates[i].row >= 0 && PM.state.plates.n[i]; }));
  }

  // With the plate's own row, as legend and list count it.
  function members(index) {
    const d = PM.data, out = [];
    for (let r = 0; r < d.n; r++) if (d.plate[r] === index && PM.state.mask[r]) out.push(r);
    return out;
  }

  function statusLines(rows) {
    const tally = new Uint32Array(PM.data.statuses.length);
    rows.forEach(function (r) { tally[PM.now.status[r]]++; });
    return PM.panel.options.statuses().map(function (o) {
      const n = tally[PM.data.statusOf.get(o.value)];
      return n ? el("li", {}, [o.svg(), el("span", { text: o.word }), el("b", { text: String(n) })]) : null;
    });
  }

  function lostPart(rows, most) {
    if (!rows.length) return [];
    const names = rows.slice(0, most).map(function (r) { return el("li", {}, [PM.symbols.traySwatch(r), el("span", { text: PM.words.cell("name", r) })]); });
    const rest = rows.length > most ? el("p", { text: "另 " + (rows.length - most) + " 项" }) : null;
    return [el("h3", { text: "未定位 " + rows.length + " 项" }), el("ul", {}, names), rest];
  }

  function plateCaption(index, most) {
    const p = PM.data.plates[index], rows = members(index), lost = PM.trays.lost(index), head = el("h2", { text: p.name });
    const without = rows.filter(function (r) { return !PM.view.located(r); }).length;
    head.style.color = p.text;
    const count = rows.length + " 项 · 图上 " + (rows.length - without) + " · 未定位 " + without;
    const nowhere = PM.tags.onMap(p) ? null : el("p", { text: "位置待定，图上没有范围" });
    return [el("p", { class: "stop-at", text: at + " / " + (stops().length - 1) }), head, el("p", { text: count }), nowhere, el("ul", {}, statusLines(rows))].concat(lostPart(lost, most));
  }

  function rowCaption(row) {
    const w = PM.words, facts = [w.plate(row).name, w.second(row), w.place(row), w.unit(row)];
    return [el("h2", { text: w.cell("name", row) })].concat(facts.filter(Boolean).map(function (t) { return el("p", { text: t }); }));
  }

  function fill(box, parts) {
    PM.dom.clear(box);
    box.hidden = !on || !parts.length;
    document.body.classList.toggle("at-stop", !box.hidden);
    parts.forEach(function (n) { if (n) box.appendChild(n); });
    return box.scrollHeight <= box.clientHeight;
  }
  // Nobody scrolls before a projector: as many names as have room.
  function caption() {
    at = Math.min(at, stops().length - 1);
    const box = byId("stop"), index = stops()[at], row = PM.state.selected, own = row < 0 && index >= 0;
    if (!own) { fill(box, row >= 0 ? rowCaption(row) : []); return; }
    for (let most = MOST; !fill(box, plateCaption(index, most)) && most > 0; most--);
  }

  function go(to) {
    const list = stops(), plate = PM.data.plates[list[to]];
    if (to < 0 || to >= list.length) return;
    at = to;
    PM.store.select(-1, "host");
    caption();
    if (plate && PM.tags.onMap(plate)) PM.mapui.enter(plate.row); else PM.mapui.all();
    PM.canvas.settle();
  }

  function fullScreen(wanted) {
    const ask = wanted ? document.documentElement.requestFullscreen : document.fullscreenElement && document.exitFullscreen;
    if (!ask || !document.fullscreenEnabled) return;
    const asked = wanted ? document.documentElement.requestFullscreen() : document.exitFullscreen();
    if (asked) asked.catch(function () { /* refused: the view works without */ });
  }

  function hint() {
    const box = byId("brief-keys");
    box.hidden = false;
    window.clearTimeout(timer);
    timer = window.setTimeout(function () { box.hidden = true; }, HINT_MS);
  }

  function set(wanted) {
    on = wanted;
    at = 0;
    document.body.classList.toggle("br", on);
    fullScreen(on);
    PM.mapui.quietly(function () { map.invalidateSize({ animate: false }); });
    caption();
    PM.emit("size");
    PM.canvas.settle();
    if (on) { hint(); map.getContainer().focus(); } else { byId("brief-keys").hidden = true; byId("brief").focus(); }
  }

  function leave() {
    if (PM.pointer.closeChooser()) return;
    if (PM.state.selected >= 0) PM.store.select(-1, "user"); else set(false);
  }

  const KEYS = {
    PageDown: function () { go(at + 1); }, PageUp: function () { go(at - 1); },
    Home: function () { go(0); }, End: function () { go(stops().length - 1); }, Escape: leave
  };

  function keyed(event) {
    if (event.target.tagName === "INPUT" || event.ctrlKey || event.altKey || event.metaKey || PM.measure.active()) return;
    const asked = (event.key === "b" || event.key === "B") && (on || !PM.narrow.phone());
    const key = asked ? function () { set(!on); } : on && KEYS[event.key];
    if (!key) return;
    event.preventDefault();
    event.stopPropagation();
    key();
  }

  function start(leafletMap) {
    map = leafletMap;
    if (PM.data.embedded) return;
    byId("brief").addEventListener("click", function () { set(true); });
    document.addEventListener("keydown", keyed, true);
    document.addEventListener("fullscreenchange", function () { if (on && !document.fullscreenElement) set(false); });
    PM.on("select filter", function () { if (on) caption(); });
  }

  PM.brief = { start: start };
})(window.PM = window.PM || {});
