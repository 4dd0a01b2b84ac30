/* Months on an axis: where they begin, and which of them have room for a word. */
(function (PM) {
  "use strict";

  const STEPS = [1, 3, 6, 12, 24, 60, 120];

  // The first day of the month `by` months on from a day's own.
  function start(day, by) {
    const d = PM.days.date(day);
    return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + by, 1) / 86400000;
  }

  function year(day) { return PM.days.date(day).getUTCFullYear() + "年"; }
  function month(day) { return PM.days.date(day).getUTCMonth() + 1; }

  // January says the year; the first mark says both.
  function word(day, first) {
    const own = month(day) + "月";
    return month(day) === 1 ? year(day) : first ? year(day) + own : own;
  }

  // Marks from `from` to `to` on an axis of some width, at least `room` px apart: [{day, word, year}].
  function marks(from, to, width, room) {
    const each = width / ((to - from) / 30.44), step = STEPS.find(function (s) { return s * each >= room; }) || STEPS[STEPS.length - 1];
    const first = start(from, step < 12 ? -((month(from) - 1) % step) : 1 - month(from)), out = [];
    for (let day = first; day < to; day = start(day, step)) {
      if (day >= from) out.push({ day: day, word: word(day, !out.length), year: month(day) === 1 });
    }
    return out;
  }

  PM.months = { start: start, marks: marks };
})(window.PM = window.PM || {});
