/* What stands on the ground: areas, road works, the uncertainty of the selected place, symbols. */
(function (PM) {
  "use strict";

  const L = PM.look, V = PM.view, C = L.crowd;

  const ROAD_ORDER = ["upcoming", "open", "overdue", "active"];
  function isChosen(row) { return row === PM.state.selected || row === PM.state.hovered; }

  // Rows that are drawn alike, in one path: [{face, kind, rows}], the order of roads' phases below.
  function alike(rows) {
    const d = PM.data, now = PM.now, groups = new Map();
    rows.forEach(function (row) {
      const key = ((now.status[row] * 8 + d.certainty[row]) * 8 + d.kind[row]) * 8 + now.phase[row] + 1;
      if (!groups.has(key)) groups.set(key, { face: PM.symbols.face(row), kind: d.kind[row], rows: [] });
      groups.get(key).rows.push(row);
    });
    return Array.from(groups.values()).sort(function (a, b) { return ROAD_ORDER.indexOf(a.face.phase) - ROAD_ORDER.indexOf(b.face.phase); });
  }
  function courses(ctx, rows, view) {
    ctx.beginPath();
    rows.forEach(function (row) { V.course(ctx, row, view); });
  }

  // How large a row's extent is on the screen.
  function reach(row, view) {
    const b = V.bounds(row);
    return Math.max(b[2] - b[0], b[3] - b[1]) * view.scale;
  }
  function meets(row, view) {
    const b = V.bounds(row), k = view.scale;
    return b[2] * k > view.left - C.bears && b[0] * k < view.left + view.width + C.bears && b[3] * k > view.top - C.bears && b[1] * k < view.top + view.height + C.bears;
  }

  // A thing's own ground, where it can be seen as one: it lies below lines and symbols.
  function areas(ctx, rows, view) {
    const list = rows.filter(function (r) { return V.hasArea(r) && !V.isPlate(r) && meets(r, view) && reach(r, view) >= C.areaFrom; });
    alike(list).forEach(function (g) {
      const f = g.face;
      courses(ctx, g.rows, view);
      ctx.save();
      ctx.globalAlpha *= f.park ? L.area.park : L.area.fill;
      ctx.fillStyle = f.park ? L.park.face : f.status.face;
      ctx.fill("evenodd");
      ctx.restore();
      stroke(ctx, { stroke: f.park ? L.park.edge : f.status.ink, width: L.area.width, dash: f.certainty === "schematic" ? L.circle.dash : null });
    });
  }

  function stroke(ctx, s) {
    ctx.lineWidth = s.width;
    ctx.strokeStyle = s.stroke;
    ctx.setLineDash(s.dash || []);
    ctx.lineCap = s.cap || "butt";
    ctx.stroke();
  }

  function halo(ctx, width) {
    stroke(ctx, { stroke: "#FFFFFF", width: width + 7, cap: "round" });
    stroke(ctx, { stroke: L.ink, width: width + 4, cap: "round" });
    stroke(ctx, { stroke: "#FFFFFF", width: width + 1, cap: "round" });
  }

  // Of a line too short for its pattern the colour alone, thin: nothing sets it off.
  function colour(strokes) {
    const last = strokes.filter(function (s) { return s.stroke !== "#FFFFFF"; }).pop();
    return [Object.assign({}, last, { width: last.width * .6, dash: null })];
  }
  function lined(ctx, groups, view, look) {
    groups.forEach(function (g) {
      const k = view.road * (g.kind === PM.data.isroad ? 1 : .7);
      courses(ctx, g.rows, view);
      look(k, PM.symbols.road(g.face, k)).forEach(function (s) { stroke(ctx, s); });
    });
  }

  // The selected line and the one pointed at lie above the others, and among many lines the long above the short.
  function lines(ctx, rows, view) {
    const list = rows.filter(function (r) { return V.hasLine(r) && meets(r, view); }), own = ctx.vector ? [] : list.filter(isChosen);
    const many = !ctx.vector && list.length > C.courses, isShort = function (r) { return many && reach(r, view) < C.bears; };
    const whole = function (k, strokes) { return strokes; };
    ctx.lineJoin = "round";
    lined(ctx, alike(list.filter(isShort)), view, function (k, strokes) { return colour(strokes); });
    lined(ctx, alike(list.filter(function (r) { return !isShort(r); })), view, whole);
    lined(ctx, alike(own), view, function (k, strokes) {
      halo(ctx, 8 * k);
      return strokes;
    });
    ctx.setLineDash([]);
  }

  // The selected symbol, last in order, stands in its ring above all others.
  function points(ctx, scene, ratio) {
    const r = scene.view.r;
    scene.marks.forEach(function (m) {
      if (!ctx.vector && m.row === PM.state.selected) circle(ctx, m, Math.max(L.ring.r, m.hx + 4), L.ring.ink);
      PM.sprites.sign(ctx, PM.symbols.key(m.row) + "," + r, r * 1.62 + 8, function () { return PM.symbols.mark(m.row, r); }, m, ratio);
    });
  }

  // A road's light stands in its middle, in the map or in the inset, whichever holds that place.
  function drawnAsLine(row) { return V.isRoad(row) && V.hasLine(row); }
  // Among many roads a short one has no room for it.
  function roadLights(ctx, scene, ratio) {
    const roads = scene.rows.filter(function (r) { return drawnAsLine(r) && meets(r, scene.view); }), many = roads.length > C.courses;
    roads.forEach(function (row) {
      if (many && reach(row, scene.view) < C.bears) return;
      const light = PM.symbols.face(row).light, at = light && V.middle(row);
      if (!at || !PM.scene.holds(scene.piece, at[0], at[1])) return;
      const on = { x: at[0] * scene.view.scale - scene.view.left, y: at[1] * scene.view.scale - scene.view.top };
      PM.sprites.sign(ctx, light.code, 9, function () { return PM.signs.light(light, [0, 0], 1); }, on, ratio);
    });
  }

  // A symbol that had to make room points to where its thing really is.
  function leaders(ctx, scene) {
    const far = scene.marks.filter(function (m) { return Math.hypot(m.x - m.tx, m.y - m.ty) > L.spread.leader; });
    if (!far.length) return;
    ctx.beginPath();
    far.forEach(function (m) { ctx.moveTo(m.tx, m.ty); ctx.lineTo(m.x, m.y); });
    stroke(ctx, { stroke: L.ink, width: L.leader.width });
    ctx.beginPath();
    far.forEach(function (m) { ctx.moveTo(m.tx + L.leader.dot, m.ty); ctx.arc(m.tx, m.ty, L.leader.dot, 0, 7); });
    ctx.fillStyle = L.ink;
    ctx.fill();
  }

  function plateTies(ctx, scene) {
    const view = scene.view;
    (scene.ties || []).forEach(function (t) {
      const x = t.anchor[0] * view.scale - view.left, y = t.anchor[1] * view.scale - view.top;
      ctx.beginPath();
      ctx.moveTo(x, y);
      ctx.lineTo(x + t.way[0], y + t.way[1]);
      stroke(ctx, { stroke: t.colour, width: L.leader.width });
    });
  }

  function find(scene, row) { return scene.marks.find(function (m) { return m.row === row; }); }

  function uncertainty(ctx, scene) {
    const row = PM.state.selected, c = PM.data.columns, m = find(scene, row);
    if (!m || !c.accuracy[row] || PM.data.certainties[PM.data.certainty[row]].code === "exact") return;
    const status = PM.symbols.face(row).status;
    ctx.save();
    ctx.beginPath();
    ctx.arc(m.tx, m.ty, c.accuracy[row] / V.metres(row) * scene.view.scale, 0, 7);
    ctx.globalAlpha = L.circle.fill;
    ctx.fillStyle = status.face;
    ctx.fill();
    ctx.globalAlpha = 1;
    stroke(ctx, { stroke: status.ink, width: L.circle.width, dash: L.circle.dash });
    ctx.restore();
  }

  function circle(ctx, m, r, width) {
    ctx.beginPath();
    ctx.arc(m.x, m.y, r, 0, 7);
    stroke(ctx, { stroke: "#FFFFFF", width: width * 2 + 1 });
    stroke(ctx, { stroke: L.ink, width: width });
  }
  function hoverRing(ctx, scene) {
    const m = find(scene, PM.state.hovered);
    if (m && m.row !== PM.state.selected) circle(ctx, m, Math.max(m.hx, m.hy) + L.hover.r, L.hover.width);
  }

  // Where an inset shows a piece enlarged, the map shows only that piece's frame.
  function boxPath(ctx, box, view) {
    ctx.rect(box[0] * view.scale - view.left, box[1] * view.scale - view.top, (box[2] - box[0]) * view.scale, (box[3] - box[1]) * view.scale);
  }
  function linesOutside(ctx, scene) {
    const box = scene.piece.outside, view = scene.view;
    ctx.save();
    if (box) {
      ctx.beginPath();
      ctx.rect(0, 0, view.width, view.height);
      boxPath(ctx, box, view);
      ctx.clip("evenodd");
    }
    areas(ctx, scene.rows, view);
    lines(ctx, scene.rows, view);
    ctx.restore();
    if (!box) return;
    ctx.beginPath();
    boxPath(ctx, box, view);
    stroke(ctx, { stroke: L.ink, width: L.inset.ink });
  }

  function all(ctx, scene, ratio) {
    PM.ground.draw(ctx, scene, ratio);
    ctx.globalAlpha = PM.state.counts.shown ? 1 : L.dim;
    linesOutside(ctx, scene);
    ctx.setLineDash([]);
    plateTies(ctx, scene);
    leaders(ctx, scene);
    if (!ctx.vector) { uncertainty(ctx, scene); hoverRing(ctx, scene); }
    roadLights(ctx, scene, ratio);
    PM.labels.ties(ctx, scene.names || [], scene.view);
    PM.rings.paint(ctx, scene.cells, scene.view.text, ratio);
    points(ctx, scene, ratio);
    ctx.globalAlpha = 1;
  }

  PM.draw = { all: all };
})(window.PM = window.PM || {});
