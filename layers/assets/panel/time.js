/* The strip at the map's foot: months, seasons of road works, deadlines and the date that is shown. */
(function (PM) {
  "use strict";

  const BAR = { top: 8, height: 17, axis: 30, text: 47, height0: 54 }, MOST_MONTHS = 18, MOST_LANES = 5;
  const svg = function (t, a, c) { return PM.dom.svg(t, a, c); };
  let axis = null, handle = null, range = null, width = 0;

  function monthStart(day, by) {
    const d = PM.days.date(day);
    return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + by, 1) / 86400000;
  }

  // From the first statement to the last road season or deadline, at most a year and a half on from the
  // data's own date; the document's date is always within reach.
  function span() {
    const d = PM.data, starts = [d.newest, d.asOf], ends = [d.newest, d.asOf];
    d.changes.forEach(function (c) { if (c > d.newest - 200) starts.push(c); });
    const most = monthStart(d.newest, MOST_MONTHS), first = monthStart(Math.min.apply(null, starts), 0);
    d.spans.forEach(function (s) { if (s[2] !== null && s[2] < most) ends.push(s[2]); });
    return { from: first, to: Math.max(monthStart(Math.max.apply(null, ends), 1), monthStart(first, 6)) };
  }

  function x(day) { return (day - range.from) / (range.to - range.from) * range.width; }
  function clamp(day) { return Math.max(range.from, Math.min(range.to - 1, day)); }

  // Same start and end of roads -> one bar; deadlines of everything else -> one triangle a day.
  function seasons() {
    const bars = new Map(), ends = new Map(), d = PM.data;
    d.spans.forEach(function (s) {
      if (!PM.state.mask[s[0]]) return;
      const road = d.kind[s[0]] === d.isroad && s[1] !== null && s[2] !== null;
      const map = road ? bars : ends, key = road ? s[1] + "-" + s[2] : s[2];
      if (!road && s[2] === null) return;
      const row = map.get(key) || { start: s[1], end: s[2], rows: [] };
      row.rows.push(s[0]);
      map.set(key, row);
    });
    return { bars: Array.from(bars.values()), ends: Array.from(ends.values()) };
  }

  function months() {
    const out = [];
    let free = 0;
    for (let day = range.from; day < range.to; day = monthStart(day, 1)) {
      const d = PM.days.date(day), m = d.getUTCMonth() + 1, left = x(day) + 3;
      const word = m === 1 ? d.getUTCFullYear() + "年" : (day === range.from ? d.getUTCFullYear() + "年" : "") + m + "月";
      const wide = Array.from(word).reduce(function (sum, c) { return sum + (c < "~" ? 6.8 : 12); }, 3), nextYear = x(monthStart(day, 13 - m));
      out.push(svg("path", { d: "M" + x(day) + " " + BAR.axis + (m === 1 ? "v8" : "v4"), stroke: "#7D8895" }));
      // January says the year, so its neighbour must leave it room.
      if (left < free || left + wide > range.width || (m > 1 && left + wide > nextYear && nextYear < range.width)) continue;
      out.push(svg("text", { x: left, y: BAR.text, class: m === 1 ? "axis-word year" : "axis-word", text: word }));
      free = left + wide;
    }
    return out;
  }

  const PHASE_BAR = {
    active: { fill: "#CE4A0A", stroke: "#7C2600", ink: "#FFFFFF" },
    upcoming: { fill: "#FFFFFF", stroke: "#7C2600", ink: "#7C2600", dash: "5 3" },
    overdue: { fill: "#FFFFFF", stroke: "#7C2600", ink: "#7C2600", dash: ".1 5", cap: "round" }
  };
  function phaseOn(bar) {
    const codes = bar.rows.map(function (r) { const p = PM.now.phase[r]; return p < 0 ? "" : PM.data.phases[p].code; });
    const found = ["overdue", "active", "upcoming"].find(function (c) { return codes.indexOf(c) >= 0; });
    return found || (PM.now.day < bar.start ? "upcoming" : "active");
  }

  // The bar's words stand in its middle, or in the wider part beside the handle: [from, to] of the free part.
  function freePart(left, width) {
    const cut = x(clamp(PM.now.day)) - left;
    if (cut < 0 || cut > width) return [left, left + width];
    return cut > width / 2 ? [left, left + cut - 8] : [left + cut + 8, left + width];
  }

  function barNode(bar, lane, lanes) {
    const look = PHASE_BAR[phaseOn(bar)], h = BAR.height / lanes, y = BAR.top + lane * h, left = x(Math.max(bar.start, range.from));
    const width = x(Math.min(bar.end + 1, range.to)) - left, word = "道路整治" + bar.rows.length + "条";
    if (width <= 0) return [];
    const rect = svg("rect", {
      x: left, y: y, width: width, height: h - (lanes > 1 ? 1 : 0), rx: 2, fill: look.fill, stroke: look.stroke,
      "stroke-width": look.cap ? 2.6 : 1.5, "stroke-dasharray": look.dash, "stroke-linecap": look.cap
    });
    const free = freePart(left, width);
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

  function deadlines(ends, bars) {
    const out = [];
    let free = -Infinity;
    ends.sort(function (a, b) { return a.end - b.end; }).forEach(function (e) {
      if (e.end < range.from || e.end >= range.to) return;
      const at = x(e.end), word = e.rows.length + "项到期";
      const clash = bars.some(function (b) { return x(b.start) < at + 56 && x(b.end) > at; });
      out.push(svg("path", { d: "M" + (at - 5) + " " + (BAR.axis - 8) + "h10l-5 8z", fill: "#16202C" }));
      if (at <= free || clash || at + 56 >= range.width) return;
      out.push(svg("text", { x: at + 8, y: BAR.axis - 3, class: "axis-word", text: word }));
      free = at + 60;
    });
    return out;
  }

  function draw() {
    range = Object.assign(span(), { width: width });
    if (!width) return;
    const s = seasons(), lanes = lanesOf(s.bars);
    const line = svg("path", { d: "M0 " + BAR.axis + "H" + range.width, stroke: "#7D8895", "stroke-width": 1.5 });
    const bars = [].concat.apply([], s.bars.map(function (b, i) { return barNode(b, lanes.at[i], lanes.n); }));
    const old = axis.querySelector("svg");
    if (old) old.remove();
    const parts = [line].concat(months(), bars, deadlines(s.ends, s.bars));
    axis.insertBefore(svg("svg", { width: range.width, height: BAR.height0, "aria-hidden": "true", focusable: "false" }, parts), handle);
    show();
  }

  // Asking for a width makes the browser lay out the page: once a size, not once a filter.
  function resized() {
    width = axis.clientWidth;
    draw();
  }

  function show() {
    const day = PM.now.day, word = PM.days.chinese(day);
    handle.style.left = x(clamp(day)) + "px";
    handle.setAttribute("aria-valuemin", String(range.from));
    handle.setAttribute("aria-valuemax", String(range.to - 1));
    handle.setAttribute("aria-valuenow", String(clamp(day)));
    handle.setAttribute("aria-valuetext", word);
  }

  function words() {
    const word = PM.days.chinese(PM.now.day), other = PM.now.day !== PM.data.newest;
    PM.dom.byId("strip-day").textContent = word;
    PM.dom.byId("date-short").textContent = PM.days.iso(PM.now.day);
    const note = PM.dom.byId("shown-day");
    note.hidden = !other;
    note.textContent = other ? "现显示 " + word : "";
  }

  function set(day) { PM.store.setDay(clamp(day)); }

  function byMonth(by) {
    const d = PM.days.date(PM.now.day), last = PM.days.date(monthStart(PM.now.day, by + 1) - 1).getUTCDate();
    return monthStart(PM.now.day, by) + Math.min(d.getUTCDate(), last) - 1;
  }

  const KEYS = {
    ArrowLeft: function () { return PM.now.day - 1; }, ArrowRight: function () { return PM.now.day + 1; },
    ArrowDown: function () { return PM.now.day - 1; }, ArrowUp: function () { return PM.now.day + 1; },
    PageDown: function () { return byMonth(-1); }, PageUp: function () { return byMonth(1); },
    Home: function () { return range.from; }, End: function () { return range.to - 1; }
  };

  function drag() {
    let wanted = null, on = false;
    const apply = PM.dom.perFrame(function () { if (wanted !== null && wanted !== PM.now.day) set(wanted); });
    const follow = function (event) {
      const box = axis.getBoundingClientRect();
      wanted = clamp(Math.round(range.from + (event.clientX - box.left) / range.width * (range.to - range.from)));
      apply();
    };
    axis.addEventListener("pointerdown", function (event) {
      on = true;
      axis.setPointerCapture(event.pointerId);
      handle.focus();
      follow(event);
      event.preventDefault();
    });
    axis.addEventListener("pointermove", function (event) { if (on) follow(event); });
    axis.addEventListener("pointerup", function () { on = false; });
    axis.addEventListener("pointercancel", function () { on = false; });
  }

  function start() {
    axis = PM.dom.byId("axis");
    handle = PM.dom.button({ class: "handle", role: "slider", "aria-label": "截至日期（可拖动）" });
    axis.appendChild(handle);
    handle.addEventListener("keydown", function (event) {
      const key = KEYS[event.key];
      if (!key) return;
      event.preventDefault();
      set(key());
    });
    drag();
    window.addEventListener("resize", PM.dom.later(resized, 100));
    PM.on("filter", function () { words(); draw(); });
    PM.on("layout size", resized);
    width = axis.clientWidth;
  }

  PM.time = { start: start };
})(window.PM = window.PM || {});
