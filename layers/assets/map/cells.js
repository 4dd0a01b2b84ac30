/* Levels of detail: where more symbols would stand than can be told apart, each cell of a grid shows their number in a ring of their statuses. */
(function (PM) {
  "use strict";

  const L = PM.look, C = L.crowd, V = PM.view, TURN = Math.PI * 2, STEPS = 36;
  // Corners of a circle of radius 1, clockwise from above.
  const X = [], Y = [];
  for (let i = 0; i <= STEPS; i++) { X.push(Math.sin(i * TURN / STEPS)); Y.push(-Math.cos(i * TURN / STEPS)); }
  const SENTENCE = "过密处合为一圈：数字是项数，圆环是各状态所占，点击放大";
  let turn = 0, kept = { key: "" };

  // Shown alone or, where nothing is found, all of them.
  function mask() { return PM.state.counts.shown ? PM.state.mask : null; }

  // More symbols in the view than have room. Once in cells, symbols come back only when there is room to spare.
  function crowded(view, old) {
    const most = view.most * (old && old.crowd ? C.back : 1);
    if (V.drawn() <= most) return false;
    const t = PM.index.get(), box = V.extent(view), list = PM.index.spans(box), shown = mask();
    let n = 0;
    for (let s = 0; s < list.length && n <= most; s += 2) {
      for (let i = list[s]; i < list[s + 1] && n <= most; i++) {
        if ((!shown || shown[t.rows[i]]) && t.x[i] >= box[0] && t.x[i] <= box[2] && t.y[i] >= box[1] && t.y[i] <= box[3]) n++;
      }
    }
    return n > most;
  }

  // How many cells are a side of the world: by whole steps of zoom and one halfway, so that they stay put while it moves.
  function side(most) {
    const whole = Math.pow(2, Math.floor(Math.log(most) / Math.LN2));
    return whole * 1.5 <= most ? whole * 1.5 : whole;
  }
  // The cells a view meets.
  function frame(view) {
    const k = side(view.scale / (C.cell * view.text)), e = V.extent(view), x0 = Math.floor(e[0] * k), y0 = Math.floor(e[1] * k);
    return { k: k, x0: x0, y0: y0, wide: Math.floor(e[2] * k) - x0 + 1, high: Math.floor(e[3] * k) - y0 + 1 };
  }

  // Symbols counted by cell and status in one pass.
  function tally(f, piece) {
    const t = PM.index.get(), size = f.wide * f.high, kinds = PM.data.statuses.length, shown = mask(), now = PM.now, red = indexOf(PM.data.lightLooks, "red");
    const sum = {
      n: new Uint32Array(size), mix: new Uint32Array(size * kinds), x: new Float64Array(size), y: new Float64Array(size),
      red: new Uint32Array(size), late: new Uint32Array(size), row: new Int32Array(size)
    };
    const list = PM.index.spans([f.x0 / f.k, f.y0 / f.k, (f.x0 + f.wide) / f.k, (f.y0 + f.high) / f.k]), whole = !piece.inside && !piece.outside;
    for (let s = 0; s < list.length; s += 2) {
      for (let i = list[s]; i < list[s + 1]; i++) {
        const row = t.rows[i];
        if (shown && !shown[row]) continue;
        const cx = ((t.x[i] * f.k) | 0) - f.x0, cy = ((t.y[i] * f.k) | 0) - f.y0;
        if (cx < 0 || cy < 0 || cx >= f.wide || cy >= f.high || !(whole || PM.scene.holds(piece, t.x[i], t.y[i]))) continue;
        const c = cy * f.wide + cx;
        sum.n[c]++;
        sum.mix[c * kinds + now.status[row]]++;
        sum.x[c] += t.x[i];
        sum.y[c] += t.y[i];
        sum.row[c] = row;
        if (now.light[row] === red) sum.red[c]++;
        if (now.due[row] === 0) sum.late[c]++;
      }
    }
    return sum;
  }

  function indexOf(table, code) { return table.findIndex(function (t) { return t.code === code; }); }
  function wordOf(table, code) { return table[indexOf(table, code)].word; }

  // In whole pixels: few sizes, each painted once.
  function radius(n, text) { return Math.round(Math.min(C.widest, C.r + C.grow * Math.log(n) / Math.LN10) * text); }

  // Cells with something in them: {n, mix: number by status, red, late, row: one of it, at: their mean place, cx, cy, frame}.
  function counted(f, piece) {
    const key = [turn, f.k, f.x0, f.y0, f.wide, f.high, piece.inside, piece.outside].join();
    if (kept.key === key) return kept.list;
    const sum = tally(f, piece), kinds = PM.data.statuses.length, list = [];
    for (let c = 0; c < sum.n.length; c++) {
      const n = sum.n[c];
      if (n) list.push({
        n: n, mix: sum.mix.subarray(c * kinds, (c + 1) * kinds), red: sum.red[c], late: sum.late[c], row: sum.row[c],
        at: [sum.x[c] / n, sum.y[c] / n], cx: f.x0 + c % f.wide, cy: f.y0 + Math.floor(c / f.wide), frame: f
      });
    }
    kept = { key: key, list: list };
    return list;
  }

  // A ring stays in its own cell, so none covers another: `half` is half its width and height.
  function stand(cell, view, halfX, halfY) {
    const size = view.scale / cell.frame.k, x = cell.at[0] * view.scale - view.left, y = cell.at[1] * view.scale - view.top;
    const left = cell.cx * size - view.left, top = cell.cy * size - view.top;
    return {
      tx: x, ty: y, x: Math.max(left + halfX + 1, Math.min(left + size - halfX - 1, x)), y: Math.max(top + halfY + 1, Math.min(top + size - halfY - 1, y))
    };
  }

  // {cells, singles}: what is alone in its cell is no crowd, and is drawn as a symbol.
  function make(view, piece) {
    const list = counted(frame(view), piece), out = { cells: [], singles: [] };
    list.forEach(function (cell) {
      if (cell.n === 1) { out.singles.push(cell); return; }
      const r = radius(cell.n, view.text);
      out.cells.push(Object.assign(stand(cell, view, r + C.halo, r + C.halo), { r: r, cell: cell, n: cell.n, mix: cell.mix }));
    });
    return out;
  }

  // The rows of a cell, in their order.
  function rows(c) {
    const f = c.cell.frame, cx = c.cell.cx, cy = c.cell.cy;
    return PM.index.marks([cx / f.k, cy / f.k, (cx + 1) / f.k, (cy + 1) / f.k], mask()).filter(function (r) {
      const g = PM.data.geo;
      return ((g.px[r] * f.k) | 0) === cx && ((g.py[r] * f.k) | 0) === cy;
    }).sort(function (a, b) { return a - b; });
  }

  function extent(list) {
    const g = PM.data.geo, out = [Infinity, Infinity, -Infinity, -Infinity];
    list.forEach(function (r) {
      out[0] = Math.min(out[0], g.px[r]); out[1] = Math.min(out[1], g.py[r]); out[2] = Math.max(out[2], g.px[r]); out[3] = Math.max(out[3], g.py[r]);
    });
    return out;
  }

  function short(n) { return n < 1e4 ? String(n) : (n < 1e5 ? Math.floor(n / 1e3) / 10 : Math.floor(n / 1e4)) + "万"; }
  function long(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, ","); }

  // [word, number] of its statuses, the most first, then of what warns.
  function mixed(c) {
    const all = Array.from(c.mix, function (n, i) { return [PM.data.statuses[i].word, n]; });
    return all.filter(function (p) { return p[1]; }).sort(function (a, b) { return b[1] - a[1]; });
  }
  function warnings(c) {
    return [[wordOf(PM.data.lightLooks, "red"), c.cell.red], [wordOf(PM.data.phases, "overdue"), c.cell.late]].filter(function (p) { return p[1]; });
  }
  function said(pairs, join, unit) { return pairs.map(function (p) { return p[0] + " " + long(p[1]) + unit; }).join(join); }
  function words(c) { return { head: "共 " + long(c.n) + " 项", mix: said(mixed(c), "、", ""), warning: said(warnings(c), "、", "") }; }
  function spoken(c) { return "放大：此处 " + long(c.n) + " 项，" + said(mixed(c).concat(warnings(c)), "，", " 项"); }

  // Where each status of a cell begins and ends on its ring, in steps of a whole turn: its share, yet never less than can be
  // seen. [[status, from, to], …], clockwise from above.
  function arcs(c) {
    const parts = [], floor = c.n * C.smallest;
    let whole = 0, at = 0;
    for (let i = 0; i < c.mix.length; i++) if (c.mix[i]) { parts.push([i, Math.max(c.mix[i], floor)]); whole += Math.max(c.mix[i], floor); }
    return parts.map(function (p) {
      const from = at;
      at += STEPS * p[1] / whole;
      return [p[0], from, at];
    });
  }

  function corner(ctx, c, r, step) {
    const a = step * TURN / STEPS - TURN / 4;
    ctx.lineTo(c.x + r * Math.cos(a), c.y + r * Math.sin(a));
  }
  // A wedge with straight sides and edge: paper has no other, and no eye tells so many corners from a circle.
  function wedge(ctx, c, r, from, to) {
    ctx.moveTo(c.x, c.y);
    corner(ctx, c, r, from);
    for (let i = Math.floor(from) + 1; i < to; i++) ctx.lineTo(c.x + r * X[i], c.y + r * Y[i]);
    corner(ctx, c, r, to);
    ctx.closePath();
  }

  // One path a status, however many cells there are; a little white is left between two.
  function wedges(ctx, cells, text) {
    const by = PM.data.statuses.map(function () { return []; });
    cells.forEach(function (c) {
      const list = arcs(c), gap = list.length > 1 ? C.gap / c.r * STEPS / TURN / 2 : 0;
      list.forEach(function (a) { by[a[0]].push([c, a[1] + gap, Math.max(a[1] + gap, a[2] - gap)]); });
    });
    by.forEach(function (list, status) {
      if (!list.length) return;
      ctx.beginPath();
      list.forEach(function (w) { wedge(ctx, w[0], w[0].r - C.ink * text, w[1], w[2]); });
      ctx.fillStyle = PM.data.statuses[status].face;
      ctx.fill();
    });
  }

  // What is the same for every cell of a size: an edge on white below its wedges, and the white middle above them.
  function below(r, text) {
    return [[r + C.halo, "#FFFFFF"], [r, L.ink2], [r - C.ink * text, "#FFFFFF"]].map(function (d) { return { d: PM.signs.disc(d[0]), fill: d[1] }; });
  }
  function above(r, text) { return [{ d: PM.signs.disc(r - C.ring * text), fill: "#FFFFFF" }]; }
  function badge(r, text) { return PM.signs.badge(r * C.corner, text); }
  function each(ctx, cells, text, ratio, name, layers) {
    cells.forEach(function (c) { PM.draw.sign(ctx, name + c.r + "," + text, c.r + C.halo + L.badge.r * 2, function () { return layers(c.r, text); }, c, ratio); });
  }

  function numbers(ctx, cells, text) {
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = L.ink;
    ctx.font = "700 " + C.text * text + "px " + L.font;
    cells.forEach(function (c) { ctx.fillText(short(c.n), c.x, c.y + .5); });
  }

  function paint(ctx, cells, text, ratio) {
    if (!cells.length) return;
    ctx.save();
    each(ctx, cells, text, ratio, "below", below);
    wedges(ctx, cells, text);
    each(ctx, cells, text, ratio, "above", above);
    numbers(ctx, cells, text);
    each(ctx, cells.filter(function (c) { return c.cell.red || c.cell.late; }), text, ratio, "badge", badge);
    ctx.restore();
  }

  // A ring as the key shows it, of the first statuses there are.
  function swatch() {
    const size = 26, node = PM.dom.svg("svg", { width: size, height: size, viewBox: "0 0 26 26", "aria-hidden": "true", focusable: "false" });
    const mix = PM.data.statuses.map(function (s, i) { return [5, 4, 3][i] || 0; });
    paint(new PM.svg.Context(node, size, size), [{ x: 13, y: 13, r: 12, n: 12, mix: mix, cell: { red: 0, late: 0 } }], 1, 1);
    return node;
  }

  PM.on("filter", function () { turn++; });

  PM.cells = {
    crowded: crowded, make: make, stand: stand, paint: paint, rows: rows, extent: extent, words: words, spoken: spoken, swatch: swatch, sentence: SENTENCE
  };
})(window.PM = window.PM || {});
