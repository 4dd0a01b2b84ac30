/* A feature's time in its card: each period that was stated, where its sources spoke, and the date shown. */
(function (PM) {
  "use strict";

  const T = { word: 13, bar: 10, lane: 30, reports: 22, axis: 20, edge: 9, least: 200, most: 4, room: 40, mark: 5, em: 12 };
  const DASH = 8, GAP = 4, DASHES = 9;
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const svg = function (t, a, c) { return PM.dom.svg(t, a, c); };

  function known(day) { return isNaN(day) ? null : day; }

  // The periods in the order they were stated, up to the date shown: the last one is in force.
  function stated(row) {
    const s = PM.data.steps, p = PM.data.periods, out = [];
    for (let i = s.offset[row]; i < s.offset[row + 1] && s.day[i] <= PM.now.day; i++) {
      const k = s.period[i];
      if (k < 0) continue;
      const last = out[out.length - 1], next = { from: known(p.from[k]), to: known(p.to[k]), words: PM.periodWords(k), slip: s.slip[i] };
      if (!last || ["from", "to", "words"].some(function (part) { return last[part] !== next[part]; })) out.push(next);
    }
    return out;
  }

  // Where a source stated a status, up to the date shown, the oldest first; of one day what was written last, which
  // stands first in the evidence.
  function reports(row) {
    const found = new Map();
    PM.evidence(row).forEach(function (e) {
      if (e.day <= PM.now.day && e.status !== PM.data.unknown && !found.has(e.day)) found.set(e.day, { day: e.day, when: PM.words.when(e), status: PM.data.statuses[e.status] });
    });
    return Array.from(found.values()).sort(function (a, b) { return a.day - b.day; });
  }

  // Later than first planned, by so many days; nothing where that is not known, or an end is only told more finely.
  function slip(list) {
    const by = list[list.length - 1].slip;
    return by ? "比最初计划" + (by > 0 ? "推迟 " : "提前 ") + Math.abs(by) + " 天" : "";
  }
  function name(list, i) {
    return list.length === 1 ? "计划" : i === list.length - 1 ? "现计划" : i ? "曾计划" : "原计划";
  }
  function said(list, told) {
    const last = told[told.length - 1];
    return list.map(function (p, i) { return name(list, i) + " " + p.words; }).concat(
      list.length ? slip(list) : "没有说明计划工期",
      last ? last.when + "所报：" + last.status.word : "没有状态的报告"
    ).filter(Boolean);
  }

  // What the axis holds, with a little room.
  function scale(list, told, width) {
    const days = [PM.now.day].concat(told.map(function (t) { return t.day; }));
    list.forEach(function (p) { [p.from, p.to].forEach(function (d) { if (d !== null) days.push(d); }); });
    const low = Math.min.apply(null, days), high = Math.max.apply(null, days) + 1, more = Math.max(T.least - (high - low), (high - low) * .08) / 2;
    return { from: low - more, to: high + more, width: width, across: function (day) { return (day - low + more) / (high - low + 2 * more) * width; } };
  }

  function num(v) { return Math.round(v * 10) / 10; }

  // An end nobody stated: dashes that fade away from the end that is known.
  function fading(at, way, y, look) {
    const out = [svg("path", { d: "M" + num(at) + " " + (y - 2) + "v" + (T.bar + 4), stroke: look.stroke, "stroke-width": 2 })];
    for (let i = 0; i < DASHES; i++) {
      const x = at + way * (i * (DASH + GAP) + 2) - (way < 0 ? DASH : 0);
      out.push(svg("rect", { x: num(x), y: y + 1, width: DASH, height: T.bar - 2, fill: look.mark, opacity: num(1 - i / DASHES) }));
    }
    return out;
  }
  function bar(p, y, axis, look) {
    // Words that name no day (近期) are told, not drawn.
    if (p.from === null && p.to === null) return [];
    if (p.from === null || p.to === null) return fading(axis.across(p.to === null ? p.from : p.to + 1), p.to === null ? 1 : -1, y, look);
    const left = axis.across(p.from), width = Math.max(3, axis.across(p.to + 1) - left);
    return [svg("rect", { x: num(left), y: y, width: num(width), height: T.bar, rx: 2, fill: look.fill, stroke: look.stroke, "stroke-width": 1.4, "stroke-dasharray": look.dash })];
  }

  function looks(row) {
    const s = PM.symbols.face(row).status;
    return { now: { fill: s.face, stroke: s.ink, mark: s.ink, dash: null }, before: { fill: "#FFFFFF", stroke: "#7D8895", mark: "#7D8895", dash: "4 3" } };
  }

  // What is cut here stands in full below the picture.
  function fitted(text, width) {
    const room = width / T.em;
    let end = text.length;
    while (end && PM.wrap.width(text.slice(0, end)) + (end < text.length ? 1 : 0) > room) end--;
    return end < text.length ? text.slice(0, end) + "…" : text;
  }

  function lane(list, i, top, axis, look) {
    const last = i === list.length - 1;
    return [svg("text", { x: 0, y: top + T.word - 2, class: last ? "axis-word now" : "axis-word", text: fitted(name(list, i) + " " + list[i].words, axis.width) })]
      .concat(bar(list[i], top + T.word + 3, axis, last ? look.now : look.before));
  }

  function mark(report, y, axis) {
    const f = { status: report.status, certainty: "exact", park: false, road: false, phase: null, late: false, light: null };
    return svg("g", { transform: "translate(" + num(axis.across(report.day)) + " " + y + ")" }, [PM.symbols.svgGroup(PM.symbols.point(f, T.mark))]);
  }
  function reported(told, top, axis) {
    const y = top + T.reports / 2, line = svg("path", { d: "M0 " + y + "H" + axis.width, stroke: "#D5DBE2" });
    return told.length ? [line].concat(told.map(function (t) { return mark(t, y, axis); })) : [];
  }

  function months(top, axis) {
    const out = [svg("path", { d: "M0 " + top + "H" + axis.width, stroke: "#7D8895", "stroke-width": 1.5 })];
    let free = 0;
    PM.months.marks(axis.from, axis.to, axis.width, T.room).forEach(function (m) {
      const x = num(axis.across(m.day)), end = x + 6 + PM.wrap.width(m.word) * T.em;
      out.push(svg("path", { d: "M" + x + " " + top + "v4", stroke: "#7D8895" }));
      if (x < free || end > axis.width) return;
      out.push(svg("text", { x: x + 2, y: top + 15, class: m.year ? "axis-word now" : "axis-word", text: m.word }));
      free = end;
    });
    return out;
  }

  // Of many periods the first and the last ones.
  function kept(list) { return list.length <= T.most ? list : list.slice(0, 1).concat(list.slice(1 - T.most)); }

  function picture(row, all, told, width, words) {
    const list = kept(all), axis = scale(list, told, width), look = looks(row), lanes = list.length * T.lane;
    const foot = lanes + (told.length ? T.reports : 0), x = num(axis.across(PM.now.day));
    const parts = [].concat.apply([], list.map(function (p, i) { return lane(list, i, i * T.lane, axis, look); }));
    // Past the words of each lane.
    const pieces = list.map(function (_, i) { return "M" + x + " " + (i * T.lane + T.word + 1) + "V" + (i + 1) * T.lane; });
    const now = svg("path", { d: pieces.join("") + "M" + x + " " + lanes + "V" + (foot + 4), class: "timeline-now" });
    return svg("svg", { class: "timeline", role: "img", "aria-label": words.join("；"), width: width, height: foot + T.axis, viewBox: [0, 0, width, foot + T.axis].join(" ") },
      parts.concat(now, reported(told, lanes, axis), months(foot, axis)));
  }

  function part(row) {
    const list = stated(row), told = reports(row), head = el("h3", { text: "时间线" });
    if (PM.data.kind[row] === PM.data.isplate && !list.length) return null;
    if (!list.length && !told.length) return el("section", { class: "card-part" }, [head, el("p", { class: "missing", text: PM.now.step[row] < 0 ? PM.words.notSaid : "没有说明计划工期和状态" })]);
    const words = said(list, told), width = Math.max(T.least, PM.dom.byId("right").clientWidth - 4 * T.edge);
    return el("section", { class: "card-part" }, [
      head, picture(row, list, told, width, words), el("p", { class: "timeline-words", text: words.join("；") }),
      el("p", { class: "timeline-note", text: "蓝线是 " + PM.days.chinese(PM.now.day) + (told.length ? "，符号是来源所报的状态" : "") })
    ]);
  }

  PM.timeline = { part: part };
})(window.PM = window.PM || {});
