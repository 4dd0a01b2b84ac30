/* What lies under a pixel of a scene: symbols first, then names, then the course of roads. */
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

  function linesAt(scene, x, y, reach) {
    const view = scene.view, wx = (x + view.left) / view.scale, wy = (y + view.top) / view.scale;
    const near = scene.rows.filter(V.hasLine).map(function (row) { return { row: row, d: V.distance(row, wx, wy) * view.scale }; });
    return near.filter(function (l) { return l.d <= reach; }).sort(function (a, b) { return a.d - b.d; }).map(function (l) { return l.row; });
  }

  // Rows at a pixel, the uppermost first; several only where symbols or lines lie on each other.
  function at(scene, x, y, slack) {
    return [marksAt(scene, x, y, slack), namesAt(scene, x, y), linesAt(scene, x, y, slack + 3)].find(function (rows) { return rows.length; }) || [];
  }

  PM.hit = { at: at, nameBox: nameBox };
})(window.PM = window.PM || {});
