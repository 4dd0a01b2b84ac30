/* 交叉: road works and projects near each other whose periods overlap on the day shown. */
(function (PM) {
  "use strict";

  const B = PM.boardParts;
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  let most = B.most;

  function within() {
    const d = PM.data.digs, wanted = Number(PM.board.option("digs", String(d.within)));
    return d.choices.indexOf(wanted) >= 0 ? wanted : d.within;
  }

  function pair(d, i) {
    return { road: d.road[i], project: d.project[i], distance: d.distance[i], accuracy: d.accuracy[i], from: d.from[i], to: d.to[i], days: d.to[i] - d.from[i] + 1 };
  }
  // Those that stand on the day shown, of which the filter shows both ends; nearest first, as in the data.
  function all() {
    const d = PM.data.digs, reach = within() * 10, day = PM.now.day, mask = PM.state.mask, out = [];
    for (let i = 0; i < d.road.length && d.distance[i] <= reach; i++) {
      if (d.since[i] <= day && !(d.until[i] <= day) && mask[d.road[i]] && mask[d.project[i]]) out.push(pair(d, i));
    }
    return out;
  }

  // Of decimetres; below 10 m one matters.
  function metres(dm) { return dm < 100 ? (dm / 10).toFixed(1) : String(Math.round(dm / 10)); }
  function apart(c) {
    return (c.distance ? "相距 " + metres(c.distance) + " 米" : "相接") + (c.accuracy ? "（±" + c.accuracy + " 米）" : "");
  }
  function office(row) { return PM.words.unit(row) || "未写明"; }

  function end(row, word) {
    return PM.dom.button({ class: "b-end", "data-row": row, "data-key": word + row }, [
      el("span", { class: "item-svg" }, [PM.symbols.swatch(row, 26)]),
      el("span", { class: "item-text" }, [el("span", { class: "b-name", text: PM.words.cell("name", row) }), PM.dom.span("b-second", "责任单位：" + office(row))])
    ]);
  }

  function zoom(c) {
    const a = PM.view.bounds(c.project), near = PM.layer.nearest(c.road, c.project);
    if (!a || !near) return;
    PM.mapui.box([Math.min(a[0], near[0]), Math.min(a[1], near[1]), Math.max(a[2], near[0]), Math.max(a[3], near[1])]);
  }

  function node(c, i) {
    const when = PM.days.chinese(c.from) + " 至 " + PM.days.chinese(c.to);
    return el("section", { class: "b-dig" }, [
      el("p", { class: "b-dig-head" }, [el("b", { text: "重叠 " + c.days + " 天" }), el("span", { text: apart(c) }),
        PM.dom.button({ class: "link", text: "放大查看 ›", "data-key": "zoom" + i, click: function () { zoom(c); } })]),
      el("p", { class: "b-second", text: when }), end(c.road, i + "road"), end(c.project, i + "project")]);
  }

  function left() {
    const rows = PM.data.digs.left;
    if (!rows.length) return null;
    const head = "全部内容里没有参加比较的（按 " + PM.days.chinese(PM.data.asOf) + " 的资料）：";
    return B.note(head + rows.map(function (l) { return l[0] + " " + l[1] + " 项"; }).join("；") + "。");
  }

  function draw(panel) {
    const found = all(), reach = within();
    const list = PM.data.digs.choices.map(function (m) { return { value: m, word: m + " 米" }; });
    panel.appendChild(B.choices("相距多远以内", list, reach, function (v) { PM.board.setOption("digs", String(v)); }));
    const said = found.length ? "相距 " + reach + " 米以内、工期重叠的道路与项目有 " + found.length + " 对，可以考虑一次开挖。" :
      "在写明工期、位置可比的道路和项目中，没有相距 " + reach + " 米以内而工期重叠的。";
    panel.appendChild(el("p", { class: "b-told", text: said }));
    panel.appendChild(PM.board.keepBox());
    const more = function () { most += B.most; PM.board.draw(); };
    B.capped(found, most, node, more).concat(left()).forEach(function (n) { if (n) panel.appendChild(n); });
  }

  function layer() { return { kind: "digs", title: "交叉 " + within() + " 米以内", items: all() }; }

  PM.boardTabs.digs = { draw: draw, layer: layer };
})(window.PM = window.PM || {});
