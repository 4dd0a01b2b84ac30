/* Payload -> typed arrays, the step in force at a date, and dates as people read them. */
(function (PM) {
  "use strict";

  const DAY = 86400000;

  function payload() {
    return JSON.parse(document.getElementById("platemap-data").textContent);
  }

  // Mercator in units of the world (0..1): a pixel is world * 256 * 2^zoom.
  function worldX(lon) { return lon / 360 + .5; }
  function worldY(lat) {
    const s = Math.sin(lat * Math.PI / 180);
    return .5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
  }

  function undelta(list, project) {
    const out = new Float64Array(list.length);
    let sum = 0;
    for (let i = 0; i < list.length; i++) { sum += list[i]; out[i] = project(sum / 1e6); }
    return out;
  }

  function absolute(list, project) {
    return Float64Array.from(list, function (v) { return v === null ? NaN : project(v / 1e6); });
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
      type: Uint8Array.from(g.type), parts: Uint32Array.from(g.parts), starts: Uint32Array.from(g.starts),
      x: undelta(g.x, worldX), y: undelta(g.y, worldY), px: absolute(g.px, worldX), py: absolute(g.py, worldY)
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

  function indexOf(list, key) {
    const map = new Map();
    list.forEach(function (item, i) { map.set(key ? item[key] : item, i); });
    return map;
  }

  function decode(p) {
    const data = Object.assign({}, p);
    // An extract says so wherever the subtitle stands.
    if (p.excerpt) data.subtitle = "节选：" + p.excerpt;
    data.geo = geometry(p.geometry);
    data.base = base(p.base);
    data.kind = Uint8Array.from(p.columns.kind);
    data.plate = Uint16Array.from(p.columns.plate);
    data.certainty = Uint8Array.from(p.columns.certainty);
    data.rowOf = indexOf(p.columns.id);
    data.plateOf = indexOf(p.plates, "id");
    data.statusOf = indexOf(p.statuses, "code");
    data.phaseOf = indexOf(p.phases, "code");
    data.kindOf = indexOf(p.kinds, "code");
    data.certaintyOf = indexOf(p.certainties, "code");
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

  // The period in force of a row, at the day shown or at another; null where none is.
  function periodOf(row, day) {
    const d = PM.data, i = day === undefined ? PM.now.step[row] : step(row, day), k = i < 0 ? -1 : d.steps.period[i];
    return k < 0 ? null : { from: d.periods.from[k], to: d.periods.to[k], startBy: d.periods.startBy[k], words: d.periods.words[k] };
  }

  // What counts in sums of a row's amounts at the day shown or another: [measure, number or null], …
  function amountsOf(row, day) {
    const a = PM.data.amounts, i = a ? step(row, day === undefined ? PM.now.day : day, a) : -1;
    return i < 0 ? [] : a.values[i];
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
  PM.amountsOf = amountsOf;
  PM.days = { date: date, iso: iso, chinese: chinese, parse: parse };
})(window.PM = window.PM || {});
