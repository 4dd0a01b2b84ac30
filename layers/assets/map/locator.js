/* The locator: where in the district the window stands, once it shows only a part of it. */
(function (PM) {
  "use strict";

  const V = PM.view, L = PM.look.locator;
  let box = null, here = null, small = null;

  function path(ring) {
    let d = "";
    for (let i = 0; i < ring.length; i += 2) {
      d += (i ? "L" : "M") + (ring[i] * small.scale - small.left).toFixed(1) + " " + (ring[i + 1] * small.scale - small.top).toFixed(1);
    }
    return d + "Z";
  }

  function draw() {
    const pad = { left: 8, top: 8, right: 8, bottom: 8 }, height = L.height - L.head, look = PM.look;
    small = V.fit(PM.mapui.whole(), L.width - 2, height, pad);
    here = PM.dom.svg("rect", { fill: look.worksFace, "fill-opacity": .18, stroke: look.ink, "stroke-width": 1.8 });
    box.appendChild(PM.dom.svg("svg", { width: L.width - 2, height: height, "aria-hidden": "true", focusable: "false" }, [
      PM.dom.svg("path", { d: PM.data.base.district.map(path).join(""), fill: look.land, stroke: look.district.edge, "stroke-width": 1.2, "fill-rule": "evenodd" }),
      here]));
  }

  // At least as large as can be seen, and never beyond the frame.
  function show(view) {
    const e = V.extent(view), at = function (v, from) { return v * small.scale - from; };
    const w = Math.max(6, (e[2] - e[0]) * small.scale), h = Math.max(6, (e[3] - e[1]) * small.scale);
    const x = (at(e[0], small.left) + at(e[2], small.left) - w) / 2, y = (at(e[1], small.top) + at(e[3], small.top) - h) / 2;
    const set = { x: x, y: y, width: w, height: h };
    Object.keys(set).forEach(function (name) { here.setAttribute(name, set[name].toFixed(1)); });
  }

  function update(view) {
    box.hidden = view.zoom < L.from || view.width < 560 || view.height < 320;
    document.body.classList.toggle("has-locator", !box.hidden);
    if (!box.hidden) show(view);
  }

  function start() {
    box = PM.dom.byId("locator");
    box.appendChild(PM.dom.button({ class: "link locator-back", text: "‹ 回到全区", click: function () { PM.mapui.all(); } }));
    draw();
    PM.on("view", update);
  }

  PM.locator = { start: start };
})(window.PM = window.PM || {});
