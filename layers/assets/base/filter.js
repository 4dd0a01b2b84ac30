/* What a filter means: a spec -> one mask of rows, its counts, and the count each option would give. */
(function (PM) {
  "use strict";

  // One row a facet: what a row of data answers, and how an option's name becomes that answer.
  // `due`, `roads` and `places` are ours (rows of the legend); the others are the written contract.
  const FACETS = {
    plates: { answer: function (r) { return PM.data.plate[r]; }, index: function (v) { return PM.data.plateOf.get(v); } },
    statuses: { answer: function (r) { return PM.now.status[r]; }, index: function (v) { return PM.data.statusOf.get(v); } },
    kinds: { answer: function (r) { return PM.data.kind[r]; }, index: function (v) { return PM.data.kindOf.get(v); } },
    lights: { answer: function (r) { return PM.now.light[r]; }, index: lightIndex },
    due: { answer: function (r) { return PM.now.due[r]; }, index: dueIndex },
    roads: { answer: roadLook, index: roadIndex },
    places: { answer: function (r) { return PM.data.certainty[r]; }, index: function (v) { return PM.data.certaintyOf.get(v); } }
  };
  const NAMES = Object.keys(FACETS);
  const NO_PERIOD = 99, NO_ROAD = -2, NOT_DUE = -1, NO_LIGHT = -1;

  // A road is drawn by its period until completion is reported; otherwise by its status.
  function roadLook(row) {
    if (PM.data.kind[row] !== PM.data.isroad) return NO_ROAD;
    const phase = PM.now.phase[row];
    return phase < 0 || PM.data.phases[phase].code === "done" ? NO_PERIOD : phase;
  }
  function roadIndex(value) { return value === "none" ? NO_PERIOD : PM.data.phaseOf.get(value); }

  function lightIndex(code) {
    const i = PM.data.lightLooks.findIndex(function (look) { return look.code === code; });
    return i < 0 ? undefined : i;
  }

  // What is due, soonest first: overdue, then within so many days and not within fewer.
  function dueCodes() { return ["overdue"].concat(PM.data.dueDays.map(String)); }
  function dueIndex(code) {
    const i = dueCodes().indexOf(code);
    return i < 0 ? undefined : i;
  }
  const AHEAD = ["upcoming", "active", "open"];
  // Of the period of step `i` at a day. Python has decided the phase: what is overdue, done or still ahead.
  function dueAt(i, day) {
    const s = PM.data.steps, phase = i < 0 || s.phase[i] < 0 ? "" : PM.data.phases[s.phase[i]].code;
    if (phase === "overdue") return 0;
    const to = AHEAD.indexOf(phase) < 0 || s.period[i] < 0 ? null : PM.data.periods.to[s.period[i]];
    const bucket = to === null ? -1 : PM.data.dueDays.findIndex(function (days) { return to - day <= days; });
    return bucket < 0 ? NOT_DUE : bucket + 1;
  }

  // What holds of every row at a day: looked up once a date change. `lit` is the entry of `lights`, as `step` is of `steps`;
  // a plate has no light.
  function at(day) {
    const n = PM.data.n, steps = PM.data.steps, lights = PM.data.lights, grey = lightIndex("grey");
    const now = {
      day: day, step: new Int32Array(n), status: new Int16Array(n), phase: new Int16Array(n),
      lit: new Int32Array(n), light: new Int16Array(n), due: new Int8Array(n)
    };
    for (let r = 0; r < n; r++) {
      const i = PM.step(r, day), l = PM.step(r, day, lights);
      now.step[r] = i;
      now.status[r] = i < 0 ? PM.data.unknown : steps.status[i];
      now.phase[r] = i < 0 ? -1 : steps.phase[i];
      now.due[r] = dueAt(i, day);
      now.lit[r] = l;
      now.light[r] = PM.data.kind[r] === PM.data.isplate ? NO_LIGHT : l < 0 ? grey : lights.light[l];
    }
    return now;
  }

  function words(text) {
    return typeof text === "string" ? text.normalize("NFKC").toLowerCase().trim().split(/\s+/).filter(Boolean) : [];
  }

  // Keep what has the right type; everything else does not filter.
  function clean(spec) {
    const out = {};
    if (!spec || typeof spec !== "object") return out;
    NAMES.forEach(function (name) {
      if (Array.isArray(spec[name])) out[name] = spec[name].filter(function (v) { return typeof v === "string"; });
    });
    if (words(spec.text).length) out.text = spec.text;
    const day = PM.days.parse(spec.asOf);
    if (day !== null) out.asOf = PM.days.iso(day);
    return out;
  }

  function textTest(text) {
    const wanted = words(text), hay = PM.data.columns.search;
    return function (row) { return wanted.every(function (w) { return hay[row].indexOf(w) >= 0; }); };
  }

  function tests(spec, except) {
    const list = NAMES.filter(function (name) { return spec[name] && name !== except; }).map(function (name) {
      const facet = FACETS[name], allowed = new Set(spec[name].map(facet.index));
      return function (row) { return allowed.has(facet.answer(row)); };
    });
    if (spec.text) list.push(textTest(spec.text));
    return list;
  }

  function passing(spec, except, visit) {
    const list = tests(spec, except);
    rows: for (let r = 0; r < PM.data.n; r++) {
      for (let i = 0; i < list.length; i++) if (!list[i](r)) continue rows;
      visit(r);
    }
  }

  function mask(spec) {
    const out = new Uint8Array(PM.data.n);
    passing(spec, null, function (r) { out[r] = 1; });
    return out;
  }

  function counts(shownMask) {
    const d = PM.data;
    let shown = 0, located = 0;
    for (let r = 0; r < d.n; r++) if (shownMask[r]) { shown++; if (d.certainty[r] !== d.none) located++; }
    return { shown: shown, located: located, unlocated: shown - located, hidden: d.n - shown, total: d.n };
  }

  // option -> {n, unlocated} for one facet, with all the other filters applied.
  function facetCounts(spec, name) {
    const facet = FACETS[name], tally = new Map();
    passing(spec, name, function (r) {
      const key = facet.answer(r), row = tally.get(key) || { n: 0, unlocated: 0 };
      row.n++;
      if (PM.data.certainty[r] === PM.data.none) row.unlocated++;
      tally.set(key, row);
    });
    return function (option) { return tally.get(facet.index(option)) || { n: 0, unlocated: 0 }; };
  }

  function known(name, value) {
    const index = FACETS[name].index(value);
    return index !== undefined && index !== null;
  }

  function toggled(spec, name, option) {
    const next = Object.assign({}, spec), had = next[name] || [];
    const list = had.indexOf(option) < 0 ? had.concat(option) : had.filter(function (v) { return v !== option; });
    if (list.length) next[name] = list; else delete next[name];
    return next;
  }

  PM.filter = {
    names: NAMES, at: at, clean: clean, mask: mask, counts: counts, facetCounts: facetCounts, toggled: toggled, known: known,
    roadLook: roadLook, noPeriod: NO_PERIOD, dueCodes: dueCodes
  };
})(window.PM = window.PM || {});
