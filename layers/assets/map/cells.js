/* Levels of detail: where more symbols would stand than can be told apart, each cell of a grid stands for its own. */
(function (PM) {
  "use strict";

  const C = PM.look.crowd, V = PM.view;
  let turn = 0, kept = { key: "" };

  // Shown alone or, where nothing is found, all of them.
  function mask() { return PM.state.counts.shown ? PM.state.mask : null; }

  // More symbols in the view than have room, or than have it where they stand: a city is no desert with a heap in its
  // middle. Once in cells, symbols come back only when there is room to spare.
  function crowded(view, old) {
    const slack = old && old.crowd ? C.back : 1;
    if (V.drawn() <= view.least * slack) return false;
    const t = PM.index.get(), box = V.extent(view), f = frame(view), list = PM.index.spans(box), shown = mask(), taken = new Uint8Array(f.wide * f.high);
    let n = 0, met = 0;
    for (let s = 0; s < list.length && n <= view.most; s += 2) {
      for (let i = list[s]; i < list[s + 1] && n <= view.most; i++) {
        if ((shown && !shown[t.rows[i]]) || t.x[i] < box[0] || t.x[i] > box[2] || t.y[i] < box[1] || t.y[i] > box[3]) continue;
        const c = (((t.y[i] * f.k) | 0) - f.y0) * f.wide + ((t.x[i] * f.k) | 0) - f.x0;
        n++;
        if (!taken[c]) { taken[c] = 1; met++; }
      }
    }
    const room = met * Math.pow(view.scale / f.k, 2) / C.room;
    return n > Math.min(view.most, Math.max(view.least, room)) * slack;
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

  PM.on("filter", function () { turn++; });

  PM.cells = { crowded: crowded, make: make, stand: stand, rows: rows, extent: extent, words: words, spoken: spoken };
})(window.PM = window.PM || {});
