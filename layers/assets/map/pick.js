/* Pointing out a place for the app: a click, or Enter for the middle of the map, tells where. Numbered marks stand above all else. */
(function (PM) {
  "use strict";

  const svg = PM.dom.svg, EARTH = 40075016.686;
  let map = null, pane = null, asked = {}, on = false;

  function at(p) { return map.latLngToContainerPoint([p[1], p[0]]); }

  function course(line) {
    return "M" + line.map(function (p) { const q = at(p); return q.x.toFixed(1) + " " + q.y.toFixed(1); }).join("L");
  }

  function add(tag, attributes, text) { pane.appendChild(svg(tag, Object.assign({ text: text || "" }, attributes))); }

  // Twice, white below: it reads over any ground.
  function line(d, colour, width, dash) {
    add("path", { d: d, fill: "none", stroke: "#FFFFFF", "stroke-width": width + 3 });
    add("path", { d: d, fill: "none", stroke: colour, "stroke-width": width, "stroke-dasharray": dash });
  }

  function mark(m) {
    const p = at(m.at), blue = "#1257A6", colour = m.chosen ? blue : PM.look.ink;
    const metres = EARTH * Math.cos(m.at[1] * Math.PI / 180) / (256 * Math.pow(2, map.getZoom()));
    m.lines.forEach(function (way) { line(course(way), colour, 2.5, null); });
    add("circle", { cx: p.x, cy: p.y, r: m.metres / metres, fill: blue, "fill-opacity": .08, stroke: colour, "stroke-width": 1.4, "stroke-dasharray": "4 4" });
    if (m.chosen) line("M" + (p.x - 16) + " " + p.y + "h32M" + p.x + " " + (p.y - 16) + "v32", blue, 2, null);
    add("circle", { cx: p.x, cy: p.y, r: m.chosen || !m.text ? 5 : 11, fill: m.chosen ? "#FFFFFF" : colour, stroke: m.chosen ? blue : "#FFFFFF", "stroke-width": 2 });
    if (!m.chosen && m.text) add("text", { x: p.x, y: p.y + 4.5, "text-anchor": "middle", fill: "#FFFFFF", "font-size": 13, "font-weight": 700 }, m.text);
  }

  function draw() {
    PM.dom.clear(pane);
    if (on) asked.marks.forEach(mark);
  }

  function tell(latLng) { PM.emit("pick", { at: [latLng.lng, latLng.lat], zoom: map.getZoom() }); }

  // What to look at: a box [west, south, east, north], or the whole district.
  function look(box) {
    if (!box) { PM.mapui.all(); return; }
    map.fitBounds([[box[1], box[0]], [box[3], box[2]]], { animate: false, maxZoom: 16, padding: [24, 24] });
  }

  function set(m) {
    const isNew = !on || m.turn !== asked.turn;
    on = Boolean(m.on);
    asked = m;
    document.body.classList.toggle("picking", on);
    map.doubleClickZoom[on ? "disable" : "enable"]();
    PM.emit("layout");
    if (on && isNew) PM.mapui.quietly(function () { look(m.box); });
    draw();
  }

  function start(leafletMap) {
    map = leafletMap;
    pane = svg("svg", { class: "ruler-lines pick-marks", "aria-hidden": "true", focusable: "false" });
    PM.dom.byId("frame").appendChild(pane);
    map.on("click", function (event) { if (on && !PM.measure.active()) tell(event.latlng); });
    map.on("move zoom resize", PM.dom.perFrame(draw));
    map.getContainer().addEventListener("keydown", function (event) {
      if (on && event.key === "Enter" && event.target === map.getContainer() && !PM.measure.active()) tell(map.getCenter());
    });
  }

  PM.pick = { start: start, set: set };
})(window.PM = window.PM || {});
