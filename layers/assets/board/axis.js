/* The months of the timeline: from which day to which, and where a day stands, in per cent of its width. */
(function (PM) {
  "use strict";

  const TICKS = 9, STEPS = [1, 2, 3, 6, 12, 24, 60];

  function monthStart(day, by) {
    const d = PM.days.date(day);
    return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + by, 1) / 86400000;
  }
  function months(from, to) { return Math.round((to - from) / 30.44); }

  // Beyond `reach` days around the day shown bars are cut, or one far deadline would press all others together.
  function range(days, reach) {
    const now = PM.now.day, known = days.filter(function (d) { return d !== null; }).concat(now);
    const first = Math.max(now - reach, Math.min.apply(null, known)), last = Math.min(now + reach, Math.max.apply(null, known));
    const from = monthStart(first, 0);
    return { from: from, to: Math.max(monthStart(last, 1), monthStart(from, 6)) };
  }

  function at(r, day) { return Math.max(0, Math.min(100, (day - r.from) / (r.to - r.from) * 100)); }

  // Few enough ticks to be read, on months that divide the year.
  function ticks(r) {
    const n = months(r.from, r.to), step = STEPS.find(function (s) { return n / s <= TICKS; }) || 120, out = [];
    for (let day = r.from; day < r.to; day = monthStart(day, 1)) {
      const d = PM.days.date(day), m = d.getUTCFullYear() * 12 + d.getUTCMonth(), year = d.getUTCMonth() === 0 || !out.length;
      if (m % step === 0) out.push({ left: at(r, day), word: year || step > 6 ? d.getUTCFullYear() + "年" + (d.getUTCMonth() ? d.getUTCMonth() + 1 + "月" : "") : d.getUTCMonth() + 1 + "月" });
    }
    return out;
  }

  // Whether a period ends before the range or begins after it.
  function beside(r, p) { return p.to !== null && p.to < r.from ? "before" : p.from !== null && p.from >= r.to ? "after" : ""; }

  PM.boardAxis = { beside: beside, range: range, at: at, ticks: ticks };
})(window.PM = window.PM || {});
