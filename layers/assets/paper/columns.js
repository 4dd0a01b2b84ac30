/* The printed index laid out: rows under their plates, in columns and pages, measured before anything is drawn. */
(function (PM) {
  "use strict";

  const L = PM.paperLook.index, P = PM.paperLook.page, T = PM.paperText;
  const WIDTH = (P.body - L.gutter * (L.columns - 1)) / L.columns;

  // What stands at the right of a row: its stage, or that it is late.
  function stage(row) { return PM.symbols.face(row).late ? PM.words.phase(row) : PM.words.stage(row); }

  // `column`: how wide the numbers stand.
  function rowBlock(row, n, head, column) {
    const words = stage(row), most = WIDTH - column - L.symbol - T.width(words, L.word) - 7;
    const name = T.set(PM.words.cell("name", row), L.size, most, L), height = L.row + (name.lines.length - 1) * L.line;
    return { row: row, n: n, column: column, name: name, stage: words, height: height, need: height, head: head };
  }

  function heights(blocks) { return blocks.reduce(function (sum, b) { return sum + b.height; }, 0); }

  // A plate's head, which does not stand without its first rows, and its rows, of which the last do not stand alone.
  function section(group, numbers, column) {
    const head = { group: group, height: L.head }, rows = group.rows.map(function (r) { return rowBlock(r, numbers.get(r), head, column); });
    head.need = L.head + heights(rows.slice(0, L.keep));
    if (rows.length > L.keep) rows[rows.length - L.keep].need = heights(rows.slice(-L.keep));
    return [head].concat(rows);
  }

  function blocks(rows) {
    const column = Math.max(L.number, PM.paperSpots.size(rows.numbers.size)[0] + 2);
    return [].concat.apply([], rows.groups.map(function (g) { return section(g, rows.numbers, column); }));
  }

  // Fills columns of one height from a block on; where a column breaks a plate, its head comes again as （续）.
  // Answers the columns and the first block that found no room.
  function fill(list, from, height) {
    const out = [[]];
    for (let i = from; i < list.length; i++) {
      if (heights(out[out.length - 1]) + list[i].need > height) {
        if (out.length === L.columns) return { columns: out, rest: i };
        out.push([]);
      }
      const column = out[out.length - 1];
      if (!column.length && list[i].head) column.push(Object.assign({}, list[i].head, { again: true }));
      column.push(list[i]);
    }
    return { columns: out, rest: list.length };
  }

  // The lowest height at which the rest still fits, else the page is full.
  function page(list, from, most) {
    for (let h = 0; h < most; h += L.row / 2) {
      const tried = fill(list, from, h);
      if (tried.rest === list.length && tried.columns.every(function (c) { return heights(c) <= h; })) return Object.assign(tried, { height: h });
    }
    return Object.assign(fill(list, from, most), { height: most });
  }

  // Always one page, be it empty.
  function pages(list, first, other) {
    const out = [page(list, 0, first)];
    for (let rest = out[0].rest; rest < list.length; rest = out[out.length - 1].rest) out.push(page(list, rest, other));
    return out;
  }

  PM.paperColumns = { width: WIDTH, blocks: blocks, pages: pages };
})(window.PM = window.PM || {});
