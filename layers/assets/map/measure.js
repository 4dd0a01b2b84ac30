/* Measuring: click, or Enter at the crosshair, sets a point; lengths and the area they enclose are said at once. */
(function (PM) {
  "use strict";

  const byId = function (id) { return PM.dom.byId(id); };
  let map = null, on = false, points = [], pane = null, hint = null;

  function length(metres) { return metres < 1000 ? Math.round(metres) + " 米" : (metres / 1000).toFixed(2) + " 公里"; }
  function area(m2) {
    return m2 < 1e6 ? Math.round(m2 / 1e4 * 100) / 100 + " 公顷" : (m2 / 1e6).toFixed(2) + " 平方公里";
  }

  function total() {
    return points.reduce(function (sum, p, i) { return i ? sum + map.distance(points[i - 1], p) : 0; }, 0);
  }

  // The shoelace formula on a plane that touches the sphere at the first point: true to a few thousandths within a district.
  function enclosed() {
    const k = Math.PI / 180 * 6371008.8, c = Math.cos(points[0].lat * Math.PI / 180);
    const xy = points.map(function (p) { return [(p.lng - points[0].lng) * k * c, (p.lat - points[0].lat) * k]; });
    return Math.abs(xy.reduce(function (sum, a, i) { const b = xy[(i + 1) % xy.length]; return sum + a[0] * b[1] - b[0] * a[1]; }, 0)) / 2;
  }

  function said() {
    if (!points.length) return "点击地图，或用方向键移动地图后按回车，逐点测量";
    const words = ["全长 " + length(total())];
    if (points.length > 2) words.push("围合 " + area(enclosed()));
    return words.join("，") + "。退格键撤回一点，Esc 结束";
  }

  function draw() {
    const at = points.map(function (p) { return map.latLngToContainerPoint(p); }), look = PM.look;
    PM.dom.clear(pane);
    const line = "M" + at.map(function (p) { return p.x.toFixed(1) + " " + p.y.toFixed(1); }).join("L");
    const stroke = function (colour, width) { return PM.dom.svg("path", { d: line, fill: "none", stroke: colour, "stroke-width": width, "stroke-linejoin": "round" }); };
    if (at.length > 1) { pane.appendChild(stroke("#FFFFFF", 5)); pane.appendChild(stroke(look.ink, 2)); }
    at.forEach(function (p) { pane.appendChild(PM.dom.svg("circle", { cx: p.x, cy: p.y, r: 4, fill: "#FFFFFF", stroke: look.ink, "stroke-width": 2 })); });
    hint.textContent = said();
  }

  function add(latLng) { points.push(latLng); draw(); }
  function undo() { points.pop(); draw(); }

  function toggle(wanted) {
    on = wanted;
    points = [];
    document.body.classList.toggle("measuring", on);
    byId("measure").setAttribute("aria-pressed", String(on));
    byId("ruler").hidden = !on;
    map.doubleClickZoom[on ? "disable" : "enable"]();
    if (on) map.getContainer().focus();
    draw();
  }

  const KEYS = { Enter: function () { add(map.getCenter()); }, Backspace: undo, Escape: function () { toggle(false); byId("measure").focus(); } };

  // Before the map's own keys: Esc ends the measuring, and closes nothing else.
  function keyed(event) {
    const inside = event.target === map.getContainer() || event.target === byId("measure");
    const key = on && KEYS[event.key];
    if (!key || (event.key !== "Escape" && !inside) || (event.key === "Enter" && event.target === byId("measure"))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    key();
  }

  function start(leafletMap) {
    map = leafletMap;
    pane = PM.dom.svg("svg", { class: "ruler-lines", "aria-hidden": "true", focusable: "false" });
    hint = PM.dom.el("p", { class: "ruler-words", role: "status", "aria-live": "polite" });
    [pane, PM.dom.span("ruler-cross", ""), hint].forEach(function (n) { byId("ruler").appendChild(n); });
    byId("measure").addEventListener("click", function () { toggle(!on); });
    map.on("click", function (event) { if (on) add(event.latlng); });
    map.on("move zoom", PM.dom.perFrame(function () { if (on) draw(); }));
    document.addEventListener("keydown", keyed, true);
  }

  PM.measure = { start: start, active: function () { return on; } };
})(window.PM = window.PM || {});
