/* Stacked bars: a line per plate, a piece per status or light, numbers at the bars. */
(function (PM) {
  "use strict";

  const SIZE = { line: 26, bar: 19, label: 104, total: 112, least: 26, perMark: 7.4 };
  const svg = function (t, a, c) { return PM.dom.svg(t, a, c); };

  function channel(v) { return v <= .03928 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4); }
  function luminance(hex) {
    return [1, 3, 5].map(function (i) { return channel(parseInt(hex.slice(i, i + 2), 16) / 255); })
      .reduce(function (sum, v, i) { return sum + v * [.2126, .7152, .0722][i]; }, 0);
  }
  // White or ink, whichever is read better on a face.
  function inkOn(face) { return 1.05 / (luminance(face) + .05) > (luminance(face) + .05) / (luminance(PM.look.ink) + .05) ? "#FFFFFF" : PM.look.ink; }

  function piece(part, x, width, y) {
    const wide = width >= Math.max(SIZE.least, part.text.length * SIZE.perMark + 6);
    return [svg("rect", { x: x, y: y, width: Math.max(1, width), height: SIZE.bar, fill: part.face, stroke: part.ink, "stroke-width": 1 }),
      wide ? svg("text", { x: x + width / 2, y: y + 14.5, class: "b-bar-n", fill: inkOn(part.face), text: part.text }) : null];
  }

  // lines: [{word, total (text), value, parts: [{value, text, face, ink}]}]; `width` in px.
  function draw(lines, width) {
    const most = Math.max.apply(null, lines.map(function (l) { return l.value; }).concat(1)), room = width - SIZE.label - SIZE.total;
    const nodes = [];
    lines.forEach(function (l, i) {
      const y = i * SIZE.line + 4;
      let x = SIZE.label;
      nodes.push(svg("text", { x: SIZE.label - 10, y: y + 14.5, class: "b-bar-word", text: l.word }));
      l.parts.filter(function (p) { return p.value > 0; }).forEach(function (p) {
        const w = p.value / most * room;
        piece(p, x, w, y).forEach(function (n) { if (n) nodes.push(n); });
        x += w;
      });
      nodes.push(svg("text", { x: x + 8, y: y + 14.5, class: "b-bar-total", text: l.total }));
    });
    return svg("svg", { class: "b-chart", width: width, height: lines.length * SIZE.line + 4, "aria-hidden": "true", focusable: "false" }, nodes);
  }

  PM.boardChart = { draw: draw };
})(window.PM = window.PM || {});
