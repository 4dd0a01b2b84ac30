/* What is shown, counted by status, phase, light and what is due: the answer of the page's hook. */
(function (PM) {
  "use strict";

  // How many rows shown answer each of the codes; an answer below 0 is none of them.
  function tally(codes, answers) {
    const out = {};
    codes.forEach(function (code) { out[code] = 0; });
    for (let r = 0; r < PM.data.n; r++) if (PM.state.mask[r] && answers[r] >= 0) out[codes[answers[r]]]++;
    return out;
  }

  function codes(rows) { return rows.map(function (row) { return row.code; }); }

  PM.shown = function () {
    const d = PM.data, now = PM.now;
    return {
      asOf: PM.days.iso(now.day),
      statuses: tally(codes(d.statuses), now.status),
      phases: tally(codes(d.phases), now.phase),
      lights: tally(codes(d.lightLooks), now.light),
      due: tally(PM.filter.dueCodes(), now.due)
    };
  };
})(window.PM = window.PM || {});
