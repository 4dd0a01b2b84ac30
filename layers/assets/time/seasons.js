/* What the strip shows of plans: seasons of road works as bars, deadlines of everything else as triangles. */
(function (PM) {
  "use strict";

  // More bars, or triangles nearer to each other than `CLOSE` px, could not be told apart: then a month is one.
  const BAR = { top: 8, height: 17 }, MOST_LANES = 5, MOST_BARS = 40, CLOSE = 11, MONTH = 14;
  const svg = function (t, a, c) { return PM.dom.svg(t, a, c); };

  // Of the periods stated by the date shown, by period: same start and end of roads -> one bar {start, end, n, phases};
  // of everything else that is not done how many end on a day of the axis.
  function seasons(axis) {
    const d = PM.data, now = PM.now, mask = PM.state.mask, period = d.steps.period, from = d.periods.from, to = d.periods.to;
    const bars = new Map(), ends = new Int32Array(axis.to - axis.from), done = d.phaseOf.get("done");
    for (let row = 0; row < d.n; row++) {
      const k = mask[row] && now.step[row] >= 0 ? period[now.step[row]] : -1;
      if (k < 0 || isNaN(to[k])) continue;
      if (d.kind[row] === d.isroad && !isNaN(from[k])) add(bars, from[k], to[k], now.phase[row]);
      else if (now.phase[row] !== done && to[k] >= axis.from && to[k] < axis.to) ends[to[k] - axis.from]++;
    }
    return { bars: Array.from(bars.values()), ends: ends };
  }
  function add(bars, start, end, phase) {
    const key = start + "-" + end;
    if (!bars.has(key)) bars.set(key, { start: start, end: end, n: 0, phases: 0 });
    bars.get(key).n++;
    if (phase >= 0) bars.get(key).phases |= 1 << phase;
  }

  const PHASE_BAR = {
    active: { fill: "#CE4A0A", stroke: "#7C2600", ink: "#FFFFFF" },
    upcoming: { fill: "#FFFFFF", stroke: "#7C2600", ink: "#7C2600", dash: "5 3" },
    overdue: { fill: "#FFFFFF", stroke: "#7C2600", ink: "#7C2600", dash: ".1 5", cap: "round" },
    done: { fill: "#E7EBEF", stroke: "#46515F", ink: "#46515F" }
  };
  // A bar looks like the least finished of its roads.
  function phaseOn(bar) {
    return ["overdue", "active", "upcoming", "done"].find(function (code) { return bar.phases & 1 << PM.data.phaseOf.get(code); });
  }

  // The bar's words stand in its middle, or in the wider part beside the handle: [from, to] of the free part.
  function freePart(axis, left, width) {
    const cut = axis.across(axis.clamp(PM.now.day)) - left;
    if (cut < 0 || cut > width) return [left, left + width];
    return cut > width / 2 ? [left, left + cut - 8] : [left + cut + 8, left + width];
  }

  function barNode(axis, bar, lane, lanes) {
    const look = PHASE_BAR[phaseOn(bar)], h = BAR.height / lanes, y = BAR.top + lane * h, left = axis.across(Math.max(bar.start, axis.from));
    const width = axis.across(Math.min(bar.end + 1, axis.to)) - left, word = "道路整治" + bar.n + "条";
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

  function triangle(axis, at) { return svg("path", { d: "M" + (at - 5) + " " + (axis.y - 8) + "h10l-5 8z", fill: "#16202C" }); }

  // `list`: [{at, word}], left to right; `bars`: what stands there, [from, to] in pixels.
  function deadlines(axis, list, bars) {
    const now = axis.across(axis.clamp(PM.now.day)), taken = list.map(function (e) { return [e.at - 5, e.at + 5, e.at]; }).concat([[now - 5, now + 5]], bars);
    return [].concat.apply([], list.map(function (e) { return [triangle(axis, e.at), wordNode(axis, e.at, e.word, taken)].filter(Boolean); }));
  }
  function byDay(axis, ends) {
    const out = [];
    ends.forEach(function (n, i) { if (n) out.push({ at: axis.across(axis.from + i), word: n + "项到期" }); });
    return out;
  }

  // The months of the axis, each with a sum over its days.
  function monthly(axis, sum) {
    const out = [];
    for (let day = axis.from; day < axis.to; day = PM.months.start(day, 1)) {
      const end = Math.min(axis.to, PM.months.start(day, 1)), n = sum(day, end);
      if (n) out.push({ from: axis.across(day), to: axis.across(end), n: n });
    }
    return out;
  }
  // Too many for signs of their own: columns, a month each, and a word for the highest. `look`: {foot, high, part of the
  // month's width, fill, word, unit, end: whether the word stands at the right}.
  function columns(axis, list, look) {
    if (!list.length) return [];
    const most = Math.max.apply(null, list.map(function (m) { return m.n; })), word = look.word + most + look.unit;
    return list.map(function (m) {
      const wide = (m.to - m.from) * look.part, h = Math.max(1, m.n / most * look.high);
      return svg("rect", { x: (m.from + m.to - wide) / 2, y: look.foot - h, width: wide, height: h, fill: look.fill });
    }).concat(svg("text", { x: beside(axis, PM.wrap.width(word) * 12, look.end), y: axis.y - MONTH - 5, class: "axis-word", text: word }));
  }
  // At one end of the axis, or as near to it as the handle lets.
  function beside(axis, width, end) {
    const now = axis.across(axis.clamp(PM.now.day)), x = end ? axis.width - width : 2;
    return now < x - 8 || now > x + width + 8 ? x : end ? now - width - 10 : now + 10;
  }
  function works(axis, bars) {
    const list = monthly(axis, function (day, end) {
      return bars.reduce(function (sum, b) { return b.start < end && b.end >= day ? sum + b.n : sum; }, 0);
    });
    return columns(axis, list, { foot: axis.y, high: MONTH, part: .86, fill: "#F0C3A6", word: "每月施工道路，最多 ", unit: " 条" });
  }
  function endings(axis, ends) {
    const list = monthly(axis, function (day, end) { return ends.subarray(day - axis.from, end - axis.from).reduce(function (sum, n) { return sum + n; }, 0); });
    return columns(axis, list, { foot: axis.y, high: MONTH, part: .3, fill: "#16202C", end: true, word: "每月到期，最多 ", unit: " 项" });
  }
  function each(axis, bars) {
    const lanes = lanesOf(bars);
    return [].concat.apply([], bars.map(function (b, i) { return barNode(axis, b, lanes.at[i], lanes.n); }));
  }

  // `axis`: {from, to, width, y of its line, across(day), clamp(day)}.
  function parts(axis) {
    const s = seasons(axis), seen = s.bars.filter(function (b) { return b.end >= axis.from && b.start < axis.to; }), days = byDay(axis, s.ends);
    const many = seen.length > MOST_BARS, close = days.length * CLOSE > axis.width;
    const taken = many ? [] : s.bars.map(function (b) { return [axis.across(b.start), axis.across(b.end + 1)]; });
    return (many ? works(axis, seen) : each(axis, s.bars)).concat(close ? endings(axis, s.ends) : deadlines(axis, days, taken));
  }

  PM.seasons = { parts: parts };
})(window.PM = window.PM || {});
