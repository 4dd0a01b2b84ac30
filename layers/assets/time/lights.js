/* The light of a row at the date shown, and what the rules say with it: sentences of Python's table, filled in. */
(function (PM) {
  "use strict";

  // Replaced by a function, so that no text is read as a pattern.
  function filled(sentence, texts) {
    return sentence.replace(/\{(\d+)\}/g, function (_, i) { return texts[i]; });
  }

  // A finding is its rule's number and its texts.
  function sentence(finding) { return filled(PM.data.rules[finding[0]].text, finding.slice(1)); }

  // A plate has none.
  function look(row) { return PM.data.lightLooks[PM.now.light[row]]; }

  // The gravest first. Before anybody spoke there is nothing to judge by.
  function of(row) {
    const i = PM.now.lit[row];
    return { look: look(row), words: i < 0 ? [PM.words.notSaid] : PM.sayings(i).map(sentence) };
  }

  // How many of some rows have each light, in the order of the lights.
  function tally(rows) {
    const n = PM.data.lightLooks.map(function () { return 0; });
    rows.forEach(function (r) { if (PM.now.light[r] >= 0) n[PM.now.light[r]]++; });
    return PM.data.lightLooks.map(function (one, i) { return { look: one, n: n[i] }; });
  }

  PM.lights = { of: of, tally: tally };
})(window.PM = window.PM || {});
