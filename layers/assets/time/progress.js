/* Parts of the card that speak of progress: a thing's light with its reasons, and what lies ahead of a plate. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const MOST = 3;

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

  // The plate itself too: it may have a period, though no light.
  function members(row) {
    const plates = PM.data.plate, own = plates[row], mask = PM.state.mask, out = [];
    for (let r = 0; r < plates.length; r++) if (plates[r] === own && mask[r]) out.push(r);
    return out;
  }

  function event(e) {
    const left = e.left ? e.left + " 天后" : "当天", node = PM.item.node(e.row, e.said + " · " + e.words, PM.dom.span("item-tag bare", left));
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
    const rows = members(row), found = PM.due.of(rows), next = found.ahead;
    const over = [["逾期未核实", found.late], ["应开工，没有开工的报告", found.missed]].filter(function (o) { return o[1].length; });
    const words = over.map(function (o) { return o[0] + " " + o[1].length + " 项；"; }).join("") + (next.length ? "最近到期的 " + Math.min(MOST, next.length) + " 项：" : "此后没有写明要到期的事项");
    return part(PM.store.filtered() ? "本板块进度（按当前筛选）" : "本板块进度", [
      PM.panel.anyLight() ? tally(rows) : null, el("p", { class: "missing", text: words })
    ].concat(next.slice(0, MOST).map(event)));
  }

  PM.progress = { light: light, plate: plate };
})(window.PM = window.PM || {});
