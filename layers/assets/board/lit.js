/* 亮灯: what is late and why: red, then yellow, the furthest behind first; green and grey in numbers. */
(function (PM) {
  "use strict";

  const B = PM.boardParts, LISTED = ["red", "yellow"];
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  let most = B.most;

  function behind(row) { return PM.now.lit[row] < 0 ? 0 : PM.data.lights.behind[PM.now.lit[row]]; }
  // Names are looked at once: there may be tens of thousands to put in order.
  function worstFirst(rows) {
    const names = PM.data.columns.name, list = rows.map(function (r) { return { row: r, behind: behind(r), name: names[r] }; });
    list.sort(function (a, b) { return b.behind - a.behind || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.row - b.row); });
    return list.map(function (item) { return item.row; });
  }

  // Of what the filter shows, the rows of each light by its code; plates have none.
  function all() {
    const lists = PM.data.lightLooks.map(function () { return []; }), mask = PM.state.mask, light = PM.now.light, out = {};
    for (let r = 0; r < PM.data.n; r++) if (mask[r] && light[r] >= 0) lists[light[r]].push(r);
    PM.data.lightLooks.forEach(function (look, i) { out[look.code] = LISTED.indexOf(look.code) >= 0 ? worstFirst(lists[i]) : lists[i]; });
    return out;
  }
  function count() {
    const mask = PM.state.mask, light = PM.now.light, listed = PM.data.lightLooks.map(function (look) { return LISTED.indexOf(look.code) >= 0; });
    let n = 0;
    for (let r = 0; r < PM.data.n; r++) if (mask[r] && light[r] >= 0 && listed[light[r]]) n++;
    return n;
  }

  function node(row) {
    const p = PM.words.plate(row), about = [PM.words.stage(row), p.short || p.name, PM.words.unit(row)].filter(Boolean).join(" · ");
    return B.row(row, [about].concat(PM.lights.of(row).words), null);
  }

  function head(look, n) {
    const sign = PM.symbols.svg(PM.signs.light(look, [0, 0], 1.2), 22, 18);
    return el("h3", { class: "b-head b-lit" }, [sign, el("span", { text: look.word }), el("b", { text: n + " 项" })]);
  }

  // Why there is nothing to judge by, the commonest reason first. Sayings that are the same are read once.
  function reasons(rows) {
    const counts = new Map(), alike = new Map(), said = PM.data.lights.said;
    rows.forEach(function (row) {
      const i = PM.now.lit[row], key = i < 0 ? -1 : said[i];
      if (!alike.has(key)) alike.set(key, { row: row, n: 0 });
      alike.get(key).n++;
    });
    alike.forEach(function (one) {
      const why = PM.lights.of(one.row).words.join("；");
      counts.set(why, (counts.get(why) || 0) + one.n);
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
  PM.boardTabs.lit = { draw: draw, count: count };
})(window.PM = window.PM || {});
