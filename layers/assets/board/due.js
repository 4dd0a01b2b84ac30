/* 到期: completions and starts whose day is over, then what is planned within 30, 60 and 90 days of the day shown. */
(function (PM) {
  "use strict";

  const B = PM.boardParts, END = "计划完成", START = "计划开工";
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };

  // Calls back with what a row's period says will happen: word and day, a start by the last day on which it is in time. A start
  // is expected only of what is not reported begun; of what is done, nothing.
  function events(row, done, tell) {
    const d = PM.data, i = PM.now.step[row], k = i < 0 ? -1 : d.steps.period[i];
    if (k < 0) return;
    if (d.unstarted.indexOf(PM.now.status[row]) >= 0 && !isNaN(d.periods.startBy[k])) tell(row, START, d.periods.startBy[k], k);
    if (PM.now.phase[row] !== done && !isNaN(d.periods.to[k])) tell(row, END, d.periods.to[k], k);
  }

  // A start that may be on one of many days says which is the last.
  function event(row, word, day, period) {
    const last = word === START && day !== PM.data.periods.from[period] ? "，最晚 " + PM.days.chinese(day) : "";
    return { row: row, word: word, day: day, left: day - PM.now.day, said: word + last, words: PM.periodWords(period) };
  }

  function soonest(a, b) { return a.day - b.day || a.row - b.row; }

  function groupOf(word, day) { return day >= PM.now.day ? "ahead" : word === END ? "late" : "missed"; }

  // {late, missed: completions and starts whose day is over, ahead: what is still to come} of some rows, each soonest first.
  function of(rows) {
    const out = { late: [], missed: [], ahead: [] }, done = PM.data.phaseOf.get("done");
    const add = function (row, word, day, k) { out[groupOf(word, day)].push(event(row, word, day, k)); };
    rows.forEach(function (row) { events(row, done, add); });
    Object.keys(out).forEach(function (name) { out[name].sort(soonest); });
    return out;
  }

  // Days by row and word of what the filter shows; ahead as far as the last of the offered days.
  function each(tell) {
    const last = PM.now.day + PM.data.dueDays[PM.data.dueDays.length - 1], done = PM.data.phaseOf.get("done"), mask = PM.state.mask;
    const near = function (row, word, day, k) { if (day <= last) tell(row, word, day, k); };
    for (let r = 0; r < PM.data.n; r++) if (mask[r]) events(r, done, near);
  }
  function count() {
    let n = 0;
    each(function () { n++; });
    return n;
  }
  // Found by day and row alone: sentences are made of what is listed.
  function all() {
    const out = { late: [], missed: [], ahead: [] };
    each(function (row, word, day, k) { out[groupOf(word, day)].push({ row: row, word: word, day: day, left: day - PM.now.day, period: k }); });
    Object.keys(out).forEach(function (name) { out[name].sort(soonest); });
    return out;
  }

  function groups(found) {
    const days = PM.data.dueDays, out = [
      { word: "已过计划完成时间，没有完成的报告", late: true, list: found.late },
      { word: "应开工，没有开工的报告", late: true, list: found.missed }
    ];
    days.forEach(function (to, i) {
      const from = i ? days[i - 1] : -1;
      out.push({ word: i ? from + 1 + " 至 " + to + " 天内" : to + " 天内", list: found.ahead.filter(function (e) { return e.left > from && e.left <= to; }) });
    });
    return out;
  }

  function node(found) {
    const e = event(found.row, found.word, found.day, found.period);
    return B.row(e.row, [e.said + "，工期：" + e.words], PM.dom.span(e.left < 0 ? "b-tag late" : "b-tag", B.daysLeft(e.left)));
  }

  function group(g, most, more) {
    const head = el("h3", { class: g.late ? "b-head late" : "b-head" }, [el("span", { text: g.word }), el("b", { text: g.list.length + " 项" })]);
    const rows = g.list.length ? B.capped(g.list, most, node, more) : [B.message("没有")];
    return el("section", { class: "b-group" }, [head].concat(rows));
  }

  let most = B.most;
  function draw(panel) {
    const found = all(), more = function () { most += B.most; PM.board.draw(); };
    groups(found).forEach(function (g) { panel.appendChild(group(g, most, more)); });
    panel.appendChild(B.note("按当天有效的计划工期计算；没有写明工期的不在此列。只写到月、季度或年的，开工和完成都按其中最后一天算天数。"));
  }

  PM.due = { all: all, of: of };
  PM.boardTabs.due = { draw: draw, count: count };
})(window.PM = window.PM || {});
