/* The board's layer on the map: what moved, or what would be dug up twice, drawn over all else. */
(function (PM) {
  "use strict";

  const V = PM.view, FULL = 7, pens = PM.pens, DIG = PM.layerKey.dig, look = PM.layerKey.look;
  const MOST_SIGNS = 30, MOST_RINGS = 300, RING = 5, DOT = 1.6, SIGN = PM.pens.sign;
  let now = null;
  const pairs = new Map();

  function onScreen(at, view) { return [at[0] * view.scale - view.left, at[1] * view.scale - view.top]; }

  // A scene's symbols by row, found once a scene.
  let known = null;
  function marksOf(scene) {
    if (!known || known.scene !== scene) known = { scene: scene, marks: new Map(scene.marks.map(function (m) { return [m.row, m]; })) };
    return known.marks;
  }

  // Where a row is drawn: its symbol, pushed aside or not, or the middle of its line, or its true place in a crowd's cell.
  // Null if another piece shows it or it is far out of the view.
  function spot(row, scene) {
    const m = marksOf(scene).get(row), view = scene.view;
    if (m) return { x: m.x, y: m.y, r: Math.max(m.hx, m.hy) + RING };
    if (!V.located(row) || !V.hasPoint(row) || !PM.scene.owns(scene.piece, row) || (V.hasMark(row) && !scene.crowd)) return null;
    const at = V.screen(row, view);
    if (at[0] < -view.width || at[1] < -view.height || at[0] > 2 * view.width || at[1] > 2 * view.height) return null;
    return { x: at[0], y: at[1], r: scene.crowd ? RING : 11 };
  }

  // Those of one ink in one path: rings, but dots where so many stand in a crowd that rings would hide all else.
  function rings(ctx, spots, ink, scene) {
    const dots = scene.crowd && spots.length > MOST_RINGS;
    ctx.beginPath();
    spots.forEach(function (at) {
      const r = dots ? DOT : at.r;
      ctx.moveTo(at.x + r, at.y);
      ctx.arc(at.x, at.y, r, 0, FULL);
    });
    ctx.fillStyle = ink;
    if (dots) ctx.fill(); else pens.stroke(ctx, ink, 2.4);
  }
  // The old place is hollow; from it an arrow to the edge of the ring at the new one.
  function travelled(ctx, s, at, view) {
    if (!s.was || PM.data.moves[s.move].code !== "moved") return;
    const from = onScreen(s.was, view), far = Math.hypot(at.x - from[0], at.y - from[1]), ink = look(s.move).ink;
    const keep = far > at.r ? (far - at.r) / far : 0;
    pens.arrow(ctx, from, [from[0] + (at.x - from[0]) * keep, from[1] + (at.y - from[1]) * keep], ink);
    pens.circle(ctx, from[0], from[1], 5, ink, 1.8, [3, 2]);
  }

  function gone(ctx, s, scene) {
    if (!s.was || !PM.scene.holds(scene.piece, s.was[0], s.was[1])) return;
    const p = onScreen(s.was, scene.view), ink = look(s.move).ink;
    pens.line(ctx, [p[0] - 6, p[1] - 6], [p[0] + 6, p[1] + 6], ink, 2.4);
    pens.line(ctx, [p[0] + 6, p[1] - 6], [p[0] - 6, p[1] + 6], ink, 2.4);
    pens.circle(ctx, p[0], p[1], 11, ink, 1.6, [3, 2]);
  }

  // One ring a row, however much of it changed; its signs stand side by side above.
  function byRow(items) {
    const rows = new Map();
    items.filter(function (s) { return s.row >= 0; }).forEach(function (s) {
      if (!rows.has(s.row)) rows.set(s.row, []);
      rows.get(s.row).push(s);
    });
    return rows;
  }

  function moved(ctx, scene, items) {
    const pills = [], spots = [];
    items.filter(function (s) { return s.row < 0; }).forEach(function (s) { gone(ctx, s, scene); });
    if (!now.rows) now.rows = byRow(items);
    now.rows.forEach(function (list, row) {
      const at = spot(row, scene);
      if (at) spots.push({ at: at, list: list });
    });
    spots.forEach(function (p) {
      p.list.forEach(function (s, i) {
        travelled(ctx, s, p.at, scene.view);
        pills.push([p.at.x + (i - (p.list.length - 1) / 2) * (SIGN + 2), p.at.y - p.at.r - SIGN / 2, look(s.move).mark, look(s.move).ink]);
      });
    });
    PM.data.moves.forEach(function (_, i) {
      rings(ctx, spots.filter(function (p) { return p.list[0].move === i; }).map(function (p) { return p.at; }), look(i).ink, scene);
    });
    if (spots.length <= MOST_SIGNS) pills.forEach(function (p) { pens.pill.apply(null, [ctx].concat(p)); });
  }

  function nearestOn(row, x, y) {
    const g = PM.data.geo;
    let best = { d: Math.hypot(g.px[row] - x, g.py[row] - y), at: [g.px[row], g.py[row]] };
    if (V.isPoint(row)) return best;
    best.d = Infinity;
    V.pieces(row, function (ax, ay, bx, by) {
      const dx = bx - ax, dy = by - ay, t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
      const at = [ax + t * dx, ay + t * dy], d = Math.hypot(at[0] - x, at[1] - y);
      if (d < best.d) best = { d: d, at: at };
    });
    return best;
  }
  // The place on a road that is nearest to another thing's own point.
  function nearest(road, row) {
    const key = road + "," + row, g = PM.data.geo;
    if (!pairs.has(key)) pairs.set(key, isNaN(g.px[row]) || isNaN(g.px[road]) ? null : nearestOn(road, g.px[row], g.py[row]).at);
    return pairs.get(key);
  }

  function roadGlow(ctx, row, view) {
    if (!V.hasLine(row)) return;
    V.trace(ctx, row, view);
    ctx.save();
    ctx.globalAlpha = .3;
    ctx.lineWidth = 15;
    ctx.lineCap = "round";
    ctx.lineJoin = "round";
    ctx.strokeStyle = DIG;
    ctx.stroke();
    ctx.restore();
  }

  // A label that would lie on one already set is left out: the list has the days.
  function free(taken, x, y, w) {
    const clash = taken.some(function (t) { return Math.abs(t[0] - x) < w && Math.abs(t[1] - y) < SIGN + 2; });
    return !clash;
  }

  function dig(ctx, c, scene, taken) {
    const at = spot(c.project, scene), near = at && nearest(c.road, c.project);
    if (!near) return;
    const end = onScreen(near, scene.view), far = Math.hypot(end[0] - at.x, end[1] - at.y);
    pens.line(ctx, end, [at.x, at.y], DIG, 2);
    pens.circle(ctx, end[0], end[1], 5, DIG, 2);
    pens.circle(ctx, at.x, at.y, at.r, DIG, 2.4);
    const x = far > 60 ? (end[0] + at.x) / 2 : at.x, y = far > 60 ? (end[1] + at.y) / 2 : at.y - at.r - SIGN / 2;
    if (free(taken, x, y, 52)) taken.push([x, y, c.days + " 天"]);
  }

  function digs(ctx, scene, items) {
    const taken = [], rows = new Set(scene.rows);
    if (!now.rows) now.rows = { road: new Set(items.map(function (c) { return c.road; })), project: new Set(items.map(function (c) { return c.project; })) };
    // In a crowd no pair could be told from the next.
    if (scene.crowd) {
      rings(ctx, Array.from(now.rows.project, function (row) { return spot(row, scene); }).filter(Boolean), DIG, scene);
      return;
    }
    now.rows.road.forEach(function (row) { if (rows.has(row)) roadGlow(ctx, row, scene.view); });
    items.forEach(function (c) { dig(ctx, c, scene, taken); });
    taken.forEach(function (t) { pens.pill(ctx, t[0], t[1], t[2], DIG); });
  }

  const DRAW = { moved: moved, digs: digs };

  // Where an inset stands for a piece of the map, the map shows that piece's frame alone.
  function draw(ctx, scene) {
    if (!now) return;
    const box = scene.piece.outside, view = scene.view;
    ctx.save();
    if (box) {
      ctx.beginPath();
      ctx.rect(0, 0, view.width, view.height);
      ctx.rect(box[0] * view.scale - view.left, box[1] * view.scale - view.top, (box[2] - box[0]) * view.scale, (box[3] - box[1]) * view.scale);
      ctx.clip("evenodd");
    }
    DRAW[now.kind](ctx, scene, now.items);
    ctx.restore();
  }

  // `kind`: "moved" | "digs" | null; `what`: {title, items, drop: called when the reader wants it off the map, or null}.
  function set(kind, what) {
    if (!kind && !now) return;
    now = kind ? Object.assign({}, what, { kind: kind }) : null;
    PM.layerKey.show(now);
    PM.emit("layer");
  }

  PM.layer = { set: set, draw: draw, sign: PM.layerKey.sign, nearest: nearest };
})(window.PM = window.PM || {});
