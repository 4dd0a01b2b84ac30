/* Parts of the card that speak of progress: a thing's light with its reasons, and what lies ahead of a plate. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const MOST = 3, AHEAD = ["upcoming", "active", "open"];

  function part(head, nodes) { return el("section", { class: "card-part" }, [el("h3", { text: head })].concat(nodes)); }
  function sign(look) { return PM.symbols.svg(PM.signs.light(look, [0, 0], 1.5), 22, 20); }
  function isPlate(row) { return PM.data.kind[row] === PM.data.isplate; }

  function light(row) {
    if (isPlate(row)) return null;
    const lit = PM.lights.of(row), items = lit.words.map(function (text) { return el("li", { text: text }); });
    return el("section", { class: "light" }, [
      el("h3", { class: "light-head" }, [sign(lit.look), el("span", { text: "亮灯：" }), el("b", { text: lit.look.word })]), el("ul", { class: "light-words" }, items)
    ]);
  }

  function members(row) {
    const d = PM.data, out = [];
    for (let r = 0; r < d.n; r++) if (d.plate[r] === d.plate[row] && !isPlate(r) && PM.state.mask[r]) out.push(r);
    return out;
  }

  // Planned beginnings and completions from the date shown on, soonest first.
  function ahead(rows) {
    const out = [], add = function (row, word, day, words) { if (day !== null && day >= PM.now.day) out.push({ row: row, word: word, left: day - PM.now.day, words: words }); };
    rows.forEach(function (r) {
      const p = PM.periodOf(r), i = PM.now.phase[r], phase = i < 0 ? "" : PM.data.phases[i].code;
      if (!p || AHEAD.indexOf(phase) < 0) return;
      if (phase === "upcoming") add(r, "计划开工", p.from, p.words);
      add(r, "计划完成", p.to, p.words);
    });
    return out.sort(function (a, b) { return a.left - b.left; });
  }

  function event(e) {
    const left = e.left ? e.left + " 天后" : "当天", node = PM.item.node(e.row, e.word + " · " + e.words, PM.dom.span("item-tag bare", left));
    node.addEventListener("click", function () { PM.store.select(e.row, "user"); });
    return node;
  }

  function tally(rows) {
    return el("ul", { class: "light-tally" }, PM.lights.tally(rows).map(function (t) {
      return t.n ? el("li", {}, [sign(t.look), el("span", { text: t.look.word }), el("b", { text: String(t.n) })]) : null;
    }));
  }

  function plate(row) {
    if (!isPlate(row)) return null;
    const rows = members(row), next = ahead(rows), late = rows.filter(function (r) { return PM.filter.dueCodes()[PM.now.due[r]] === "overdue"; }).length;
    const words = (late ? "逾期未核实 " + late + " 项；" : "") + (next.length ? "最近到期的 " + Math.min(MOST, next.length) + " 项：" : "此后没有说明工期的到期事项");
    return part(PM.store.filtered() ? "本板块进度（按当前筛选）" : "本板块进度", [
      PM.panel.anyLight() ? tally(rows) : null, el("p", { class: "missing", text: words })
    ].concat(next.slice(0, MOST).map(event)));
  }

  PM.progress = { light: light, plate: plate };
})(window.PM = window.PM || {});
