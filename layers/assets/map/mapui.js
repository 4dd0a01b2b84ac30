/* Around the map: what view is shown, zoom buttons, scale bar, empty states. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const byId = function (id) { return PM.dom.byId(id); };
  let map = null, quiet = false, placed = false;

  // A move the program makes is not reported as the user's.
  function quietly(work) {
    quiet = true;
    try { work(); } finally { quiet = false; }
  }

  // A view the host or the address asks for.
  function look(lon, lat, zoom) {
    placed = true;
    quietly(function () { map.setView([lat, lon], zoom, { animate: false }); });
  }

  // The box around the district, or around everything that has a place where no district is known.
  function whole() {
    const out = [Infinity, Infinity, -Infinity, -Infinity];
    const add = function (b) { [0, 1].forEach(function (i) { out[i] = Math.min(out[i], b[i]); out[i + 2] = Math.max(out[i + 2], b[i + 2]); }); };
    PM.data.base.district.forEach(function (ring) { for (let i = 0; i < ring.length; i += 2) add([ring[i], ring[i + 1], ring[i], ring[i + 1]]); });
    for (let r = 0; out[0] === Infinity && r < PM.data.n; r++) if (PM.view.bounds(r)) add(PM.view.bounds(r));
    return out[0] < out[2] ? out : null;
  }

  // Clear of what lies on the left and, before a projector, on the right; and of the phone's sheet.
  function padding(left) {
    const v = PM.look.view, wide = map.getSize().x >= 640, phone = PM.narrow.phone(), brief = document.body.classList.contains("br");
    return {
      left: wide ? left : 12, right: brief ? PM.look.brief.right : v.right,
      top: phone ? 62 : wide ? v.top : 56, bottom: PM.sheet.covers() + v.bottom
    };
  }

  function fitted(box, left) {
    const size = map.getSize();
    return PM.view.fit(box, size.x, size.y, padding(left));
  }

  // Beside the trays, or what stands in their place before a projector.
  function side() { return document.body.classList.contains("br") ? PM.look.brief.left : PM.look.view.trays + 4; }

  // The district beside the inset, if at this size it wants one.
  function opening() {
    const box = whole(), frame = PM.inset.right(), beside = fitted(box, frame + PM.look.view.beside);
    return frame && PM.inset.wanted(beside) ? beside : fitted(box, side());
  }

  function go(view, most) {
    const zoom = Math.max(map.getMinZoom(), Math.min(most, view.zoom)), x = (view.left + view.width / 2) / view.scale;
    map.setView(PM.view.lonLat(x, (view.top + view.height / 2) / view.scale), zoom, { animate: false });
  }

  function all() { if (whole()) go(opening(), map.getMaxZoom()); }

  // Every located row's own extent; a point is shown with some streets around it.
  function enter(row) {
    const b = PM.view.bounds(row), least = 1e-7;
    if (!b) return;
    const w = Math.max(least, (b[2] - b[0]) * .06), h = Math.max(least, (b[3] - b[1]) * .06), box = [b[0] - w, b[1] - h, b[2] + w, b[3] + h];
    go(fitted(box, side()), PM.view.isPoint(row) ? 15.5 : 16.5);
  }

  function reveal() {
    const row = PM.state.selected, g = PM.data.geo;
    if (row < 0 || PM.data.certainty[row] === PM.data.none || isNaN(g.px[row]) || PM.inset.shows(row)) return;
    const size = map.getSize(), at = map.latLngToContainerPoint(PM.view.lonLat(g.px[row], g.py[row]));
    const foot = PM.sheet.covers(), side = PM.data.embedded ? Math.min(340, size.x / 2) : 0;
    if (at.x < 40 || at.y < 40 || at.x > size.x - 40 - side || at.y > size.y - 40 - foot) {
      quietly(function () { map.panBy([at.x - (size.x - side) / 2, at.y - (size.y - foot) / 2], { animate: false }); });
    }
  }

  function scale() {
    const size = map.getSize(), y = size.y / 2, metres = map.distance(map.containerPointToLatLng([0, y]), map.containerPointToLatLng([100, y]));
    if (!metres) return;
    const power = Math.pow(10, Math.floor(Math.log10(metres))), lead = metres / power, round = (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
    const box = byId("scale");
    box.firstElementChild.style.width = 100 * round / metres + "px";
    box.lastElementChild.textContent = round >= 1000 ? round / 1000 + " 公里" : round + " 米";
  }

  function states() {
    const c = PM.state.counts, box = PM.dom.clear(byId("state"));
    const lostOnly = c.shown > 0 && c.located === 0;
    box.hidden = c.shown > 0 && !lostOnly;
    document.body.classList.toggle("lost-only", lostOnly);
    if (lostOnly) box.appendChild(el("p", { text: "符合条件的 " + c.shown + " 项均未定位" }));
    if (c.shown === 0) {
      box.appendChild(el("p", { text: "没有符合条件的项目" }));
      if (!PM.data.embedded) box.appendChild(PM.dom.button({ class: "button", text: "清除筛选", click: PM.search.clearAll }));
    }
  }

  function fullScreen() {
    const button = byId("full");
    button.hidden = !document.fullscreenEnabled;
    button.addEventListener("click", function () {
      if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen();
    });
    document.addEventListener("fullscreenchange", function () { button.textContent = document.fullscreenElement ? "还原" : "全屏"; });
  }

  function controls() {
    byId("in").addEventListener("click", function () { map.zoomIn(1); });
    byId("out").addEventListener("click", function () { map.zoomOut(1); });
    byId("all").addEventListener("click", all);
    fullScreen();
    ["zoom", "corner", "inset", "locator", "chooser", "key", "state"].forEach(function (id) {
      window.L.DomEvent.disableScrollPropagation(byId(id));
      window.L.DomEvent.disableClickPropagation(byId(id));
    });
    map.getContainer().addEventListener("keydown", function (event) { if (event.key === "0") all(); });
  }

  function start(leafletMap) {
    map = leafletMap;
    controls();
    map.on("moveend zoomend resize", scale);
    // Opened in a hidden frame the map had no size to fit into.
    map.on("resize", function (event) { if (!event.oldSize.x && !placed) quietly(all); });
    PM.on("size", function () { quietly(all); });
    PM.on("filter", states);
    PM.on("select", reveal);
    window.addEventListener("resize", PM.dom.later(function () { map.invalidateSize({ animate: false }); }, 60));
  }

  PM.mapui = {
    start: start, all: all, whole: whole, enter: enter, look: look, quietly: quietly, isQuiet: function () { return quiet; }
  };
})(window.PM = window.PM || {});
