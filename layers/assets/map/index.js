/* Where everything is: symbols in a grid, the boxes of courses and areas in a list, made once, so that a view asks for its own alone. */
(function (PM) {
  "use strict";

  const V = PM.view, POINT = 1, PER_CELL = 12, SAMPLE = 1024, TAIL = .02, LEAST = 1e-7;
  let made = null;

  // The span most places lie in: what is far off falls into the cells of the rim, and the grid stays fine where the many are.
  function span(rows, values) {
    const step = Math.max(1, Math.floor(rows.length / SAMPLE)), some = new Float64Array(Math.ceil(rows.length / step));
    for (let i = 0; i < some.length; i++) some[i] = values[rows[i * step]];
    some.sort();
    const low = some[Math.floor(some.length * TAIL)] || 0, high = some[Math.ceil(some.length * (1 - TAIL)) - 1] || 0;
    return [low, Math.max(high - low, LEAST)];
  }

  // Those that have a symbol, and those that have an extent of their own or are plates. A point has nothing but its symbol.
  function sorted() {
    const d = PM.data, n = d.n, type = d.geo.type, certainty = d.certainty, kind = d.kind, none = d.none, plate = d.isplate;
    const marks = new Int32Array(n), shapes = [];
    let k = 0;
    for (let r = 0; r < n; r++) {
      if (certainty[r] === none) continue;
      const shaped = type[r] !== POINT || kind[r] === plate;
      if (shaped) shapes.push(r);
      if (!shaped || V.hasMark(r)) marks[k++] = r;
    }
    return { marks: marks.subarray(0, k), shapes: shapes };
  }

  function place(v, from, by, most) { return Math.max(0, Math.min(most, Math.floor((v - from) * by))); }

  // By counting: `starts` of a cell in the list of rows, whose places lie beside it in the same order.
  function grid(rows) {
    const g = PM.data.geo, wide = Math.max(1, Math.ceil(Math.sqrt(rows.length / PER_CELL))), sx = span(rows, g.px), sy = span(rows, g.py);
    const out = {
      wide: wide, x0: sx[0], y0: sy[0], kx: wide / sx[1], ky: wide / sy[1],
      starts: new Uint32Array(wide * wide + 1), rows: new Int32Array(rows.length), x: new Float64Array(rows.length), y: new Float64Array(rows.length)
    };
    const cell = new Int32Array(rows.length), starts = out.starts;
    for (let i = 0; i < rows.length; i++) {
      cell[i] = place(g.py[rows[i]], out.y0, out.ky, wide - 1) * wide + place(g.px[rows[i]], out.x0, out.kx, wide - 1);
      starts[cell[i] + 1]++;
    }
    for (let c = 1; c < starts.length; c++) starts[c] += starts[c - 1];
    const next = starts.slice();
    for (let i = 0; i < rows.length; i++) {
      const k = next[cell[i]]++, row = rows[i];
      out.rows[k] = row;
      out.x[k] = g.px[row];
      out.y[k] = g.py[row];
    }
    return out;
  }

  function boxInto(boxes, i, row) {
    const g = PM.data.geo, course = g.type[row] !== POINT, from = course ? g.starts[g.parts[row]] : row, end = course ? g.starts[g.parts[row + 1]] : row + 1;
    const xs = course ? g.x : g.px, ys = course ? g.y : g.py;
    let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
    for (let k = from; k < end; k++) {
      if (xs[k] < x0) x0 = xs[k];
      if (xs[k] > x1) x1 = xs[k];
      if (ys[k] < y0) y0 = ys[k];
      if (ys[k] > y1) y1 = ys[k];
    }
    boxes[4 * i] = x0; boxes[4 * i + 1] = y0; boxes[4 * i + 2] = x1; boxes[4 * i + 3] = y1;
  }

  function boxed(rows) {
    const boxes = new Float64Array(4 * rows.length);
    for (let i = 0; i < rows.length; i++) boxInto(boxes, i, rows[i]);
    return { rows: rows, boxes: boxes };
  }

  function get() {
    if (!made) {
      const rows = sorted();
      made = Object.assign(grid(rows.marks), { shapes: boxed(rows.shapes) });
    }
    return made;
  }

  // Stretches [from, to, from, to, …] of the grid's list that hold every symbol of a box [x0, y0, x1, y1], and some beside it.
  function spans(box) {
    const t = get(), most = t.wide - 1, x0 = place(box[0], t.x0, t.kx, most), x1 = place(box[2], t.x0, t.kx, most), out = [];
    for (let y = place(box[1], t.y0, t.ky, most), end = place(box[3], t.y0, t.ky, most); y <= end; y++) {
      const from = t.starts[y * t.wide + x0], to = t.starts[y * t.wide + x1 + 1];
      if (to > from) out.push(from, to);
    }
    return out;
  }

  // Rows with a symbol whose place is in a box and that pass a test, a Uint8Array or null for all.
  function marks(box, mask) {
    const t = get(), list = spans(box), out = [];
    for (let s = 0; s < list.length; s += 2) {
      for (let i = list[s]; i < list[s + 1]; i++) {
        if ((!mask || mask[t.rows[i]]) && t.x[i] >= box[0] && t.x[i] <= box[2] && t.y[i] >= box[1] && t.y[i] <= box[3]) out.push(t.rows[i]);
      }
    }
    return out;
  }

  // Rows with a course or an area, and plates, that a box meets.
  function courses(box) {
    const s = get().shapes, b = s.boxes, out = [];
    for (let i = 0, k = 0; i < s.rows.length; i++, k += 4) {
      if (b[k] <= box[2] && b[k + 2] >= box[0] && b[k + 1] <= box[3] && b[k + 3] >= box[1]) out.push(s.rows[i]);
    }
    return out;
  }

  // All rows that a box meets, in their order.
  function within(box) {
    return marks(box, null).filter(V.isPoint).concat(courses(box)).sort(function (a, b) { return a - b; });
  }

  // The box of a row with an extent of its own or of a plate, or null.
  function box(row) {
    const s = get().shapes;
    let low = 0, high = s.rows.length - 1;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (s.rows[mid] < row) low = mid + 1; else high = mid;
    }
    return s.rows[low] === row ? s.boxes.subarray(4 * low, 4 * low + 4) : null;
  }

  PM.index = { get: get, spans: spans, marks: marks, courses: courses, within: within, box: box };
})(window.PM = window.PM || {});
