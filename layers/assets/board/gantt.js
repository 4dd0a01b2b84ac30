/* 时间线: what has a period on the day shown, planned against reported; of the rest, how many and which. */
(function (PM) {
  "use strict";

  const B = PM.boardParts, A = PM.boardAxis;
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const symbols = new Map();
  const REACHES = [{ value: 10 * 366, word: "全部时间" }, { value: 366, word: "当天前后一年" }, { value: 100, word: "当天前后三个月" }];
  let most = B.most, open = false, reach = REACHES[0].value;

  function plate() { return PM.data.plateOf.has(PM.board.option("gantt", "")) ? PM.data.plateOf.get(PM.board.option("gantt", "")) : -1; }

  function known(day) { return isNaN(day) ? null : day; }

  // Drawn are periods with a day, in their order; others are told in words.
  function drawable(p) { return Boolean(p) && (p.from !== null || p.to !== null) && (p.from === null || p.to === null || p.from <= p.to); }
  function isDrawn(k) {
    const from = k < 0 ? NaN : PM.data.periods.from[k], to = k < 0 ? NaN : PM.data.periods.to[k];
    return !(isNaN(from) && isNaN(to)) && !(from > to);
  }
  function split() {
    const only = plate(), d = PM.data, drawn = [], rest = [];
    for (let r = 0; r < d.n; r++) {
      if (!PM.state.mask[r] || (only >= 0 && d.plate[r] !== only)) continue;
      const i = PM.now.step[r], k = i < 0 ? -1 : d.steps.period[i];
      // A plate's own period is drawn where it has one; that it has none is no gap.
      if (isDrawn(k)) drawn.push({ row: r, k: k });
      else if (d.kind[r] !== d.isplate) rest.push(r);
    }
    return { drawn: byEnds(drawn), rest: rest };
  }
  // What ends first stands first, then what begins first; a period without end stands last.
  function byEnds(list) {
    const p = PM.data.periods, last = PM.data.range[1] + 1;
    const sorted = function (items, day) {
      return Array.from(B.inOrder(items, Int32Array.from(items, day)), function (i) { return items[i]; });
    };
    const begun = sorted(list, function (item) { return isNaN(p.from[item.k]) ? 0 : p.from[item.k]; });
    return sorted(begun, function (item) { return isNaN(p.to[item.k]) ? last : p.to[item.k]; });
  }

  // The period that was in force before the present one, if another was stated.
  function earlier(row, now) {
    const s = PM.data.steps, p = PM.data.periods;
    for (let i = PM.now.step[row] - 1; i >= s.offset[row]; i--) {
      const k = s.period[i];
      if (k >= 0 && PM.periodWords(k) !== now.words) return { from: known(p.from[k]), to: known(p.to[k]), words: PM.periodWords(k) };
    }
    return null;
  }

  // When that was said which counts from a day on: the newest entry of the day stands first.
  function when(row, day) {
    return PM.words.when(PM.evidence(row).find(function (e) { return e.day <= day; }));
  }

  // Days on which another status was reported, up to the day shown; what could not be read in between is no change.
  function reports(row) {
    const s = PM.data.steps, out = [];
    let before = PM.data.unknown;
    for (let i = s.offset[row]; i <= PM.now.step[row]; i++) {
      if (s.status[i] === before || s.status[i] === PM.data.unknown) continue;
      before = s.status[i];
      out.push({ day: s.day[i], when: when(row, s.day[i]), status: PM.data.statuses[before] });
    }
    return out;
  }

  // An end nobody stated fades out.
  function bar(className, r, p, look) {
    const out = A.beside(r, p);
    if (out) return className === "g-was" ? null : el("span", { class: "g-out " + out, text: out === "before" ? "◂ 更早" : "更晚 ▸" });
    const left = p.from === null ? 0 : A.at(r, p.from), right = p.to === null ? 100 : A.at(r, p.to + 1);
    const node = el("span", { class: className + (p.from === null ? " open-from" : "") + (p.to === null ? " open-to" : "") });
    node.style.left = left + "%";
    node.style.width = Math.max(.4, right - left) + "%";
    if (look) { node.style.setProperty("--face", look.face); node.style.borderColor = look.ink; }
    return node;
  }

  // Made once a status, then copied.
  function symbol(status) {
    const f = { status: status, certainty: "none", park: false, road: false, phase: null, late: false, light: null };
    if (!symbols.has(status.code)) symbols.set(status.code, PM.symbols.svg(PM.symbols.point(f, 5.4), 16, 16));
    return symbols.get(status.code).cloneNode(true);
  }
  function mark(r, report) {
    const node = el("span", { class: "g-mark", title: report.when + "报告：" + report.status.word }, [symbol(report.status)]);
    node.style.left = A.at(r, report.day) + "%";
    return node;
  }

  function rowNode(r, row) {
    const item = { row: row, period: PM.periodOf(row) }, was = earlier(row, item.period), look = PM.data.statuses[PM.now.status[item.row]];
    const phase = PM.data.phases[PM.now.phase[item.row]], late = phase && phase.code === "overdue" ? " late" : "";
    const track = el("span", { class: "g-track" }, [was && drawable(was) ? bar("g-was", r, was, null) : null, bar("g-bar" + late, r, item.period, look)]
      .concat(reports(item.row).filter(function (x) { return x.day >= r.from && x.day < r.to; }).map(function (x) { return mark(r, x); })));
    const name = PM.words.cell("name", item.row), words = item.period.words + (was ? "（原 " + was.words + "）" : "");
    const text = el("span", { class: "g-text" }, [el("span", { class: "g-name", text: name, title: name }), el("span", { class: "g-words", text: words, title: words })]);
    return PM.dom.button({ class: "g-row", "data-row": item.row, "data-key": "row" + item.row }, [text, track]);
  }

  function tick(t) {
    const node = el("span", { class: "g-tick", text: t.word });
    node.style.left = t.left + "%";
    return node;
  }
  function upright(className, left) {
    const node = el("span", { class: className });
    node.style.left = left + "%";
    return node;
  }

  function chart(drawn) {
    const days = [], p = PM.data.periods;
    drawn.slice(0, most).forEach(function (i) { days.push(known(p.from[i.k]), known(p.to[i.k])); });
    const r = A.range(days, reach), ticks = A.ticks(r);
    const lines = el("div", { class: "g-lines", "aria-hidden": "true" }, ticks.map(function (t) { return upright("g-line", t.left); }).concat(upright("g-now", A.at(r, PM.now.day))));
    const axis = el("div", { class: "g-axis", "aria-hidden": "true" }, [el("span", { class: "g-ticks" }, ticks.map(tick))]);
    const more = function () { most += B.most; PM.board.draw(); };
    return el("div", { class: "g" }, [axis, el("div", { class: "g-rows" }, [lines].concat(B.capped(drawn, most, function (item) { return rowNode(r, item.row); }, more)))]);
  }

  function key() {
    const sample = function (className, word) { return el("li", {}, [el("span", { class: "g-sample" }, [el("span", { class: className })]), el("span", { text: word })]); };
    return el("ul", { class: "g-key" }, [sample("g-bar", "计划工期（颜色为当天状态）"), sample("g-bar late", "已过计划完成时间，没有完成的报告"), sample("g-bar open-from", "只知一端"), sample("g-was", "早先所说的工期"),
      sample("g-now", "截至日期"), el("li", {}, [el("span", { class: "g-dot" }), el("span", { text: "符号：首次报告该状态" })])]);
  }

  function undated(row) {
    const period = PM.periodOf(row), words = period ? period.words : "";
    return B.row(row, [words ? "原文：" + words : PM.words.second(row)], null);
  }
  function restPart(rest) {
    if (!rest.length) return null;
    const toggle = PM.dom.button({ class: "link", "data-key": "rest", "aria-expanded": String(open), text: open ? "收起" : "列出", click: function () { open = !open; PM.board.draw(); } });
    const head = el("h3", { class: "b-head" }, [el("span", { text: "到这一天没有读得出的工期" }), el("b", { text: rest.length + " 项" }), toggle]);
    const more = function () { most += B.most; PM.board.draw(); };
    const rows = open ? B.capped(rest, most, undated, more) : [];
    return el("section", { class: "b-group" }, [head].concat(rows));
  }

  function draw(panel) {
    const found = split(), options = [{ value: "", word: "全部板块" }].concat(PM.data.plates.map(function (p) { return { value: p.id, word: p.name }; }));
    const now = plate() < 0 ? "" : PM.data.plates[plate()].id;
    const pick = function (v) { most = B.most; PM.board.setOption("gantt", v); };
    const span = function (v) { reach = Number(v); PM.board.draw(); };
    panel.appendChild(el("div", { class: "g-head" }, [B.menu("哪个板块", options, now, pick), B.menu("多长时间", REACHES, reach, span), key()]));
    panel.appendChild(found.drawn.length ? chart(found.drawn) : B.message("到这一天，这里的内容都没有读得出的工期。"));
    const rest = restPart(found.rest);
    if (rest) panel.appendChild(rest);
  }

  PM.boardTabs.gantt = { draw: draw };
})(window.PM = window.PM || {});
