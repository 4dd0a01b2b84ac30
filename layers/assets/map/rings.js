/* How a cell of a crowd is drawn: its number in a ring of its statuses, with a sign where something in it warns. */
(function (PM) {
  "use strict";

  const L = PM.look, C = L.crowd, TURN = Math.PI * 2, STEPS = 36;
  // Corners of a circle of radius 1, clockwise from above.
  const X = [], Y = [];
  for (let i = 0; i <= STEPS; i++) { X.push(Math.sin(i * TURN / STEPS)); Y.push(-Math.cos(i * TURN / STEPS)); }
  const SENTENCE = "过密处合为一圈：数字是项数，圆环是各状态所占，点击放大";

  function short(n) { return n < 1e4 ? String(n) : (n < 1e5 ? Math.floor(n / 1e3) / 10 : Math.floor(n / 1e4)) + "万"; }

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
    cells.forEach(function (c) { PM.sprites.sign(ctx, name + c.r + "," + text, c.r + C.halo + L.badge.r * 2, function () { return layers(c.r, text); }, c, ratio); });
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

  PM.rings = { paint: paint, swatch: swatch, sentence: SENTENCE };
})(window.PM = window.PM || {});
