/* 到期: completions overdue, then what is planned to begin or end within 30, 60 and 90 days of the day shown. */
(function (PM) {
  "use strict";

  const B = PM.boardParts, END = "计划完成", START = "计划开工";
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };

  function event(row, word, day, period) {
    return { row: row, word: word, day: day, left: day - PM.now.day, words: period.words };
  }

  // What a row's period says will happen. A start is expected only of what is not reported begun; of what is done, nothing.
  function events(row) {
    const i = PM.now.phase[row], period = i < 0 || PM.data.phases[i].code === "done" ? null : PM.periodOf(row);
    if (!period) return [];
    const starts = period.from !== null && PM.data.unstarted.indexOf(PM.now.status[row]) >= 0;
    return [starts ? event(row, START, period.from, period) : null, period.to === null ? null : event(row, END, period.to, period)].filter(Boolean);
  }

  function soonest(a, b) { return a.day - b.day || a.row - b.row; }

  // {late: [...], ahead: [...]} of what the filter shows, soonest first.
  function all() {
    const late = [], ahead = [], most = PM.data.dueDays[PM.data.dueDays.length - 1];
    for (let r = 0; r < PM.data.n; r++) {
      if (PM.state.mask[r]) events(r).forEach(function (e) {
        if (e.left >= 0 && e.left <= most) ahead.push(e);
        if (e.left < 0 && e.word === END) late.push(e);
      });
    }
    return { late: late.sort(soonest), ahead: ahead.sort(soonest) };
  }

  function groups(found) {
    const days = PM.data.dueDays, out = [{ word: "已过计划完成时间，没有完成的报告", late: true, list: found.late }];
    days.forEach(function (to, i) {
      const from = i ? days[i - 1] : -1;
      out.push({ word: i ? from + 1 + " 至 " + to + " 天内" : to + " 天内", list: found.ahead.filter(function (e) { return e.left > from && e.left <= to; }) });
    });
    return out;
  }

  function node(e) {
    return B.row(e.row, [e.word + "，工期：" + e.words], PM.dom.span(e.left < 0 ? "b-tag late" : "b-tag", B.daysLeft(e.left)));
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
    panel.appendChild(B.note("按当天有效的计划工期计算；没有写明工期的不在此列。只写到月的，开工按当月第一天、完成按当月最后一天算天数。"));
  }

  PM.due = { all: all };
  PM.boardTabs.due = { draw: draw, count: function () { const f = all(); return f.late.length + f.ahead.length; } };
})(window.PM = window.PM || {});
