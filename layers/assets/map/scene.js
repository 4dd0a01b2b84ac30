/* What stands where in a view: rows, and their symbols pushed apart until none covers another. Map, inset and paper draw scenes. */
(function (PM) {
  "use strict";

  const V = PM.view, L = PM.look, GOLDEN = 2.399963, HERE = [0, 0];
  const memory = {};

  // Half width and half height of a row's symbol.
  function half(row, r) {
    const f = PM.symbols.face(row);
    if (f.road) return [11, 5.5];
    if (f.park || f.certainty === "schematic") return [r * 1.62 + 1, r * 1.62 + 1];
    const size = (f.status.code === "existing" ? r * .8 : r) * 1.1 + 1.5;
    return [size, f.status.shape === "bar" ? size * .6 : size];
  }

  function raw(rows, view) {
    return rows.filter(V.hasMark).map(function (row) {
      const at = V.screen(row, view), h = half(row, view.r);
      return { row: row, tx: at[0], ty: at[1], x: at[0], y: at[1], hx: h[0], hy: h[1], rank: V.rank(row) };
    });
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

  // How far each symbol is pushed depends on the scale and the sizes alone, not on where the window stands or on the
  // date: symbols keep still while either moves.
  // `riding`: while the date moves even a symbol that grew stays where it is; a new one waits at its place.
  function pushes(marks, view, slot, riding) {
    if (riding && memory[slot] && memory[slot].scale === view.scale) return memory[slot].by;
    const key = view.scale + ":" + marks.map(function (m) { return m.row + "/" + m.hx + "/" + m.hy; }).join();
    if (!memory[slot] || memory[slot].key !== key) {
      const list = marks.map(function (m) { return Object.assign({}, m); });
      for (let i = 0; i < L.spread.passes && pass(list); i++);
      memory[slot] = { key: key, scale: view.scale, by: new Map(list.map(function (m) { return [m.row, [m.x - m.tx, m.y - m.ty]]; })) };
    }
    return memory[slot].by;
  }

  function near(x, y, view) { return x > -30 && y > -30 && x < view.width + 30 && y < view.height + 30; }
  // By its true place: a thing of the window is drawn in it, however far it was pushed.
  function inView(m, view) { return near(m.tx, m.ty, view) || near(m.x, m.y, view); }

  // An inset must hold all that is its own.
  function hold(m, view) {
    m.x = Math.max(m.hx, Math.min(view.width - m.hx, m.x));
    m.y = Math.max(m.hy, Math.min(view.height - m.hy, m.y));
  }

  function marks(rows, view, slot, riding) {
    const list = raw(rows, view), by = list.length > L.spread.most ? null : pushes(list, view, slot, riding);
    if (by) list.forEach(function (m) { const p = by.get(m.row) || HERE; m.x += p[0]; m.y += p[1]; });
    if (slot === "inside") list.forEach(function (m) { hold(m, view); });
    return list.filter(function (m) { return inView(m, view); }).sort(function (a, b) { return a.rank - b.rank || a.row - b.row; });
  }

  // With an inset each symbol and name stands once, here or there; a line may run through both.
  function holds(piece, x, y) {
    const box = piece.inside || piece.outside;
    return !box || V.within(box, x, y) === Boolean(piece.inside);
  }
  function owns(piece, row) { return holds(piece, PM.data.geo.px[row], PM.data.geo.py[row]); }

  // `piece`: {} all, {inside: box} or {outside: box} in world units.
  function make(view, piece, riding) {
    const own = piece || {}, mine = function (r) { return owns(own, r); };
    const rows = V.shown().filter(function (r) { return V.isPlate(r) || V.hasLine(r) || mine(r); });
    return { view: view, piece: own, rows: rows, marks: marks(rows.filter(mine), view, Object.keys(own)[0] || "all", riding) };
  }

  // The same view at another date: names and ties of what is still shown ride along until new ones are placed.
  function ride(old, view) {
    const scene = Object.assign(make(view, old.piece, true), { rides: true }), shown = new Set(scene.rows);
    const stays = function (p) { return p.row < 0 || shown.has(p.row); };
    scene.names = old.names.filter(stays);
    scene.ties = old.ties && old.ties.filter(stays);
    return scene;
  }

  PM.scene = { make: make, ride: ride, owns: owns, holds: holds };
})(window.PM = window.PM || {});
