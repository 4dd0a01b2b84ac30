/* What a filter means: a spec -> one mask of rows, its counts, and the count each option would give. Whole columns at a time. */
(function (PM) {
  "use strict";

  // Columns of one type all: the loops over them are the hot path.
  const fixed = {};
  function still(name) {
    return function () { return (fixed[name] = fixed[name] || Int16Array.from(PM.data[name])); };
  }

  // One row a facet: the column of what each row answers, and how an option's name becomes that answer.
  // `due`, `roads` and `places` are ours (rows of the legend); the others are the written contract.
  const FACETS = {
    plates: { column: still("plate"), index: function (v) { return PM.data.plateOf.get(v); } },
    statuses: { column: function () { return PM.now.status; }, index: function (v) { return PM.data.statusOf.get(v); } },
    kinds: { column: still("kind"), index: function (v) { return PM.data.kindOf.get(v); } },
    lights: { column: function () { return PM.now.light; }, index: lightIndex },
    due: { column: function () { return PM.now.due; }, index: dueIndex },
    roads: { column: function () { return PM.now.road; }, index: roadIndex },
    places: { column: still("certainty"), index: function (v) { return PM.data.certaintyOf.get(v); } }
  };
  const NAMES = Object.keys(FACETS);
  // An answer of none is -1, so an answer's slot in a table is one more; NO_PERIOD is past all phases.
  const NONE = -1, NO_PERIOD = 30, LEAST_SLOTS = 32, TEXT = 1 << NAMES.length;
  const AHEAD = ["upcoming", "active", "open"];
  let text = { key: "", fails: null };

  function roadLook(row) { return PM.now.road[row]; }
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

  // The entry of every row in force at a day, or -1 before the first.
  function stand(table, day, out) {
    const offset = table.offset, days = table.day;
    for (let r = 0, n = out.length; r < n; r++) {
      const first = offset[r], end = offset[r + 1];
      let i = first;
      while (i < end && days[i] <= day) i++;
      out[r] = i > first ? i - 1 : NONE;
    }
  }

  // A road is drawn by its period until completion is reported; otherwise by its status.
  function told(day, now) {
    const d = PM.data, steps = d.steps, kind = d.kind, isroad = d.isroad, done = d.phaseOf.get("done");
    const step = now.step, status = now.status, phase = now.phase, road = now.road;
    stand(steps, day, step);
    const phases = steps.phase, statuses = steps.status, unknown = d.unknown, n = step.length;
    for (let r = 0; r < n; r++) {
      const i = step[r], own = i < 0 ? NONE : phases[i];
      status[r] = i < 0 ? unknown : statuses[i];
      phase[r] = own;
      road[r] = kind[r] !== isroad ? NONE : own < 0 || own === done ? NO_PERIOD : own;
    }
  }
  // A plate has no light.
  function lit(day, now) {
    const kind = PM.data.kind, isplate = PM.data.isplate, grey = lightIndex("grey"), of = PM.data.lights.light, lights = now.lit, light = now.light;
    stand(PM.data.lights, day, lights);
    for (let r = 0; r < lights.length; r++) light[r] = kind[r] === isplate ? NONE : lights[r] < 0 ? grey : of[lights[r]];
  }
  function bucket(left, days) {
    let i = 0;
    while (left > days[i]) i++;
    return i + 1;
  }
  // Python has decided the phase: what is overdue, done or still ahead.
  function due(day, now) {
    const period = PM.data.steps.period, to = PM.data.periods.to, buckets = PM.data.dueDays, most = day + buckets[buckets.length - 1];
    const ahead = PM.data.phases.map(function (p) { return AHEAD.indexOf(p.code) >= 0; }), overdue = PM.data.phaseOf.get("overdue");
    const step = now.step, phase = now.phase, out = now.due;
    for (let r = 0; r < step.length; r++) {
      const own = phase[r], k = own >= 0 && ahead[own] ? period[step[r]] : NONE;
      out[r] = own === overdue ? 0 : k >= 0 && to[k] <= most ? bucket(to[k] - day, buckets) : NONE;
    }
  }

  // What holds of every row at a day: looked up once a date change. `lit` is the entry of `lights`, as `step` is of `steps`.
  // The columns of the date before are written over.
  function at(day, before) {
    const n = PM.data.n, now = Object.assign({}, before || {
      step: new Int32Array(n), status: new Int16Array(n), phase: new Int16Array(n), road: new Int16Array(n),
      lit: new Int32Array(n), light: new Int16Array(n), due: new Int16Array(n)
    }, { day: day });
    [told, lit, due].forEach(function (part) { part(day, now); });
    return now;
  }

  // Keep what has the right type; everything else does not filter.
  function clean(spec) {
    const out = {};
    if (!spec || typeof spec !== "object") return out;
    NAMES.forEach(function (name) {
      if (Array.isArray(spec[name])) out[name] = spec[name].filter(function (v) { return typeof v === "string"; });
    });
    if (PM.haystack.words(spec.text).length) out.text = spec.text;
    const day = PM.days.parse(spec.asOf);
    if (day !== null) out.asOf = PM.days.iso(day);
    return out;
  }

  // Typing and every other filter go over the same texts again and again.
  function textFails(wanted) {
    const key = PM.haystack.words(wanted).join(" ");
    if (text.key !== key) text = { key: key, fails: PM.haystack.lacking(key.split(" "), TEXT) };
    return text.fails;
  }

  function slots() { return Math.max(PM.data.plates.length + 1, LEAST_SLOTS); }
  function mark(bits, column, fails) {
    for (let r = 0; r < bits.length; r++) bits[r] |= fails[column[r] + 1];
  }
  // Of every row which facets fail it, a bit each; 0 is shown.
  function failing(spec) {
    const bits = spec.text ? Uint8Array.from(textFails(spec.text)) : new Uint8Array(PM.data.n);
    NAMES.forEach(function (name, i) {
      if (!spec[name]) return;
      const fails = new Uint8Array(slots()).fill(1 << i);
      spec[name].map(FACETS[name].index).forEach(function (answer) { if (answer !== undefined) fails[answer + 1] = 0; });
      mark(bits, FACETS[name].column(), fails);
    });
    return bits;
  }

  // All that follows for the page: the mask, its counts, and what is shown of each plate and certainty.
  // `plates.lost`: those without a place that are no plates themselves.
  function look(spec) {
    const d = PM.data, n = d.n, bits = failing(spec), mask = new Uint8Array(n), certainties = new Int32Array(d.certainties.length);
    const plates = { n: new Int32Array(d.plates.length), lost: new Int32Array(d.plates.length) };
    for (let r = 0; r < n; r++) {
      if (bits[r]) continue;
      mask[r] = 1;
      plates.n[d.plate[r]]++;
      certainties[d.certainty[r]]++;
      if (d.certainty[r] === d.none && d.kind[r] !== d.isplate) plates.lost[d.plate[r]]++;
    }
    return { bits: bits, mask: mask, plates: plates, certainties: certainties, counts: counted(certainties) };
  }
  function counted(certainties) {
    const shown = certainties.reduce(function (sum, n) { return sum + n; }, 0), unlocated = certainties[PM.data.none];
    return { shown: shown, located: shown - unlocated, unlocated: unlocated, hidden: PM.data.n - shown, total: PM.data.n };
  }

  // How many rows give each answer, and how many of them have no place, by slot; those that fail nothing but `own`.
  function tally(bits, column, own) {
    const all = new Int32Array(slots()), lost = new Int32Array(all.length), certainty = FACETS.places.column(), none = PM.data.none;
    for (let r = 0; r < bits.length; r++) {
      if (bits[r] & ~own) continue;
      all[column[r] + 1]++;
      if (certainty[r] === none) lost[column[r] + 1]++;
    }
    return { all: all, lost: lost };
  }
  function answers(name, found) {
    return function (option) {
      const i = FACETS[name].index(option);
      return i === undefined ? { n: 0, unlocated: 0 } : { n: found.all[i + 1], unlocated: found.lost[i + 1] };
    };
  }
  // option -> {n, unlocated} for one facet, with all the other filters applied.
  function facetCounts(spec, name) {
    const bits = spec === PM.state.spec ? PM.state.bits : failing(spec);
    return answers(name, tally(bits, FACETS[name].column(), 1 << NAMES.indexOf(name)));
  }
  // option -> {n, unlocated} of what is shown.
  function shownCounts(name) { return answers(name, tally(PM.state.bits, FACETS[name].column(), 0)); }

  function known(name, value) { return FACETS[name].index(value) !== undefined; }

  function toggled(spec, name, option) {
    const next = Object.assign({}, spec), had = next[name] || [];
    const list = had.indexOf(option) < 0 ? had.concat(option) : had.filter(function (v) { return v !== option; });
    if (list.length) next[name] = list; else delete next[name];
    return next;
  }

  PM.filter = {
    names: NAMES, at: at, clean: clean, look: look, facetCounts: facetCounts, shownCounts: shownCounts, toggled: toggled,
    known: known, roadLook: roadLook, noPeriod: NO_PERIOD, dueCodes: dueCodes,
    mask: function (spec) { return look(spec).mask; }
  };
})(window.PM = window.PM || {});
