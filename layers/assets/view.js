/* Rows in a view: where they stand on the screen, which are drawn and how, and how far apart things are. */
(function (PM) {
  "use strict";

  const POINT = 1, LINE = 2, AREA = 3;

  function of(map) {
    const size = map.getSize(), zoom = map.getZoom(), scale = 256 * Math.pow(2, zoom), bounds = map.getPixelBounds();
    return { width: size.x, height: size.y, zoom: zoom, scale: scale, left: bounds.min.x, top: bounds.min.y, r: PM.look.at(zoom).r };
  }

  function screen(row, view) {
    const g = PM.data.geo;
    return [g.px[row] * view.scale - view.left, g.py[row] * view.scale - view.top];
  }

  function inView(at, view, margin) {
    return at[0] > -margin && at[1] > -margin && at[0] < view.width + margin && at[1] < view.height + margin;
  }

  function located(row) { return PM.data.certainty[row] !== PM.data.none; }
  function isPlate(row) { return PM.data.kind[row] === PM.data.isplate; }
  function isRoad(row) { return PM.data.kind[row] === PM.data.isroad; }
  function isPoint(row) { return PM.data.geo.type[row] === POINT; }
  function hasLine(row) { return PM.data.geo.type[row] === LINE; }
  function hasArea(row) { return PM.data.geo.type[row] === AREA; }
  function hasPoint(row) { return !isNaN(PM.data.geo.px[row]); }
  // A road drawn as a line needs no mark; every other located thing has one.
  function hasMark(row) { return !isPlate(row) && hasPoint(row) && !(isRoad(row) && hasLine(row)); }

  // What the filter shows and the selected one. With no result all are drawn, dimmed.
  function shown() {
    const rows = [], nothing = PM.state.counts.shown === 0;
    for (let r = 0; r < PM.data.n; r++) if ((nothing || PM.state.mask[r] || r === PM.state.selected) && located(r)) rows.push(r);
    return rows;
  }

  // 现状 lowest, 在建 highest, the selected one on top.
  function rank(row) {
    const status = PM.data.statuses[PM.now.status[row]], code = status ? status.code : "";
    return row === PM.state.selected ? 9 : code === "existing" ? 0 : code === "building" ? 2 : 1;
  }

  function marks(rows, view) {
    const list = [];
    rows.forEach(function (row) {
      if (!hasMark(row)) return;
      const at = screen(row, view);
      if (inView(at, view, 30)) list.push({ row: row, x: at[0], y: at[1], rank: rank(row) });
    });
    return list.sort(function (a, b) { return a.rank - b.rank; });
  }

  function trace(ctx, row, view) {
    const g = PM.data.geo;
    ctx.beginPath();
    for (let p = g.parts[row]; p < g.parts[row + 1]; p++) {
      for (let i = g.starts[p]; i < g.starts[p + 1]; i++) {
        const x = g.x[i] * view.scale - view.left, y = g.y[i] * view.scale - view.top;
        if (i > g.starts[p]) ctx.lineTo(x, y); else ctx.moveTo(x, y);
      }
      if (hasArea(row)) ctx.closePath();
    }
  }

  // Visit every straight piece of a row: (x0, y0, x1, y1) in world units.
  function pieces(row, visit) {
    const g = PM.data.geo;
    for (let p = g.parts[row]; p < g.parts[row + 1]; p++) {
      for (let i = g.starts[p] + 1; i < g.starts[p + 1]; i++) visit(g.x[i - 1], g.y[i - 1], g.x[i], g.y[i]);
    }
  }

  function toPiece(px, py, ax, ay, bx, by) {
    const dx = bx - ax, dy = by - ay, t = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(px - ax - t * dx, py - ay - t * dy);
  }

  // From a place to a row, in world units.
  function distance(row, x, y) {
    const g = PM.data.geo;
    if (!hasLine(row)) return Math.hypot(g.px[row] - x, g.py[row] - y);
    let best = Infinity;
    pieces(row, function (ax, ay, bx, by) { best = Math.min(best, toPiece(x, y, ax, ay, bx, by)); });
    return best;
  }

  function inside(row, x, y) {
    let odd = false;
    pieces(row, function (ax, ay, bx, by) {
      if ((ay > y) !== (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax) odd = !odd;
    });
    return odd;
  }

  function lat(y) { return Math.atan(Math.sinh(Math.PI * (1 - 2 * y))); }
  // Metres a world unit is at a row.
  function metres(row) { return 40075016.686 * Math.cos(lat(PM.data.geo.py[row])); }
  function lonLat(x, y) { return window.L.latLng(lat(y) * 180 / Math.PI, (x - .5) * 360); }

  PM.view = {
    of: of, screen: screen, located: located, isPlate: isPlate, isRoad: isRoad, isPoint: isPoint, hasLine: hasLine, hasArea: hasArea,
    hasPoint: hasPoint, hasMark: hasMark, shown: shown, marks: marks, trace: trace, pieces: pieces, distance: distance, inside: inside,
    metres: metres, lonLat: lonLat
  };
})(window.PM = window.PM || {});
