/* What stands on the ground: road works, the uncertainty of the selected place, symbols. */
(function (PM) {
  "use strict";

  const L = PM.look, V = PM.view;
  const sprites = new Map();

  const ROAD_ORDER = ["upcoming", "open", "overdue", "active"];
  function roadRank(row) { return ROAD_ORDER.indexOf(PM.symbols.face(row).phase); }

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

  function lines(ctx, rows, view) {
    const k = view.road;
    const list = rows.filter(V.hasLine).map(function (r) { return { row: r, rank: roadRank(r) }; });
    list.sort(function (a, b) { return a.rank - b.rank; });
    ctx.lineJoin = "round";
    list.forEach(function (item) {
      const face = PM.symbols.face(item.row), thin = V.isRoad(item.row) ? 1 : .7;
      V.trace(ctx, item.row, view);
      if (!ctx.vector && (item.row === PM.state.selected || item.row === PM.state.hovered)) halo(ctx, 8 * k * thin);
      PM.symbols.road(face, k * thin).forEach(function (s) { stroke(ctx, s); });
    });
    ctx.setLineDash([]);
  }

  // A symbol is painted once for a look and size, then copied.
  function sprite(key, half, ratio, layers) {
    if (!sprites.has(key)) {
      const canvas = document.createElement("canvas"), ctx = canvas.getContext("2d");
      canvas.width = canvas.height = half * 2 * ratio;
      ctx.scale(ratio, ratio);
      ctx.translate(half, half);
      PM.symbols.paint(ctx, layers());
      sprites.set(key, { image: canvas, half: half });
      // A canvas is looked at anew each time it is copied, a picture is not.
      window.createImageBitmap(canvas).then(function (image) { sprites.get(key).image = image; });
    }
    return sprites.get(key);
  }
  function stamp(ctx, s, x, y, ratio) {
    ctx.drawImage(s.image, Math.round((x - s.half) * ratio) / ratio, Math.round((y - s.half) * ratio) / ratio, s.half * 2, s.half * 2);
  }

  // Paper is drawn with paths alone, so that it stays sharp. The selected symbol, last in order, stands in its ring above all others.
  function points(ctx, scene, ratio) {
    scene.marks.forEach(function (m) {
      if (ctx.vector) { paintAt(ctx, m, scene.view.r); return; }
      if (m.row === PM.state.selected) circle(ctx, m, Math.max(L.ring.r, m.hx + 4), L.ring.ink);
      const r = scene.view.r, key = PM.symbols.key(m.row) + "," + r + "," + ratio;
      stamp(ctx, sprite(key, Math.ceil(r * 1.62 + 8), ratio, function () { return PM.symbols.mark(m.row, r); }), m.x, m.y, ratio);
    });
  }
  function paintAt(ctx, m, r) {
    ctx.save();
    ctx.translate(m.x, m.y);
    PM.symbols.paint(ctx, PM.symbols.mark(m.row, r));
    ctx.restore();
  }

  // A road's light stands in its middle, in the map or in the inset, whichever holds that place.
  function drawnAsLine(row) { return V.isRoad(row) && V.hasLine(row); }
  function roadLights(ctx, scene, ratio) {
    scene.rows.filter(drawnAsLine).forEach(function (row) {
      const light = PM.symbols.face(row).light, at = light && V.middle(row);
      if (!at || !PM.scene.holds(scene.piece, at[0], at[1])) return;
      const x = at[0] * scene.view.scale - scene.view.left, y = at[1] * scene.view.scale - scene.view.top, layers = function () { return PM.signs.light(light, [0, 0], 1); };
      if (!ctx.vector) { stamp(ctx, sprite(light.code + "," + ratio, 9, ratio, layers), x, y, ratio); return; }
      ctx.save();
      ctx.translate(x, y);
      PM.symbols.paint(ctx, layers());
      ctx.restore();
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
    points(ctx, scene, ratio);
    ctx.globalAlpha = 1;
  }

  PM.draw = { all: all };
})(window.PM = window.PM || {});
