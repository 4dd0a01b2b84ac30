/* Where a number of the printed map may stand: beside its symbol, or further out on a leader, and what each place costs. */
(function (PM) {
  "use strict";

  const L = PM.paperLook.pin, T = PM.paperText;
  // Sides first, then towards the corners: (across, down) in half widths and heights of symbol and number together.
  const SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1]].concat([.35, .7].reduce(function (all, t) {
    return all.concat([[1, -t], [1, t], [-1, -t], [-1, t], [t, -1], [-t, -1], [t, 1], [-t, 1]]);
  }, []), [[1, -1], [1, 1], [-1, -1], [-1, 1]]);

  function size(n) { return [T.width(String(n), L.size, true) + 2 * L.side, L.height]; }
  function box(x, y, size) { return [x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2]; }
  function grown(b, by) { return [b[0] - by, b[1] - by, b[2] + by, b[3] + by]; }
  // Free room between two boxes; below zero they overlap.
  function gap(a, b) { return Math.max(b[0] - a[2], a[0] - b[2], b[1] - a[3], a[1] - b[3]); }
  function around(m) { return [m.x - m.hx, m.y - m.hy, m.x + m.hx, m.y + m.hy]; }

  // Does a line [x0, y0, x1, y1] run through a box? By cutting the line down to what lies between the box's sides.
  function through(line, b) {
    let from = 0, to = 1;
    [0, 1].forEach(function (axis) {
      const start = line[axis], way = line[axis + 2] - start, near = b[axis] - start, far = b[axis + 2] - start;
      if (!way) { if (near > 0 || far < 0) to = -1; return; }
      from = Math.max(from, Math.min(near / way, far / way));
      to = Math.min(to, Math.max(near / way, far / way));
    });
    return from < to;
  }

  function side(line, x, y) { return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0]); }
  function cross(a, b) {
    return side(a, b[0], b[1]) * side(a, b[2], b[3]) < 0 && side(b, a[0], a[1]) * side(b, a[2], a[3]) < 0;
  }

  // From the symbol's edge to the number's middle.
  function wire(from, b) {
    const x = (b[0] + b[2]) / 2, y = (b[1] + b[3]) / 2, t = Math.min(1, (Math.max(from.hx, from.hy) + 1) / Math.hypot(x - from.x, y - from.y));
    return [from.x + (x - from.x) * t, from.y + (y - from.y) * t, x, y];
  }

  function at(job, ring, k) {
    const a = job.anchor, s = SIDES[k], d = L.gap + ring;
    const b = box(a.x + s[0] * (a.hx + d + job.size[0] / 2), a.y + s[1] * (a.hy + d + job.size[1] / 2), job.size);
    return { box: b, wire: ring ? wire(a, b) : null, cost: (ring ? L.cost.leader + ring * L.cost.far : 0) + k * L.cost.side };
  }

  // How far a number stands from the nearest symbol that it could be taken to mean by mistake.
  function clearance(job, b) {
    let least = L.clear;
    job.crowd.each(grown(b, L.clear), function (key) {
      (job.crowd.cells.get(key) || []).forEach(function (other) { if (other !== job.symbol) least = Math.min(least, gap(b, other)); });
    });
    return least;
  }

  // What the steps of a leader that run over something solid add to a spot's cost.
  function over(line, space) {
    const n = line ? Math.ceil(Math.hypot(line[2] - line[0], line[3] - line[1]) / 5) : 0;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const x = line[0] + (line[2] - line[0]) * i / n, y = line[1] + (line[3] - line[1]) * i / n;
      if (!space.free([x - 1, y - 1, x + 1, y + 1], true)) sum += L.cost.over;
    }
    return sum;
  }

  // A place that touches nothing solid, with what it costs.
  function priced(job, ring, k, space) {
    const spot = at(job, ring, k), b = grown(spot.box, .6);
    if (!space.free(b, true)) return null;
    spot.cost += (space.free(b, false) ? 0 : L.cost.road) + (L.clear - clearance(job, spot.box)) * L.cost.near;
    return spot;
  }

  // All such places in some rings, cheapest first.
  function list(job, rings, space) {
    const out = [];
    rings.forEach(function (ring) { SIDES.forEach(function (s, k) { out.push(priced(job, ring, k, space)); }); });
    return out.filter(Boolean).sort(function (a, b) { return a.cost - b.cost; });
  }

  PM.paperSpots = {
    size: size, box: box, grown: grown, gap: gap, around: around, through: through, cross: cross, at: at, clearance: clearance, over: over, list: list
  };
})(window.PM = window.PM || {});
