/* The small signs that stand beside a symbol: that something is late, and its light. */
(function (PM) {
  "use strict";

  const L = PM.look;

  function num(v) { return Math.round(v * 100) / 100; }

  function disc(r) {
    return "M" + num(-r) + " 0A" + num(r) + " " + num(r) + " 0 1 0 " + num(r) + " 0A" + num(r) + " " + num(r) + " 0 1 0 " + num(-r) + " 0Z";
  }

  function course(points, k) {
    let d = "";
    for (let i = 0; i < points.length; i += 2) d += (i ? "L" : "M") + num(points[i] * k) + " " + num(points[i + 1] * k);
    return d;
  }
  const CALL = [[0, -2.6, 0, .6], [0, 2.2, 0, 2.3]];
  function badge(r, k) {
    const size = k || 1, inside = CALL.map(function (points) { return course(points, size); }).join("");
    return [{ d: disc(L.badge.r * size), fill: L.late, stroke: "#FFFFFF", width: 1, at: [r, -r] },
      { d: inside, stroke: "#FFFFFF", width: 1.5 * size, at: [r, -r], cap: "round" }];
  }

  function round(r) { return function (k) { return disc(r * k); }; }
  function upright(k) { return course([0, -5.2, 5.4, 4.2, -5.4, 4.2], k) + "Z"; }

  // The sign of each light is told apart without colour: a disc and a triangle that call, a tick, an empty ring.
  const LIGHTS = {
    red: { edge: round(4.7), inside: CALL, light: true },
    yellow: { edge: upright, inside: [[0, -2, 0, 1], [0, 2.6, 0, 2.7]] },
    green: { edge: round(4.7), inside: [[-2.2, .2, -.6, 1.9, 2.3, -1.7]], light: true },
    grey: { edge: round(3.9), inside: [], hollow: true }
  };
  // `at`: where its middle stands; `k`: how large it is.
  function light(look, at, k) {
    const s = LIGHTS[look.code], d = s.edge(k), inside = s.inside.map(function (points) { return course(points, k); }).join("");
    const body = s.hollow ? { fill: "#FFFFFF", stroke: look.face, width: 1.8 * k } : { fill: look.face, stroke: look.ink, width: 1.2 * k };
    return [{ d: d, stroke: "#FFFFFF", width: 3.4 * k }, Object.assign({ d: d }, body)]
      .concat(inside ? { d: inside, stroke: s.light ? "#FFFFFF" : look.ink, width: 1.5 * k, cap: "round" } : [])
      .map(function (layer) { return Object.assign(layer, { at: at }); });
  }

  PM.signs = { num: num, disc: disc, badge: badge, light: light };
})(window.PM = window.PM || {});
