/* What the strip shows of plans: seasons of road works as bars, deadlines of everything else as triangles. */
(function (PM) {
  "use strict";

  const BAR = { top: 8, height: 17 }, MOST_LANES = 5;
  const svg = function (t, a, c) { return PM.dom.svg(t, a, c); };

  function phaseOf(row) {
    const i = PM.now.phase[row];
    return i < 0 ? "" : PM.data.phases[i].code;
  }

  // Of the periods stated by the date shown: same start and end of roads -> one bar; deadlines of everything else
  // that is not done -> one triangle a day.
  function seasons() {
    const bars = new Map(), ends = new Map(), d = PM.data;
    for (let row = 0; row < d.n; row++) {
      const p = PM.state.mask[row] ? PM.periodOf(row) : null, road = p && d.kind[row] === d.isroad && p.from !== null;
      if (!p || p.to === null || (!road && phaseOf(row) === "done")) continue;
      const map = road ? bars : ends, key = road ? p.from + "-" + p.to : p.to, one = map.get(key) || { start: p.from, end: p.to, rows: [] };
      one.rows.push(row);
      map.set(key, one);
    }
    return { bars: Array.from(bars.values()), ends: Array.from(ends.values()) };
  }

  const PHASE_BAR = {
    active: { fill: "#CE4A0A", stroke: "#7C2600", ink: "#FFFFFF" },
    upcoming: { fill: "#FFFFFF", stroke: "#7C2600", ink: "#7C2600", dash: "5 3" },
    overdue: { fill: "#FFFFFF", stroke: "#7C2600", ink: "#7C2600", dash: ".1 5", cap: "round" },
    done: { fill: "#E7EBEF", stroke: "#46515F", ink: "#46515F" }
  };
  // A bar looks like the least finished of its roads.
  function phaseOn(bar) {
    const codes = bar.rows.map(phaseOf);
    return ["overdue", "active", "upcoming", "done"].find(function (c) { return codes.indexOf(c) >= 0; });
  }

  // The bar's words stand in its middle, or in the wider part beside the handle: [from, to] of the free part.
  function freePart(axis, left, width) {
    const cut = axis.across(axis.clamp(PM.now.day)) - left;
    if (cut < 0 || cut > width) return [left, left + width];
    return cut > width / 2 ? [left, left + cut - 8] : [left + cut + 8, left + width];
  }

  function barNode(axis, bar, lane, lanes) {
    const look = PHASE_BAR[phaseOn(bar)], h = BAR.height / lanes, y = BAR.top + lane * h, left = axis.across(Math.max(bar.start, axis.from));
    const width = axis.across(Math.min(bar.end + 1, axis.to)) - left, word = "道路整治" + bar.rows.length + "条";
    if (width <= 0) return [];
    const rect = svg("rect", {
      x: left, y: y, width: width, height: h - (lanes > 1 ? 1 : 0), rx: 2, fill: look.fill, stroke: look.stroke,
      "stroke-width": look.cap ? 2.6 : 1.5, "stroke-dasharray": look.dash, "stroke-linecap": look.cap
    });
    const free = freePart(axis, left, width);
    const text = svg("text", { x: (free[0] + free[1]) / 2, y: y + h / 2 + 4.5, class: "axis-bar", fill: look.ink, text: word });
    return lanes === 1 && free[1] - free[0] > 84 ? [rect, text] : [rect];
  }

  function lanesOf(bars) {
    const ends = [];
    bars.sort(function (a, b) { return a.start - b.start; });
    const at = bars.map(function (b) {
      let lane = ends.findIndex(function (e) { return e < b.start; });
      // What finds no lane of its own shares the last: thinner bars could not be seen.
      if (lane < 0) lane = Math.min(ends.length, MOST_LANES - 1);
      ends[lane] = Math.max(b.end, ends[lane] || b.end);
      return lane;
    });
    return { at: at, n: Math.max(1, ends.length) };
  }

  // Right of its triangle a deadline says how many, or left of it, or nothing where there is no room.
  // `taken`: [from, to, and of a triangle where it stands] of all that words must keep clear of.
  function wordNode(axis, at, word, taken) {
    const width = PM.wrap.width(word) * 12, left = [at + 8, at - 8 - width].find(function (x) {
      return x >= 0 && x + width <= axis.width && taken.every(function (t) { return t[2] === at || t[1] + 8 <= x || t[0] - 8 >= x + width; });
    });
    if (left === undefined) return null;
    taken.push([left, left + width]);
    return svg("text", { x: left, y: axis.y - 3, class: "axis-word", text: word });
  }

  function deadlines(axis, ends, bars) {
    const list = ends.filter(function (e) { return e.end >= axis.from && e.end < axis.to; }).sort(function (a, b) { return a.end - b.end; });
    const around = function (day) { const at = axis.across(day); return [at - 5, at + 5, at]; };
    const taken = list.map(function (e) { return around(e.end); }).concat([around(axis.clamp(PM.now.day)).slice(0, 2)], bars.map(function (b) { return [axis.across(b.start), axis.across(b.end + 1)]; }));
    return [].concat.apply([], list.map(function (e) {
      const at = axis.across(e.end), mark = svg("path", { d: "M" + (at - 5) + " " + (axis.y - 8) + "h10l-5 8z", fill: "#16202C" });
      return [mark, wordNode(axis, at, e.rows.length + "项到期", taken)].filter(Boolean);
    }));
  }

  // `axis`: {from, to, width, y of its line, across(day), clamp(day)}.
  function parts(axis) {
    const s = seasons(), lanes = lanesOf(s.bars);
    const bars = [].concat.apply([], s.bars.map(function (b, i) { return barNode(axis, b, lanes.at[i], lanes.n); }));
    return bars.concat(deadlines(axis, s.ends, s.bars));
  }

  PM.seasons = { parts: parts };
})(window.PM = window.PM || {});
