/* Around the map: what view is shown, zoom buttons, scale bar, empty states, drawer and sheet of narrow screens. */
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

  function boundsOf(list) {
    const b = window.L.latLngBounds([]);
    list.forEach(function (flat) { for (let i = 0; i < flat.length; i += 2) b.extend(PM.view.lonLat(flat[i], flat[i + 1])); });
    return b;
  }

  function onPhone() { return window.innerWidth <= PM.look.phone && !PM.data.embedded; }
  // What the list covers of a phone's map: the sheet, or the card that it grows into (60vh in layout.css).
  function covered() {
    if (!onPhone()) return 0;
    return PM.state.selected >= 0 ? window.innerHeight * .6 : Math.min(byId("right").offsetHeight, map.getSize().y * .6);
  }

  // Keep the district clear of the trays and the key on the left, and of the phone's sheet.
  function padding() {
    const v = PM.look.view, size = map.getSize(), wide = size.x >= 640, phone = onPhone();
    return {
      paddingTopLeft: [wide ? v.trays + 4 : 12, phone ? 62 : wide ? v.top : 56],
      paddingBottomRight: [v.right, covered() + v.bottom], animate: false
    };
  }

  function all() {
    const bounds = boundsOf(PM.data.base.district);
    if (bounds.isValid()) map.fitBounds(bounds, padding());
  }

  // Every located row's own extent; a point is shown with some streets around it.
  function enter(row) {
    const g = PM.data.geo, flat = [];
    for (let p = g.parts[row]; p < g.parts[row + 1]; p++) for (let i = g.starts[p]; i < g.starts[p + 1]; i++) flat.push(g.x[i], g.y[i]);
    if (!flat.length && !isNaN(g.px[row])) flat.push(g.px[row], g.py[row]);
    if (!flat.length) return;
    map.fitBounds(boundsOf([flat]), Object.assign(padding(), { maxZoom: g.type[row] === 1 ? 15.5 : 16.5 }));
  }

  function reveal() {
    const row = PM.state.selected, g = PM.data.geo;
    if (row < 0 || PM.data.certainty[row] === PM.data.none || isNaN(g.px[row])) return;
    const size = map.getSize(), at = map.latLngToContainerPoint(PM.view.lonLat(g.px[row], g.py[row]));
    const foot = covered(), side = PM.data.embedded ? Math.min(340, size.x / 2) : 0;
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
      if (!PM.data.embedded) box.appendChild(PM.dom.button({ class: "button", text: "清除筛选", click: PM.list.clearAll }));
    }
  }

  function open(button, className, on) {
    document.body.classList.toggle(className, on);
    button.setAttribute("aria-expanded", String(on));
    PM.emit("layout");
  }
  function toggle(button, className) {
    button.addEventListener("click", function () { open(button, className, !document.body.classList.contains(className)); });
  }
  function closeDrawer() {
    open(byId("drawer"), "drawer-open", false);
    byId("drawer").focus();
  }

  function sheet() {
    const sizes = ["", "sheet-full", "sheet-low"];
    byId("grip").addEventListener("click", function () {
      const now = sizes.findIndex(function (s) { return s && document.body.classList.contains(s); }), next = sizes[(Math.max(0, now) + 1) % 3];
      sizes.forEach(function (s) { if (s) document.body.classList.toggle(s, s === next); });
    });
  }

  function controls() {
    byId("in").addEventListener("click", function () { map.zoomIn(1); });
    byId("out").addEventListener("click", function () { map.zoomOut(1); });
    byId("all").addEventListener("click", all);
    toggle(byId("drawer"), "drawer-open");
    toggle(byId("date-open"), "date-open");
    byId("drawer-close").addEventListener("click", closeDrawer);
    byId("left").addEventListener("keydown", function (event) {
      if (event.key === "Escape" && document.body.classList.contains("drawer-open")) closeDrawer();
    });
    sheet();
    ["zoom", "corner", "chooser", "key", "state"].forEach(function (id) {
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
    PM.on("filter", states);
    PM.on("select", reveal);
    window.addEventListener("resize", PM.dom.later(function () { map.invalidateSize({ animate: false }); }, 60));
  }

  PM.mapui = {
    start: start, all: all, enter: enter, look: look, quietly: quietly, isQuiet: function () { return quiet; }
  };
})(window.PM = window.PM || {});
