/* Around the map: what view is shown, zoom buttons, scale bar, empty states. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const byId = function (id) { return PM.dom.byId(id); };
  let map = null, quiet = false, placed = false, going = false, shown = null, inset = -1;

  // A move the program makes is not reported as the user's.
  function quietly(work) {
    quiet = true;
    try { work(); } finally { quiet = false; }
  }

  // A view the host or the address asks for.
  function look(lon, lat, zoom) {
    placed = true;
    shown = null;
    quietly(function () { map.setView([lat, lon], zoom, { animate: false }); });
  }

  // The box around the district.
  function whole() {
    const out = [Infinity, Infinity, -Infinity, -Infinity];
    PM.data.base.district.forEach(function (ring) {
      for (let i = 0; i < ring.length; i++) {
        out[i % 2] = Math.min(out[i % 2], ring[i]);
        out[i % 2 + 2] = Math.max(out[i % 2 + 2], ring[i]);
      }
    });
    return out;
  }

  // On small screens the footer's words lie on the map, above the scale.
  function foot() {
    const small = ["phone", "low"].some(function (c) { return document.body.classList.contains(c); });
    return small ? PM.look.view.scale + byId("foot").offsetHeight : PM.look.view.bottom;
  }

  // Clear of what lies on the left and, before a projector, on the right; and of the phone's sheet.
  function padding(left) {
    const v = PM.look.view, wide = map.getSize().x >= 640, phone = PM.narrow.phone(), brief = document.body.classList.contains("br"), beside = document.body.classList.contains("board-side");
    return {
      left: wide ? left : 12, right: brief ? PM.look.brief.right : beside ? v.zoom : v.right,
      top: phone ? 62 : wide ? v.top : 56, bottom: PM.sheet.covers() + foot()
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

  // What the program shows is shown anew when the window changes; a view of the reader's own is left as it is.
  function show(what) {
    going = true;
    what();
    going = false;
    shown = what;
  }
  function again() { if (shown) quietly(function () { show(shown); }); }

  // Names of a view that stands already keep their places.
  function go(view, most) {
    const zoom = Math.max(map.getMinZoom(), Math.min(most, view.zoom)), x = (view.left + view.width / 2) / view.scale;
    const centre = PM.view.lonLat(x, (view.top + view.height / 2) / view.scale);
    const off = map.latLngToContainerPoint(centre).distanceTo(map.getSize().divideBy(2));
    if (map.getZoom() !== zoom || off >= 1) map.setView(centre, zoom, { animate: false });
  }

  function all() { show(function () { go(opening(), map.getMaxZoom()); }); }

  // A row's own extent with some room; of a point its accuracy, and at most some streets around it.
  function extent(row) {
    const b = PM.view.bounds(row), metres = PM.view.isPoint(row) && PM.words.cell("accuracy", row) || 0;
    const least = Math.max(1e-7, metres / PM.view.metres(row)), w = Math.max(least, (b[2] - b[0]) * .06), h = Math.max(least, (b[3] - b[1]) * .06);
    return [b[0] - w, b[1] - h, b[2] + w, b[3] + h];
  }
  function enter(row) {
    if (!PM.view.bounds(row)) return;
    show(function () { go(fitted(extent(row), side()), PM.view.isPoint(row) ? 15.5 : 16.5); });
  }

  // A box of the world with room around it, no nearer than some streets or than asked for.
  function box(b, most) {
    const w = Math.max(4e-6, (b[2] - b[0]) * .15), h = Math.max(4e-6, (b[3] - b[1]) * .15), wide = [b[0] - w, b[1] - h, b[2] + w, b[3] + h];
    show(function () { go(fitted(wide, side()), most || 16.5); });
  }

  // The shortest way into what is free of inset, card and sheet.
  function into(at, low, high) { return at < low ? at - low : at > high ? at - high : 0; }

  function reveal() {
    const row = PM.state.selected, g = PM.data.geo, edge = 48;
    if (row < 0 || PM.data.certainty[row] === PM.data.none || isNaN(g.px[row]) || PM.inset.shows(row)) return;
    const size = map.getSize(), at = map.latLngToContainerPoint(PM.view.lonLat(g.px[row], g.py[row]));
    const left = PM.inset.plate() < 0 ? edge : PM.inset.right() + 24, right = size.x - edge - (PM.data.embedded ? Math.min(324, size.x / 2) : 0);
    const by = [into(at.x, left, Math.max(left, right)), into(at.y, edge, Math.max(edge, size.y - edge - PM.sheet.covers()))];
    if (!by[0] && !by[1]) return;
    shown = null;
    quietly(function () { PM.canvas.together(function () { map.panBy(by, { animate: false }); }); });
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
      box.appendChild(el("p", { text: PM.data.nothing || "没有符合条件的项目" }));
      if (!PM.data.embedded && !PM.data.nothing) box.appendChild(PM.dom.button({ class: "button", text: "清除筛选", click: PM.search.clearAll }));
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
    map.on("movestart zoomstart", function () { if (!going) shown = null; });
    PM.on("size", function () { quietly(all); });
    // With the inset gone, or come, the whole district has other room.
    PM.on("settled", function () {
      const now = PM.inset.plate(), other = now !== inset;
      inset = now;
      if (other && !going) again();
    });
    PM.on("filter", function () { PM.dom.onMap(states); });
    PM.on("select", reveal);
    new ResizeObserver(function () {
      const own = shown;
      quietly(function () { map.invalidateSize({ animate: false }); });
      shown = own;
      again();
    }).observe(map.getContainer());
  }

  PM.mapui = {
    start: start, all: all, whole: whole, enter: enter, box: box, look: look, quietly: quietly, isQuiet: function () { return quiet; }
  };
})(window.PM = window.PM || {});
