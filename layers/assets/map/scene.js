/* What stands where in a view: rows, and their symbols pushed apart until none covers another, or where they are too many
   cells that count them. Map, inset and paper draw scenes. */
(function (PM) {
  "use strict";

  const V = PM.view, L = PM.look, GOLDEN = 2.399963, HERE = [0, 0], BLOCK = 128, MARGIN = 30;
  const memory = {}, halves = new Map();

  // Half width and half height of a row's symbol.
  function half(row, r) {
    const key = PM.symbols.key(row) + "," + r;
    if (!halves.has(key)) halves.set(key, measured(PM.symbols.face(row), r));
    return halves.get(key);
  }
  function measured(f, r) {
    if (f.road) return [11, 5.5];
    if (f.park || f.certainty === "schematic") return [r * 1.62 + 1, r * 1.62 + 1];
    const size = (f.status.code === "existing" ? r * .8 : r) * 1.1 + 1.5;
    return [size, f.status.shape === "bar" ? size * .6 : size];
  }

  function markOf(row, view) {
    const at = V.screen(row, view), h = half(row, view.r);
    return { row: row, tx: at[0], ty: at[1], x: at[0], y: at[1], hx: h[0], hy: h[1], rank: V.rank(row) };
  }

  // Two boxes that overlap move apart along the line of their centres; at one spot they take turns in direction.
  function part(a, b, turn) {
    const sx = a.hx + b.hx + L.spread.gap, sy = a.hy + b.hy + L.spread.gap;
    let dx = b.x - a.x, dy = b.y - a.y;
    if (Math.abs(dx) >= sx || Math.abs(dy) >= sy) return false;
    if (Math.abs(dx) + Math.abs(dy) < .01) { dx = Math.cos(turn * GOLDEN); dy = Math.sin(turn * GOLDEN); }
    const grow = Math.min(sx / Math.max(Math.abs(dx), 1e-6), sy / Math.max(Math.abs(dy), 1e-6)) - 1;
    const k = Math.min(grow, 40 / Math.hypot(dx, dy)) / 2 * L.spread.step + .01;
    a.x -= dx * k; a.y -= dy * k; b.x += dx * k; b.y += dy * k;
    return true;
  }

  // Neighbours that may touch, by sweeping from left to right.
  function pass(list) {
    let moved = false;
    list.sort(function (a, b) { return a.x - b.x || a.row - b.row; });
    for (let i = 0; i < list.length; i++) {
      for (let j = i + 1; j < list.length && list[j].x - list[i].x < 40; j++) if (part(list[i], list[j], i + j)) moved = true;
    }
    return moved;
  }

  // How far each symbol is pushed, by row. It depends on the scale, the sizes and what stands around, not on where the window
  // stands or on the date: symbols keep still while either moves.
  function pushes(marks, view, slot) {
    const key = view.scale + ":" + marks.map(function (m) { return m.row + "/" + m.hx + "/" + m.hy; }).join();
    if (!memory[slot] || memory[slot].key !== key) {
      const list = marks.map(function (m) { return Object.assign({}, m); });
      for (let i = 0; i < L.spread.passes && pass(list); i++);
      memory[slot] = { key: key, by: new Map(list.map(function (m) { return [m.row, [m.x - m.tx, m.y - m.ty]]; })) };
    }
    return memory[slot].by;
  }

  function near(x, y, view) { return x > -MARGIN && y > -MARGIN && x < view.width + MARGIN && y < view.height + MARGIN; }
  // By its true place: a thing of the window is drawn in it, however far it was pushed.
  function inView(m, view) { return near(m.tx, m.ty, view) || near(m.x, m.y, view); }

  // An inset must hold all that is its own.
  function hold(m, view) {
    m.x = Math.max(m.hx, Math.min(view.width - m.hx, m.x));
    m.y = Math.max(m.hy, Math.min(view.height - m.hy, m.y));
  }

  function byRank(a, b) { return a.rank - b.rank || a.row - b.row; }

  // While a view moves on from an `old` scene even a symbol that grew stays where it is; a new one waits at its place.
  function marks(scene, rows, slot, old) {
    const view = scene.view, list = rows.filter(V.hasMark).map(function (row) { return markOf(row, view); });
    const kept = old && old.pushed && old.view.scale === view.scale ? old.pushed : null;
    scene.pushed = kept || (list.length > L.spread.most ? new Map() : pushes(list, view, slot));
    list.forEach(function (m) { const p = scene.pushed.get(m.row) || HERE; m.x += p[0]; m.y += p[1]; });
    if (slot === "inside") list.forEach(function (m) { hold(m, view); });
    scene.marks = list.filter(function (m) { return inView(m, view); }).sort(byRank);
  }

  // What is pointed at or selected is drawn as a symbol even in a crowd; it is counted in its cell as well.
  function chosen(taken) {
    const both = [PM.state.hovered, PM.state.selected].filter(function (r, i, all) { return r >= 0 && all.indexOf(r) === i; });
    return both.filter(function (r) { return V.located(r) && V.hasMark(r) && !taken.has(r); });
  }

  // A symbol alone in its cell stands in it, as the rings do.
  function cells(scene) {
    const view = scene.view, made = PM.cells.make(view, scene.piece);
    const alone = made.singles.map(function (c) {
      const m = markOf(c.row, view);
      return Object.assign(m, PM.cells.stand(c, view, m.hx, m.hy));
    });
    const taken = new Set(alone.map(function (m) { return m.row; }));
    const own = chosen(taken).map(function (row) { return markOf(row, view); });
    scene.cells = made.cells;
    scene.marks = alone.concat(own).filter(function (m) { return inView(m, view); }).sort(byRank);
    scene.rows = scene.rows.concat(scene.marks.map(function (m) { return m.row; }).filter(function (r) { return V.isPoint(r); }));
  }

  // With an inset each symbol and name stands once, here or there; a line may run through both.
  function holds(piece, x, y) {
    const box = piece.inside || piece.outside;
    return !box || V.within(box, x, y) === Boolean(piece.inside);
  }
  function owns(piece, row) { return holds(piece, PM.data.geo.px[row], PM.data.geo.py[row]); }

  // The world around a view, by whole blocks of it: what is in there stays the same while the window moves a little.
  function around(view) {
    const low = function (v) { return Math.floor((v - MARGIN) / BLOCK) * BLOCK / view.scale; }, high = function (v) { return Math.ceil((v + MARGIN) / BLOCK) * BLOCK / view.scale; };
    return [low(view.left), low(view.top), high(view.left + view.width), high(view.top + view.height)];
  }

  // What is shown: of few all, wherever they stand; of many what is around the view, in a crowd without those that are symbols only.
  function rowsFor(view, crowd) {
    if (!crowd && V.drawn() <= L.spread.most) return V.shown();
    const box = around(view), courses = PM.index.courses(box).filter(V.isShown);
    if (crowd) return courses;
    const points = PM.index.marks(box, PM.state.counts.shown ? PM.state.mask : null).filter(V.isPoint), row = PM.state.selected;
    if (row >= 0 && V.located(row) && V.isPoint(row) && !PM.state.mask[row]) points.push(row);
    return courses.concat(points).sort(function (a, b) { return a - b; });
  }

  // `piece`: {} all, {inside: box} or {outside: box} in world units; `old`: the scene it moves on from.
  function make(view, piece, old) {
    const own = piece || {}, mine = function (r) { return owns(own, r); }, crowd = !own.inside && PM.cells.crowded(view, old);
    const rows = rowsFor(view, crowd).filter(function (r) { return V.isPlate(r) || V.hasLine(r) || mine(r); });
    const scene = { view: view, piece: own, rows: rows, crowd: crowd, cells: [], pushed: null, marks: [] };
    if (crowd) cells(scene); else marks(scene, rows.filter(mine), Object.keys(own)[0] || "all", old);
    return scene;
  }

  // Another view, date or filter: names and ties of what is still shown ride along until new ones are placed.
  function ride(old, view) {
    const scene = Object.assign(make(view, old.piece, old), { rides: true }), rows = new Set(scene.rows);
    const stays = function (p) { return p.row < 0 || rows.has(p.row); };
    scene.names = (old.names || []).filter(stays);
    scene.ties = old.ties && old.ties.filter(stays);
    return scene;
  }

  PM.scene = { make: make, ride: ride, owns: owns, holds: holds };
})(window.PM = window.PM || {});
