/* Symbols and road patterns: one table of layers, drawn on canvas and as inline SVG alike.
   Status is the shape and its colour, certainty is solid / hollow / ringed, time is the line's pattern. */
(function (PM) {
  "use strict";

  const L = PM.look, num = PM.signs.num, disc = PM.signs.disc;

  // Corners at radius 1; what is not here is a disc.
  const CORNERS = {
    diamond: [0, -1.1, 1.1, 0, 0, 1.1, -1.1, 0],
    triangle: [-.8, -1, 1.15, 0, -.8, 1],
    square: [-.85, -.85, .85, -.85, .85, .85, -.85, .85],
    house: [0, -1.1, 1, -.15, 1, .9, -1, .9, -1, -.15],
    hexagon: [-.5, -.9, .5, -.9, 1.02, 0, .5, .9, -.5, .9, -1.02, 0],
    bar: [-1, -.5, 1, -.5, 1, .5, -1, .5],
    saltire: saltire(.36, .95)
  };
  const DISC = .82;

  function saltire(arm, reach) {
    const h = arm / 2 * Math.SQRT2, k = reach;
    return [-k, -k + h, -k + h, -k, 0, -h, k - h, -k, k, -k + h, h, 0, k, k - h, k - h, k, 0, h, -k + h, k, -k, k - h, -h, 0];
  }

  // Path of a shape as SVG path data: Path2D reads the same text.
  function outline(shape, r) {
    const corners = CORNERS[shape];
    if (!corners) return disc(r * DISC);
    let d = "";
    for (let i = 0; i < corners.length; i += 2) d += (i ? "L" : "M") + num(corners[i] * r) + " " + num(corners[i + 1] * r);
    return d + "Z";
  }

  // All that a row's look depends on, as one small number.
  function key(row) {
    const d = PM.data, now = PM.now, status = (now.status[row] * d.certainties.length + d.certainty[row]) * d.kinds.length + d.kind[row];
    return (status * (d.phases.length + 1) + now.phase[row] + 1) * (d.lightLooks.length + 1) + now.light[row] + 1;
  }

  // What a row looks like now. Rows of one look share it: who changes it copies it.
  const faces = new Map();
  function face(row) {
    const of = key(row);
    if (!faces.has(of)) faces.set(of, Object.freeze(faceOf(row)));
    return faces.get(of);
  }
  function faceOf(row) {
    const d = PM.data, kind = d.kind[row], road = kind === d.isroad, look = PM.filter.roadLook(row);
    const phase = PM.now.phase[row];
    return {
      status: d.statuses[PM.now.status[row]] || d.statuses[d.statuses.length - 1],
      certainty: d.certainties[d.certainty[row]].code,
      park: kind === d.ispark, road: road,
      phase: road && look !== PM.filter.noPeriod ? d.phases[look].code : null,
      late: !road && phase >= 0 && d.phases[phase].code === "overdue",
      light: PM.words.warning(row) ? d.lightLooks[PM.now.light[row]] : null
    };
  }

  // A shape that carries a sign inside: the question mark of a status nobody stated.
  function inner(f, r) {
    if (f.status.shape !== "question") return [];
    const p = function (x, y) { return num(x * r) + " " + num(y * r); };
    return [{ d: "M" + p(-.28, -.2) + "A" + p(.28, .28) + " 0 1 1 " + p(.08, .06) + "L" + p(0, .2) + "M" + p(0, .46) + "L" + p(0, .5),
      stroke: f.status.ink, width: num(r * .2), cap: "round" }];
  }

  const SOLID = function (f, r) {
    const d = outline(f.status.shape, r);
    return [{ d: d, stroke: "#FFFFFF", width: 6.4 }, { d: d, fill: f.status.face, stroke: f.status.ink, width: 1.4 }].concat(inner(f, r));
  };
  const HOLLOW = function (f, r) {
    const d = outline(f.status.shape, r * .86), s = Math.min(1, r / 6.6);
    return [{ d: d, stroke: "#FFFFFF", width: 4.4 * s + 5 }, { d: d, fill: "#FFFFFF", stroke: f.status.ink, width: 4.4 * s },
      { d: d, stroke: f.status.face, width: 2.6 * s }];
  };
  const RINGED = function (f, r) {
    return [{ d: disc(r * 1.62), fill: "#FFFFFF", alpha: .75 },
      { d: disc(r * 1.62), stroke: f.status.ink, width: 1.5, dash: [2.2, 2.4] }].concat(HOLLOW(f, r * .66).slice(1));
  };
  const PLAIN = function (f, r) {
    return [{ d: outline(f.status.shape, r), fill: f.status.face, stroke: f.status.ink, width: 1.2 }].concat(inner(f, r));
  };
  const BY_CERTAINTY = { exact: SOLID, approx: HOLLOW, schematic: RINGED, none: PLAIN };

  function parkDisc(f, r) {
    const dashed = f.certainty === "schematic" ? [2.2, 2.4] : null;
    return [{ d: disc(r * 1.62), stroke: "#FFFFFF", width: 5 },
      { d: disc(r * 1.62), fill: L.park.face, stroke: L.park.edge, width: 1.5, dash: dashed }];
  }

  function point(f, r) {
    const size = f.status.code === "existing" ? r * .8 : r;
    if (!f.park) return BY_CERTAINTY[f.certainty](f, size);
    const inner = f.certainty === "schematic" ? HOLLOW(f, size * .66) : BY_CERTAINTY[f.certainty](f, size * .82);
    return parkDisc(f, r).concat(f.certainty === "none" ? inner : inner.slice(1));
  }

  const PHASES = {
    active: [["#FFFFFF", 9.5], ["#7C2600", 7], ["#CE4A0A", 5], ["#FFFFFF", 1.4, [6, 5]]],
    upcoming: [["#FFFFFF", 8], ["#7C2600", 6, [8, 5]], ["#FFFFFF", 3]],
    open: [["#FFFFFF", 8], ["#7C2600", 6], ["#FFFFFF", 3.4]],
    overdue: [["#FFFFFF", 8], ["#7C2600", 4.4, [.1, 7], "round"]]
  };

  function byStatus(f) {
    const dash = f.certainty === "schematic" ? [9, 5] : null;
    if (f.status.code === "existing") return [["#FFFFFF", 5.5], [f.status.face, 2.8, dash]];
    return [["#FFFFFF", 7.5], [f.status.ink, 5, dash], [f.status.face, 3.4, dash]];
  }

  function road(f, k) {
    return (PHASES[f.phase] || byStatus(f)).map(function (s) {
      return { stroke: s[0], width: s[1] * k, dash: s[2] ? s[2].map(function (v) { return v * k; }) : null, cap: s[3] };
    });
  }

  function pill(w, h) {
    const x = num(w / 2 - h / 2), y = num(h / 2);
    const bend = "A" + [y, y, 0, 0, 1].join(" ") + " ";
    return "M" + [-x, -y].join(" ") + "L" + [x, -y].join(" ") + bend + [x, y].join(" ") + "L" + [-x, y].join(" ") + bend + [-x, -y].join(" ") + "Z";
  }

  // A road known by one crossing only.
  function capsule(f) {
    const ink = f.phase ? L.works : f.status.ink, d = pill(20, 8);
    return [{ d: d, stroke: "#FFFFFF", width: 5 }, { d: d, fill: "#FFFFFF", stroke: ink, width: 1.8, dash: [4, 2.4] }];
  }

  // A warning stands at a symbol's lower right, on a road in its middle.
  function warned(layers, f, at, k) { return f.light ? layers.concat(PM.signs.light(f.light, at, k)) : layers; }

  // Everything drawn for a row at a point.
  function mark(row, r) {
    const f = face(row);
    if (f.road) return warned(capsule(f), f, [L.light.crossing, 5], 1);
    const k = Math.min(1, r / L.light.fullFrom), layers = warned(point(f, r), f, [r, r], k);
    // A red light calls already.
    return f.late && !(f.light && f.light.code === "red") ? layers.concat(PM.signs.badge(r, k)) : layers;
  }

  const paths = new Map();
  function path2d(d) {
    if (!paths.has(d)) paths.set(d, new Path2D(d));
    return paths.get(d);
  }

  function paintLayer(ctx, s) {
    const path = ctx.vector ? s.d : path2d(s.d);
    ctx.save();
    if (s.at) ctx.translate(s.at[0], s.at[1]);
    if (s.alpha) ctx.globalAlpha *= s.alpha;
    if (s.fill) { ctx.fillStyle = s.fill; ctx.fill(path); }
    if (s.stroke) {
      ctx.strokeStyle = s.stroke; ctx.lineWidth = s.width; ctx.lineJoin = "round"; ctx.lineCap = s.cap || "butt";
      ctx.setLineDash(s.dash || []);
      ctx.stroke(path);
    }
    ctx.restore();
  }
  function paint(ctx, layers) { layers.forEach(function (s) { paintLayer(ctx, s); }); }

  function svgPath(s) {
    return PM.dom.svg("path", {
      d: s.d, fill: s.fill || "none", stroke: s.stroke || null, "stroke-width": s.width || null, "stroke-linejoin": "round",
      "stroke-linecap": s.cap || null, "stroke-dasharray": s.dash ? s.dash.join(" ") : null, "fill-opacity": s.alpha || null,
      transform: s.at ? "translate(" + s.at[0] + " " + s.at[1] + ")" : null
    });
  }
  function svgGroup(layers) { return PM.dom.svg("g", {}, layers.map(svgPath)); }
  function svg(layers, width, height) {
    return PM.dom.svg("svg", {
      width: width, height: height, viewBox: [-width / 2, -height / 2, width, height].join(" "), "aria-hidden": "true", focusable: "false"
    }, layers.map(svgPath));
  }

  // A stretch of road as a swatch; the white underlay is for the map only.
  function roadSwatch(f, width, k) {
    const d = "M" + -width / 2 + " 0H" + width / 2;
    const underlay = f.phase === "upcoming" || f.phase === "overdue" ? 1 : 0;
    const strokes = road(f, k).slice(underlay).map(function (s) { return Object.assign({ d: d }, s); });
    return svg(warned(strokes, f, [0, 0], Math.min(1, width / 20)), width, f.light ? 14 : 12);
  }

  // What makes two rows look the same.
  function look(f) { return [f.status.code, f.certainty, f.park, f.road, f.phase, f.late, f.light && f.light.code].join(); }

  // A list shows the same few looks again and again: each is made once and copied.
  const made = new Map();
  function copied(f, size, make) {
    const key = look(f) + "," + size;
    if (!made.has(key)) made.set(key, make());
    return made.get(key).cloneNode(true);
  }

  function swatch(row, size) {
    const f = face(row), crossing = f.road && f.certainty !== "none" && PM.data.geo.type[row] === 1;
    return copied(f, size + (crossing ? "c" : ""), function () {
      return crossing ? svg(warned(capsule(f), f, [8, 2], .8), 26, 14) : f.road ? roadSwatch(f, size, .8) : svg(mark(row, size * .25), size, size);
    });
  }

  function traySwatch(row) {
    const f = Object.assign({}, face(row), { certainty: "none" });
    return copied(f, "tray", function () {
      return f.road ? roadSwatch(f, 15, .62) : svg(warned(point(f, f.park ? 4.6 : L.trayR), f, [4.6, 4.8], .75), 18, 18);
    });
  }

  PM.symbols = {
    face: face, look: look, key: key, point: point, road: road, mark: mark, paint: paint, svg: svg, svgGroup: svgGroup, swatch: swatch, traySwatch: traySwatch,
    roadSwatch: roadSwatch, capsule: capsule, warned: warned
  };
})(window.PM = window.PM || {});
