/* 亮灯: what is late and why: red, then yellow, the furthest behind first; green and grey in numbers. */
(function (PM) {
  "use strict";

  const B = PM.boardParts, LISTED = ["red", "yellow"];
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  let most = B.most;

  function behind(row) { return PM.now.lit[row] < 0 ? 0 : PM.data.lights.behind[PM.now.lit[row]]; }
  function worst(a, b) {
    const x = PM.words.cell("name", a), y = PM.words.cell("name", b);
    return behind(b) - behind(a) || (x < y ? -1 : x > y ? 1 : a - b);
  }

  // Of what the filter shows, the rows of each light by its code; plates have none.
  function all() {
    const looks = PM.data.lightLooks, out = {};
    looks.forEach(function (look) { out[look.code] = []; });
    for (let r = 0; r < PM.data.n; r++) if (PM.state.mask[r] && PM.now.light[r] >= 0) out[looks[PM.now.light[r]].code].push(r);
    LISTED.forEach(function (code) { out[code].sort(worst); });
    return out;
  }

  function node(row) {
    const p = PM.words.plate(row), about = [PM.words.stage(row), p.short || p.name, PM.words.unit(row)].filter(Boolean).join(" · ");
    return B.row(row, [about].concat(PM.lights.of(row).words), null);
  }

  function head(look, n) {
    const sign = PM.symbols.svg(PM.signs.light(look, [0, 0], 1.2), 22, 18);
    return el("h3", { class: "b-head b-lit" }, [sign, el("span", { text: look.word }), el("b", { text: n + " 项" })]);
  }

  // Why there is nothing to judge by, the commonest reason first.
  function reasons(rows) {
    const counts = new Map();
    rows.forEach(function (row) {
      const why = PM.lights.of(row).words.join("；");
      counts.set(why, (counts.get(why) || 0) + 1);
    });
    return el("ul", { class: "b-why" }, Array.from(counts).sort(function (a, b) { return b[1] - a[1]; }).map(function (pair) {
      return el("li", {}, [el("span", { text: pair[0] }), el("b", { text: pair[1] + " 项" })]);
    }));
  }

  function group(look, rows) {
    const more = function () { most += B.most; PM.board.draw(); }, parts = [head(look, rows.length)];
    if (LISTED.indexOf(look.code) >= 0) B.capped(rows, most, node, more).forEach(function (n) { parts.push(n); });
    if (look.code === "grey" && rows.length) parts.push(reasons(rows));
    return el("section", { class: "b-group" }, parts);
  }

  function draw(panel) {
    const found = all();
    PM.data.lightLooks.forEach(function (look) { panel.appendChild(group(look, found[look.code])); });
    panel.appendChild(B.note("红灯、黄灯按落后序时进度的多少排列。灰灯表示没有可以判断的依据，不表示正常。板块本身没有灯。"));
  }

  PM.lit = { all: all };
  PM.boardTabs.lit = { draw: draw, count: function () { const f = all(); return f.red.length + f.yellow.length; } };
})(window.PM = window.PM || {});
