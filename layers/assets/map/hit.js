/* What lies under a pixel of a scene: symbols first, then names, then the course of roads, then areas; and which cell of a crowd. */
(function (PM) {
  "use strict";

  const V = PM.view;

  function marksAt(scene, x, y, slack) {
    return scene.marks.filter(function (m) { return Math.abs(m.x - x) <= m.hx + slack && Math.abs(m.y - y) <= m.hy + slack; })
      .reverse().map(function (m) { return m.row; });
  }

  function nameBox(p, view) {
    const left = p.anchor[0] * view.scale - view.left + p.dx, top = p.anchor[1] * view.scale - view.top + p.dy - p.h / 2;
    return [left, top, left + p.w, top + p.h];
  }
  function namesAt(scene, x, y) {
    return scene.names.filter(function (p) {
      const b = nameBox(p, scene.view);
      return p.row >= 0 && x >= b[0] && x <= b[2] && y >= b[1] && y <= b[3];
    }).slice(0, 1).map(function (p) { return p.row; });
  }

  function around(scene, x, y, reach) {
    const view = scene.view, box = [x - reach + view.left, y - reach + view.top, x + reach + view.left, y + reach + view.top];
    return PM.index.courses(box.map(function (v) { return v / view.scale; })).filter(V.isShown);
  }
  function linesAt(scene, x, y, reach) {
    const view = scene.view, wx = (x + view.left) / view.scale, wy = (y + view.top) / view.scale;
    const near = around(scene, x, y, reach).filter(V.hasLine).map(function (row) { return { row: row, d: V.distance(row, wx, wy) * view.scale }; });
    return near.filter(function (l) { return l.d <= reach; }).sort(function (a, b) { return a.d - b.d; }).map(function (l) { return l.row; });
  }

  function areasAt(scene, x, y) {
    const view = scene.view, wx = (x + view.left) / view.scale, wy = (y + view.top) / view.scale;
    return around(scene, x, y, 0).filter(function (r) { return V.hasArea(r) && !V.isPlate(r) && V.inside(r, wx, wy); });
  }

  // The cell of a crowd at a pixel, or null.
  function cellAt(scene, x, y, slack) {
    return scene.cells.find(function (c) { return Math.hypot(c.x - x, c.y - y) <= c.r + slack; }) || null;
  }

  // Rows at a pixel, the uppermost first; several only where symbols or lines lie on each other.
  function at(scene, x, y, slack) {
    return [marksAt(scene, x, y, slack), namesAt(scene, x, y), linesAt(scene, x, y, slack + 3), areasAt(scene, x, y)]
      .find(function (rows) { return rows.length; }) || [];
  }

  PM.hit = { at: at, cellAt: cellAt, nameBox: nameBox };
})(window.PM = window.PM || {});
