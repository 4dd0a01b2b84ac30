/* Greedy placement of names: by priority, first free candidate, nothing rotated, nothing cut, never over a symbol. */
(function (PM) {
  "use strict";

  const L = PM.look, ANY = PM.Space.ANY;
  const measuring = document.createElement("canvas").getContext("2d");
  const widths = new Map();

  function font(style, view) {
    const size = (style.size + (style.grow ? view.grow : 0)) * view.text;
    return { size: size, css: style.weight + " " + size + "px " + L.font };
  }

  function width(text, css) {
    if (!widths.has(css)) widths.set(css, new Map());
    const known = widths.get(css);
    if (!known.has(text)) {
      measuring.font = css;
      known.set(text, measuring.measureText(text).width);
    }
    return known.get(text);
  }

  // Right, left, above, below, then the corners: offsets are of the text's left edge and middle line from the anchor.
  function candidates(w, h, gap) {
    const d = gap * .7, half = h / 2;
    return [[gap, 0], [-gap - w, 0], [-w / 2, -gap - half], [-w / 2, gap + half], [d, -d - half], [d, d + half],
      [-d - w, -d - half], [-d - w, d + half]];
  }

  function boxAt(x, y, w, h) {
    const p = L.labelPad;
    return [x - p, y - h / 2 - p, x + w + p, y + h / 2 + p];
  }

  // A hairline from a symbol at (x, y) to the nearest edge of its name, whose left edge and middle are given.
  function tieOf(x, y, left, mid, w, h) {
    return [x, y, Math.max(left, Math.min(left + w, x)), Math.max(mid - h / 2, Math.min(mid + h / 2, y))];
  }

  // Such a line must cross no other symbol or name on its way.
  function clear(space, tie, from) {
    const dx = tie[2] - tie[0], dy = tie[3] - tie[1], far = Math.hypot(dx, dy);
    for (let at = from; at < far - L.labelPad - 2; at += 4) {
      const x = tie[0] + dx * at / far, y = tie[1] + dy * at / far;
      if (!space.free([x - 1, y - 1, x + 1, y + 1], ANY)) return false;
    }
    return true;
  }

  // request: {text, style, colour, row, gaps: [px, …], shift: [px, px], anchors: [[worldX, worldY], …]}
  // A name keeps clear of every road's course but its own. A symbol's would rather lie over one than go far.
  function placeOne(request, space, view) {
    const ways = [];
    request.gaps.forEach(function (gap, i) {
      ways.push([gap, null]);
      if (request.row >= 0) ways.push([gap, request.row]);
      if (request.loose && i === 1) ways.push([request.gaps[0], ANY]);
    });
    let found = null;
    ways.some(function (way) { found = tryPlace(request, way[0], space, view, way[1]); return found; });
    return found;
  }

  function away(box, x, y) {
    return Math.hypot(Math.max(box[0] - x, 0, x - box[2]), Math.max(box[1] - y, 0, y - box[3]));
  }

  // A name nearer to another symbol than to its own would be read as that one's.
  function isOwn(box, x, y, request) {
    const reach = away(box, x, y) - 1, all = request.beside || [];
    if (reach <= 0) return true;
    for (let i = 0; i < all.length; i++) {
      const m = all[i];
      if (m.x > box[0] - reach && m.x < box[2] + reach && m.row !== request.row && away(box, m.x, m.y) < reach) return false;
    }
    return true;
  }

  function tryPlace(request, gap, space, view, over) {
    const style = L.labels[request.style], f = font(style, view), h = f.size * 1.2, shift = request.shift || [0, 0];
    const text = style.spaced ? request.text.split("").join(" ") : request.text, w = width(text, f.css);
    const offsets = request.centre ? [[-w / 2, 0]] : candidates(w, h, gap);
    for (let a = 0; a < request.anchors.length; a++) {
      const anchor = request.anchors[a], x = anchor[0] * view.scale - view.left + shift[0], y = anchor[1] * view.scale - view.top + shift[1];
      const near = gap === request.gaps[0];
      const free = offsets.find(function (o) {
        const box = boxAt(x + o[0], y + o[1], w, h);
        return space.free(box, over) && isOwn(box, x, y, request) && (near || clear(space, tieOf(x, y, x + o[0], y + o[1], w, h), request.gaps[0]));
      });
      if (!free) continue;
      space.add(boxAt(x + free[0], y + free[1], w, h));
      return {
        text: text, css: f.css, colour: request.colour || style.colour, row: request.row,
        anchor: anchor, dx: shift[0] + free[0], dy: shift[1] + free[1], w: w, h: h,
        tie: near ? null : shift
      };
    }
    return null;
  }

  function place(requests, space, view) {
    const sorted = requests.map(function (r, i) { return { r: r, i: i, p: L.labels[r.style].priority }; });
    sorted.sort(function (a, b) { return a.p - b.p || a.i - b.i; });
    return sorted.map(function (s) { return placeOne(s.r, space, view); }).filter(Boolean);
  }

  // The nearest spot for a block that covers nothing but the course of a road, or null; `edges` it only would rather not cover.
  function placeBlock(x, y, w, h, space, reach, edges) {
    let best = null, bestCost = Infinity;
    for (let ring = 0; ring <= reach && bestCost > ring * 2; ring += 10) {
      around(ring).forEach(function (at) {
        const cx = x + at[0] * 1.2, cy = y + at[1], box = [cx - w / 2 - 4, cy - h / 2 - 2, cx + w / 2 + 4, cy + h / 2 + 2];
        if (!space.free(box, ANY)) return;
        const cost = space.taken(box) * 3 + (edges ? edges.taken(box) * .3 : 0) + ring * 2 + Math.abs(at[0]) * .8;
        if (cost < bestCost) { bestCost = cost; best = box; }
      });
    }
    if (best) space.add(best);
    return best;
  }

  // Below first, then above, then to the sides: names of symbols mostly stand right and left.
  function around(ring) {
    const out = [];
    for (let i = 0; i < (ring ? 16 : 1); i++) {
      const a = Math.PI / 2 + (i % 2 ? Math.PI : 0) + (i >> 1) * Math.PI / 8;
      out.push([ring * Math.cos(a), ring * Math.sin(a)]);
    }
    return out;
  }

  function ties(ctx, placed, view) {
    const tied = placed.filter(function (p) { return p.tie; });
    if (!tied.length) return;
    ctx.beginPath();
    tied.forEach(function (p) {
      const x = p.anchor[0] * view.scale - view.left, y = p.anchor[1] * view.scale - view.top;
      const tie = tieOf(x + p.tie[0], y + p.tie[1], x + p.dx, y + p.dy, p.w, p.h);
      ctx.moveTo(tie[0], tie[1]);
      ctx.lineTo(tie[2], tie[3]);
    });
    ctx.lineWidth = L.leader.width;
    ctx.strokeStyle = L.ink2;
    ctx.stroke();
  }

  function draw(ctx, placed, view) {
    ctx.save();
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.lineJoin = "round";
    placed.forEach(function (p) {
      const x = p.anchor[0] * view.scale - view.left + p.dx, y = p.anchor[1] * view.scale - view.top + p.dy;
      ctx.font = p.css;
      ctx.strokeStyle = "rgba(255,255,255,.9)";
      ctx.lineWidth = L.halo * view.text;
      ctx.strokeText(p.text, x, y);
      ctx.fillStyle = p.colour;
      ctx.fillText(p.text, x, y);
    });
    ctx.restore();
  }

  // Up to five points along a line that are in view, from the middle outward.
  function along(n, at, view) {
    const seen = [];
    let total = 0;
    const lengths = [0];
    for (let i = 1; i < n; i++) {
      const a = at(i - 1), b = at(i);
      total += Math.hypot(b[0] - a[0], b[1] - a[1]);
      lengths.push(total);
    }
    for (let k = 1; k < 24; k++) {
      const goal = total * k / 24;
      let i = 1;
      while (i < n - 1 && lengths[i] < goal) i++;
      const a = at(i - 1), b = at(i), t = (goal - lengths[i - 1]) / (lengths[i] - lengths[i - 1] || 1);
      const p = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
      const x = p[0] * view.scale - view.left, y = p[1] * view.scale - view.top;
      if (x > 0 && y > 0 && x < view.width && y < view.height) seen.push(p);
    }
    const m = seen.length;
    return [.5, .36, .64, .2, .8].map(function (t) { return seen[Math.floor(m * t)]; }).filter(Boolean);
  }

  PM.labels = { place: place, placeBlock: placeBlock, draw: draw, along: along, ties: ties };
})(window.PM = window.PM || {});
