/* The printed index drawn: plates' heads, and rows with number, symbol, name and stage. */
(function (PM) {
  "use strict";

  const L = PM.paperLook.index, P = PM.paperLook.page, C = PM.paperLook.colour, WIDTH = PM.paperColumns.width, T = PM.paperText;

  // What paper cannot.
  const ON_SCREEN = "，点击放大";

  function groupWords(g) {
    return g.rows.length + " 项" + (g.lost.length ? " · 未定位 " + g.lost.length : "");
  }

  function drawHead(node, block, x, y) {
    const g = block.group, top = y + L.above, h = L.head - L.above - 2, base = top + h * .72;
    const words = block.again ? "（续）" : "", right = block.again ? "" : groupWords(g);
    const most = WIDTH - 16 - T.width(right + words, L.word), size = T.sizeFor(g.plate.name, L.size, most, true);
    node.appendChild(PM.dom.svg("rect", { x: x, y: top, width: WIDTH, height: h, fill: g.plate.id === "none" ? "#EEF1F5" : g.plate.tint }));
    node.appendChild(PM.dom.svg("rect", { x: x, y: top, width: 5, height: h, fill: g.plate.edge }));
    node.appendChild(T.node(g.plate.name + words, x + 10, base, size, { bold: true, fill: g.plate.text }));
    node.appendChild(T.node(right, x + WIDTH - 4, base, L.word, { fill: PM.look.ink2, "text-anchor": "end" }));
  }

  // Dark: on the map. Grey: nobody could place it. Framed: its place lies beyond the map's edge.
  function number(block, x, y, seen) {
    const at = x + block.column / 2, box = PM.paperSpots.box(at, y, PM.paperSpots.size(block.n));
    if (seen.has(block.row)) return PM.paperPins.pill(block.n, box);
    if (PM.view.located(block.row)) return PM.paperPins.pill(block.n, box, PM.paperPins.framed);
    return T.node(String(block.n), at, y + L.size * .36, L.size, { fill: C.grey, "text-anchor": "middle" });
  }

  function drawRow(node, block, x, y, seen) {
    const own = node.appendChild(PM.dom.svg("g", { "data-row": block.row, class: "paper-row" })), first = y + L.row / 2, size = block.name.size;
    const ink = PM.symbols.face(block.row).late ? PM.look.late : PM.look.ink2;
    own.appendChild(number(block, x, first, seen));
    PM.paperTags.picture(own, PM.symbols.swatch(block.row, L.picture), x + block.column + L.symbol / 2 - 1, first);
    block.name.lines.forEach(function (line, i) {
      own.appendChild(T.node(line, x + block.column + L.symbol, first + size * .36 + i * L.line, size, { class: "paper-name", fill: PM.look.ink }));
    });
    own.appendChild(T.node(block.stage, x + WIDTH, first + L.word * .36, L.word, { fill: ink, "text-anchor": "end" }));
    own.appendChild(PM.dom.svg("path", { d: "M" + x + " " + (y + block.height) + "h" + WIDTH, stroke: C.row }));
  }

  // `seen`: the rows whose number stands on the map.
  function draw(page, top, seen) {
    const node = PM.dom.svg("g", { class: "paper-index" });
    page.columns.forEach(function (column, i) {
      const x = P.left + i * (WIDTH + L.gutter);
      column.reduce(function (y, block) {
        if (block.group) drawHead(node, block, x, y); else drawRow(node, block, x, y, seen);
        return y + block.height;
      }, top);
    });
    return node;
  }

  // In its place, where there are too many for one: how many, and where the list is; and what a crowd's rings mean.
  function instead(rows, top, crowd) {
    const node = PM.dom.svg("g", { class: "paper-index" }), room = crowd ? L.picture + 18 : 0, n = PM.boardParts.number;
    const words = "共 " + n(rows.n) + " 项，超过 " + n(L.most) + " 项：图上不编号，也不附编号清单；完整清单见另行导出的 Excel 或 CSV 表。";
    const lines = crowd ? [words, PM.rings.sentence.replace(ON_SCREEN, "") + "。"] : [words];
    if (crowd) PM.paperTags.picture(node, PM.rings.swatch(), P.left + 13, top + L.instead / 2);
    lines.forEach(function (text, i) {
      const y = top + L.instead / 2 + (i - (lines.length - 1) / 2) * L.row * 1.2 + L.size * .36;
      node.appendChild(T.node(text, P.left + room, y, T.sizeFor(text, L.size * 1.3, P.body - room), { fill: PM.look.ink, bold: i === 0 }));
    });
    return node;
  }

  PM.paperIndex = { draw: draw, instead: instead };
})(window.PM = window.PM || {});
