/* What is shown, counted by status, phase, light and what is due: the answer of the page's hook. */
(function (PM) {
  "use strict";

  function codes(rows) { return rows.map(function (row) { return row.code; }); }

  function counts(name, options) {
    const of = PM.filter.shownCounts(name), out = {};
    options.forEach(function (code) { out[code] = of(code).n; });
    return out;
  }

  // By an order of codes, where no facet asks; none is below 0.
  function tally(options, answers) {
    const out = {};
    options.forEach(function (code) { out[code] = 0; });
    for (let r = 0; r < PM.data.n; r++) if (PM.state.mask[r] && answers[r] >= 0) out[options[answers[r]]]++;
    return out;
  }

  PM.shown = function () {
    const d = PM.data;
    return {
      asOf: PM.days.iso(PM.now.day),
      statuses: counts("statuses", codes(d.statuses)),
      phases: tally(codes(d.phases), PM.now.phase),
      lights: counts("lights", codes(d.lightLooks)),
      due: counts("due", PM.filter.dueCodes())
    };
  };
})(window.PM = window.PM || {});
