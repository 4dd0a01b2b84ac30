/* The months of the timeline: from which day to which, and where a day stands, in per cent of its width. */
(function (PM) {
  "use strict";

  // What of the axis' width a tick with year and month takes.
  const ROOM = .122;

  // Beyond `reach` days around the day shown bars are cut, or one far deadline would press all others together.
  function range(days, reach) {
    const now = PM.now.day, known = days.filter(function (d) { return d !== null; }).concat(now);
    const first = Math.max(now - reach, Math.min.apply(null, known)), last = Math.min(now + reach, Math.max.apply(null, known));
    const from = PM.months.start(first, 0);
    return { from: from, to: Math.max(PM.months.start(last, 1), PM.months.start(from, 6)) };
  }

  function at(r, day) { return Math.max(0, Math.min(100, (day - r.from) / (r.to - r.from) * 100)); }

  // Few enough ticks to be read.
  function ticks(r) {
    return PM.months.marks(r.from, r.to, 1, ROOM).map(function (m) { return { left: at(r, m.day), word: m.word }; });
  }

  // Whether a period ends before the range or begins after it.
  function beside(r, p) { return p.to !== null && p.to < r.from ? "before" : p.from !== null && p.from >= r.to ? "after" : ""; }

  PM.boardAxis = { beside: beside, range: range, at: at, ticks: ticks };
})(window.PM = window.PM || {});
