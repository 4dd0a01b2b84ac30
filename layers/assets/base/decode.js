/* Payload -> what the page asks: places on the world, days from what they follow from, a row's entries, and dates as people read them. */
(function (PM) {
  "use strict";

  const DAY = 86400000, OF_STATUS = -2;

  function payload() { return PM.read(PM.packed); }

  // Mercator in units of the world (0..1): a pixel is world * 256 * 2^zoom.
  function worldX(lon) { return lon / 360 + .5; }
  function worldY(lat) {
    const s = Math.sin(lat * Math.PI / 180);
    return .5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
  }

  // Vertices from step to step, each row's from its symbol on.
  function vertices(g, steps, from, project) {
    const out = new Float64Array(steps.length), parts = g.parts, starts = g.starts, n = from.length;
    for (let r = 0; r < n; r++) {
      if (parts[r] === parts[r + 1]) continue;
      let sum = from[r];
      for (let i = starts[parts[r]], end = starts[parts[r + 1]]; i < end; i++) {
        sum += steps[i];
        out[i] = project(sum / 1e6);
      }
    }
    return out;
  }
  function projected(list, project) {
    const out = new Float64Array(list.length);
    for (let i = 0; i < out.length; i++) out[i] = project(list[i] / 1e6);
    return out;
  }

  function pairs(flat) {
    const out = new Float64Array(flat.length);
    for (let i = 0; i < flat.length; i += 2) {
      out[i] = worldX(flat[i] / 1e6);
      out[i + 1] = worldY(flat[i + 1] / 1e6);
    }
    return out;
  }

  function geometry(g) {
    return {
      type: g.type, parts: g.parts, starts: g.starts, x: vertices(g, g.x, g.px, worldX), y: vertices(g, g.y, g.py, worldY),
      px: projected(g.px, worldX), py: projected(g.py, worldY)
    };
  }

  function base(b) {
    return {
      district: b.district.map(pairs),
      roads: b.roads.map(function (r) { return { name: r.name, class: r.class, line: pairs(r.line) }; }),
      stations: b.stations.map(function (s) { return { name: s.name, x: worldX(s.x / 1e6), y: worldY(s.y / 1e6) }; }),
      places: b.places.map(function (p) { return { name: p.name, kind: p.kind, x: worldX(p.x / 1e6), y: worldY(p.y / 1e6) }; })
    };
  }

  // Days of periods are counted from their first one, where that is known.
  function afterFrom(periods, name) {
    const days = periods[name], from = periods.from, n = days.length, out = new Float64Array(n);
    for (let k = 0; k < n; k++) out[k] = isNaN(from[k]) ? days[k] : from[k] + days[k];
    return out;
  }
  // A day stands for itself, or comes so many days after a day of the period in force, or after its end.
  function days(table, periods, of) {
    const anchors = table.anchor, n = anchors.length, out = new Int32Array(n), bases = [null, periods.from, periods.to, periods.startBy], more = [0, 0, 1, 0];
    const owns = table.own, afters = table.after;
    let own = 0, after = 0;
    for (let i = 0; i < n; i++) {
      const anchor = anchors[i];
      out[i] = anchor ? bases[anchor][of[i]] + more[anchor] + afters[after++] : owns[own++];
    }
    return out;
  }
  // The newest evidence of each step.
  function heard(steps, evidence) {
    const day = steps.day, offset = steps.offset, said = evidence.offset, saidDay = evidence.day, out = new Int32Array(day.length), n = offset.length - 1;
    for (let r = 0; r < n; r++) {
      const first = offset[r];
      let e = said[r];
      for (let i = offset[r + 1] - 1; i >= first; i--) {
        while (saidDay[e] > day[i]) e++;
        out[i] = e;
      }
    }
    return out;
  }
  // What a step says is mostly what its evidence does.
  function told(data, name) {
    const apart = data.steps.apart[name], said = data.evidence[name], at = data.steps.heard, out = new Int32Array(at.length);
    for (let i = 0; i < out.length; i++) out[i] = said[at[i]] + apart[i];
    return out;
  }
  // Periods of lights are counted from the last one of their row's steps.
  function periodsOf(lights, steps) {
    const past = lights.period, offset = lights.offset, own = steps.offset, period = steps.period, out = new Int32Array(past.length), n = offset.length - 1;
    for (let r = 0; r < n; r++) {
      const last = own[r + 1] > own[r] ? period[own[r + 1] - 1] : -1;
      for (let i = offset[r], end = offset[r + 1]; i < end; i++) out[i] = last + past[i];
    }
    return out;
  }

  function indexOf(list, key) {
    const map = new Map();
    list.forEach(function (item, i) { map.set(key ? item[key] : item, i); });
    return map;
  }

  // Plates are written short.
  function labels(p) {
    const out = p.columns.name.slice();
    p.plates.forEach(function (plate) { if (plate.row >= 0) out[plate.row] = plate.short; });
    return out;
  }

  // Whatever is long is read when it is first asked for.
  function decode(data) {
    // An extract says so wherever the subtitle stands.
    if (data.excerpt) data.subtitle = "节选：" + data.excerpt;
    data.geo = geometry(data.geometry);
    data.base = base(data.base);
    data.kind = data.columns.kind;
    data.plate = data.columns.plate;
    data.certainty = data.columns.certainty;
    PM.lazy(data, "rowOf", function () { return indexOf(data.columns.id); });
    PM.lazy(data.columns, "label", function () { return labels(data); });
    PM.lazy(data.periods, "to", function () { return afterFrom(data.periods, "lasts"); });
    PM.lazy(data.periods, "startBy", function () { return afterFrom(data.periods, "waits"); });
    PM.lazy(data.steps, "heard", function () { return heard(data.steps, data.evidence); });
    ["status", "unit"].forEach(function (name) {
      PM.lazy(data.steps, name, function () { return told(data, name); });
    });
    PM.lazy(data.steps, "day", function () { return days(data.steps, data.periods, data.steps.period); });
    PM.lazy(data.lights, "day", function () { return days(data.lights, data.periods, periodsOf(data.lights, data.steps)); });
    data.plateOf = indexOf(data.plates, "id");
    data.statusOf = indexOf(data.statuses, "code");
    data.phaseOf = indexOf(data.phases, "code");
    data.kindOf = indexOf(data.kinds, "code");
    data.certaintyOf = indexOf(data.certainties, "code");
    data.none = data.certaintyOf.get("none");
    data.unknown = data.statusOf.get("unknown");
    data.kinds.forEach(function (k, i) { data["is" + k.code] = i; });
    return data;
  }

  // Index of a row's entry in force at a day, or -1 before the first; of its steps, or of another table by days.
  function step(row, day, table) {
    const s = table || PM.data.steps;
    let found = -1;
    for (let i = s.offset[row]; i < s.offset[row + 1] && s.day[i] <= day; i++) found = i;
    return found;
  }

  function known(day) { return isNaN(day) ? null : day; }

  // The period in force of a row, at the day shown or at another; null where none is.
  function periodOf(row, day) {
    const d = PM.data, i = day === undefined ? PM.now.step[row] : step(row, day), k = i < 0 ? -1 : d.steps.period[i];
    return k < 0 ? null : { from: known(d.periods.from[k]), to: known(d.periods.to[k]), startBy: known(d.periods.startBy[k]), words: periodWords(k) };
  }

  // Two days of a period; Python's words stand in the file where these would be others.
  function between(from, to) {
    const year = date(from).getUTCFullYear() + "年", last = chinese(to);
    return chinese(from) + "至" + (last.indexOf(year) === 0 ? last.slice(year.length) : last);
  }
  function periodWords(k) {
    const p = PM.data.periods;
    if (k < 0 || p.words[k] >= 0) return k < 0 ? "" : PM.data.texts[p.words[k]];
    return isNaN(p.from[k]) ? "" : between(p.from[k], p.to[k]);
  }

  // What counts in sums of a row's amounts at the day shown or another: [measure, number or null], …
  function amountsOf(row, day) {
    const a = PM.data.amounts, i = a ? step(row, day === undefined ? PM.now.day : day, a) : -1, out = [];
    if (i < 0) return out;
    for (let n = a.counted[i]; n < a.counted[i + 1]; n++) out.push([a.measure[n], known(a.number[n])]);
    return out;
  }
  // All that is known of them at the day shown: [text, words, note], …
  function amountWords(row) {
    const a = PM.data.amounts, i = a ? step(row, PM.now.day, a) : -1, out = [];
    if (i < 0) return out;
    for (let n = a.said[i]; n < a.said[i + 1]; n++) out.push([a.named[n], text(a.words[n]), text(a.note[n])]);
    return out;
  }

  function text(index) { return index >= 0 ? PM.data.texts[index] : ""; }

  function statusWords(i) {
    const e = PM.data.evidence;
    return e.words[i] === OF_STATUS ? PM.data.statuses[e.status[i]].word : text(e.words[i]);
  }
  function statement(i) {
    const e = PM.data.evidence, unit = text(e.unit[i]);
    return {
      document: e.document[i], section: text(e.section[i]), words: statusWords(i), status: e.status[i], day: e.day[i],
      certainty: text(e.certainty[i]), office: unit && e.inferred[i] ? unit + "（推定）" : unit,
      period: periodWords(e.period[i]) || text(e.said[i]), note: text(e.note[i])
    };
  }
  // What every source said of a row, newest first.
  function evidence(row) {
    const e = PM.data.evidence, out = [];
    for (let i = e.offset[row]; i < e.offset[row + 1]; i++) out.push(statement(i));
    return out;
  }

  // The last row whose entries begin at entry `i` or before, and that has any.
  function rowAt(offset, i) {
    let low = 0, high = offset.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (offset[middle] <= i) low = middle; else high = middle;
    }
    return low;
  }

  // What a row says itself at an entry of its lights, by the numbers of `layers/payload/sayings.py`.
  function ownTexts(i) {
    const d = PM.data, e = d.evidence, day = d.lights.day[i], row = rowAt(d.lights.offset, i), k = step(row, day);
    const period = k < 0 ? -1 : d.steps.period[k];
    let newest = e.offset[row];
    while (newest < e.offset[row + 1] && e.day[newest] > day) newest++;
    return {
      "-1": function () { return ""; },
      "-2": function () { return chinese(d.periods.from[period]); },
      "-3": function () { return chinese(d.periods.to[period]); },
      "-4": function () { return d.documents[e.document[newest]].window; },
      "-5": function () { return "“" + statusWords(newest) + "”"; }
    };
  }
  // What the rules say at an entry of the lights: [rule, text, …], …
  function sayings(i) {
    const s = PM.data.sayings, said = PM.data.lights.said[i], own = ownTexts(i), out = [];
    for (let f = s.offset[said]; f < s.offset[said + 1]; f++) {
      const finding = [s.rule[f]];
      for (let t = s.texts[f]; t < s.texts[f + 1]; t++) finding.push(s.text[t] >= 0 ? text(s.text[t]) : own[s.text[t]]());
      out.push(finding);
    }
    return out;
  }

  function date(day) { return new Date(day * DAY); }
  function iso(day) { return date(day).toISOString().slice(0, 10); }
  function chinese(day) {
    const d = date(day);
    return d.getUTCFullYear() + "年" + (d.getUTCMonth() + 1) + "月" + d.getUTCDate() + "日";
  }
  // A day that nobody could state either is none: the range is the one dates are read in.
  function parse(text) {
    if (typeof text !== "string" || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
    const day = Date.parse(text + "T00:00:00Z") / DAY;
    return isFinite(day) && iso(day) === text && day >= PM.data.range[0] && day <= PM.data.range[1] ? day : null;
  }

  PM.payload = payload;
  // Whole millionths of a degree as a place on the world.
  PM.place = function (lon, lat) { return [worldX(lon / 1e6), worldY(lat / 1e6)]; };
  PM.decode = decode;
  PM.step = step;
  PM.periodOf = periodOf;
  PM.periodWords = periodWords;
  PM.amountsOf = amountsOf;
  PM.amountWords = amountWords;
  PM.evidence = evidence;
  PM.sayings = sayings;
  PM.days = { date: date, iso: iso, chinese: chinese, parse: parse };
})(window.PM = window.PM || {});
