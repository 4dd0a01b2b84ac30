/* Rows in a view: where they stand on the screen, which are drawn and how, and how far apart things are. */
(function (PM) {
  "use strict";

  const POINT = 1, LINE = 2, AREA = 3, L = PM.look, NEAR = .7, DOT = 2;
  const middles = new Map();

  // A view is a window on the world: x = world * scale - left, y = world * scale - top, with the sizes its zoom asks for.
  // `most`: as many symbols as can be told apart in it; `least`: so many can wherever they stand.
  function dressed(width, height, zoom, left, top) {
    const step = L.at(zoom), brief = L.brief, large = document.body.classList.contains("br");
    return {
      width: width, height: height, zoom: zoom, scale: scaleOf(zoom), left: left, top: top,
      least: L.crowd.least, most: Math.max(L.crowd.least, Math.min(L.crowd.most, width * height / L.crowd.room)),
      r: large ? brief.r : step.r, text: large ? brief.text : 1, grow: step.text, road: step.road, base: step.base
    };
  }
  function scaleOf(zoom) { return 256 * Math.pow(2, zoom); }

  function of(map) {
    const size = map.getSize(), corner = map.getPixelBounds().min;
    const view = dressed(size.x, size.y, map.getZoom(), corner.x, corner.y);
    // Inset, locator and paper have views of their own and stay on the built-in base.
    view.tiles = PM.tiles.shown();
    return view;
  }

  // The view in which a box [x0, y0, x1, y1] of the world fills a window, with `pad` {left, top, right, bottom} pixels free.
  function fit(box, width, height, pad) {
    const w = Math.max(1, width - pad.left - pad.right), h = Math.max(1, height - pad.top - pad.bottom);
    const scale = Math.min(w / (box[2] - box[0]), h / (box[3] - box[1])), zoom = Math.log(scale / 256) / Math.LN2;
    const left = (box[0] + box[2]) / 2 * scale - pad.left - w / 2, top = (box[1] + box[3]) / 2 * scale - pad.top - h / 2;
    return dressed(width, height, zoom, left, top);
  }

  function extent(view) {
    return [view.left, view.top, view.left + view.width, view.top + view.height].map(function (v) { return v / view.scale; });
  }
  function within(box, x, y) { return x >= box[0] && y >= box[1] && x <= box[2] && y <= box[3]; }

  // The box around everything a row is drawn with, or null.
  function bounds(row) {
    const g = PM.data.geo;
    if (located(row) && !isPoint(row)) return PM.index.box(row);
    return hasPoint(row) ? [g.px[row], g.py[row], g.px[row], g.py[row]] : null;
  }

  function screen(row, view) {
    const g = PM.data.geo;
    return [g.px[row] * view.scale - view.left, g.py[row] * view.scale - view.top];
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
  function isShown(row) { return PM.state.counts.shown === 0 || PM.state.mask[row] === 1 || row === PM.state.selected; }
  function shown() {
    const rows = [], nothing = PM.state.counts.shown === 0, mask = PM.state.mask, certainty = PM.data.certainty, none = PM.data.none, n = PM.data.n;
    for (let r = 0; r < n; r++) if ((nothing || mask[r] === 1 || r === PM.state.selected) && certainty[r] !== none) rows.push(r);
    return rows;
  }
  // How many there can be of them on the map.
  function drawn() { return PM.state.counts.shown ? PM.state.counts.located : PM.data.n; }

  // 现状 lowest, 在建 highest, the selected one on top.
  function rank(row) {
    const status = PM.data.statuses[PM.now.status[row]], code = status ? status.code : "";
    return row === PM.state.selected ? 9 : code === "existing" ? 0 : code === "building" ? 2 : 1;
  }

  // Adds a row's course or area to the path; a corner that cannot be told from the one before is left out, the last one never.
  function course(ctx, row, view) {
    const g = PM.data.geo, xs = g.x, ys = g.y, k = view.scale, close = hasArea(row);
    for (let p = g.parts[row], parts = g.parts[row + 1]; p < parts; p++) {
      const from = g.starts[p], last = g.starts[p + 1] - 1, x0 = xs[from] * k - view.left, y0 = ys[from] * k - view.top;
      let px = x0, py = y0, far = false;
      ctx.moveTo(px, py);
      for (let i = from + 1; i <= last; i++) {
        const x = xs[i] * k - view.left, y = ys[i] * k - view.top;
        if (i < last && Math.abs(x - px) < NEAR && Math.abs(y - py) < NEAR) continue;
        far = far || Math.abs(x - x0) + Math.abs(y - y0) > DOT;
        ctx.lineTo(x, y);
        px = x; py = y;
      }
      if (close) ctx.closePath();
      // From afar a course is a dot; without length it would not be drawn at all.
      else if (!far) ctx.lineTo(x0 + DOT, y0);
    }
  }
  function trace(ctx, row, view) {
    ctx.beginPath();
    course(ctx, row, view);
  }

  // Visit every straight piece of a row: (x0, y0, x1, y1) in world units.
  function pieces(row, visit) {
    const g = PM.data.geo;
    for (let p = g.parts[row]; p < g.parts[row + 1]; p++) {
      for (let i = g.starts[p] + 1; i < g.starts[p + 1]; i++) visit(g.x[i - 1], g.y[i - 1], g.x[i], g.y[i]);
    }
  }

  // Halfway along a row's line, in world units.
  function middle(row) {
    if (!middles.has(row)) middles.set(row, halfway(row));
    return middles.get(row);
  }
  function halfway(row) {
    let whole = 0, gone = 0, at = null;
    const length = function (ax, ay, bx, by) { return Math.hypot(bx - ax, by - ay); };
    pieces(row, function (ax, ay, bx, by) { whole += length(ax, ay, bx, by); });
    pieces(row, function (ax, ay, bx, by) {
      const own = length(ax, ay, bx, by), t = own ? (whole / 2 - gone) / own : 0;
      if (!at && t <= 1) at = [ax + (bx - ax) * t, ay + (by - ay) * t];
      gone += own;
    });
    return at;
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

  function crosses(a, b) {
    let hit = false;
    const side = function (px, py, ax, ay, bx, by) { return (bx - ax) * (py - ay) - (by - ay) * (px - ax); };
    pieces(a, function (ax, ay, bx, by) {
      pieces(b, function (cx, cy, dx, dy) {
        hit = hit || (side(ax, ay, cx, cy, dx, dy) * side(bx, by, cx, cy, dx, dy) < 0 && side(cx, cy, ax, ay, bx, by) * side(dx, dy, ax, ay, bx, by) < 0);
      });
    });
    return hit;
  }

  // Between two rows, in world units: from the corners of each to the other, nothing where their courses cross.
  function between(a, b) {
    const g = PM.data.geo;
    if (!hasLine(a)) return distance(b, g.px[a], g.py[a]);
    if (!hasLine(b)) return distance(a, g.px[b], g.py[b]);
    if (crosses(a, b)) return 0;
    let best = Infinity;
    pieces(a, function (x0, y0, x1, y1) { best = Math.min(best, distance(b, x0, y0), distance(b, x1, y1)); });
    pieces(b, function (x0, y0, x1, y1) { best = Math.min(best, distance(a, x0, y0), distance(a, x1, y1)); });
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
    of: of, fit: fit, extent: extent, within: within, bounds: bounds, screen: screen, located: located, isPlate: isPlate, isRoad: isRoad, isPoint: isPoint, hasLine: hasLine, hasArea: hasArea,
    hasPoint: hasPoint, hasMark: hasMark, shown: shown, isShown: isShown, drawn: drawn, rank: rank, course: course, trace: trace, pieces: pieces, middle: middle, distance: distance, between: between, inside: inside,
    metres: metres, lonLat: lonLat
  };
})(window.PM = window.PM || {});
