/* The strip at the map's foot: months, seasons of road works, deadlines and the date that is shown. */
(function (PM) {
  "use strict";

  const LINE = 30, TEXT = 47, HEIGHT = 54, MOST_MONTHS = 18;
  const svg = function (t, a, c) { return PM.dom.svg(t, a, c); };
  let axis = null, handle = null, range = null, width = 0;

  // Every change within a year and a half of the data's own date, either way, and what is planned to end in that
  // time; the document's date is always within reach.
  function span() {
    const d = PM.data, least = PM.months.start(d.newest, -MOST_MONTHS), most = PM.months.start(d.newest, MOST_MONTHS), days = [d.newest, d.asOf];
    d.changes.forEach(function (c) { if (c >= least && c < most) days.push(c); });
    d.spans.forEach(function (s) { if (s[2] !== null && s[2] > d.newest && s[2] < most) days.push(s[2]); });
    const first = PM.months.start(Math.min.apply(null, days), 0);
    return { from: first, to: Math.max(PM.months.start(Math.max.apply(null, days), 1), PM.months.start(first, 6)) };
  }

  function x(day) { return (day - range.from) / (range.to - range.from) * range.width; }
  function clamp(day) { return Math.max(range.from, Math.min(range.to - 1, day)); }

  function months() {
    const out = [];
    let free = 0;
    for (let day = range.from; day < range.to; day = PM.months.start(day, 1)) {
      const d = PM.days.date(day), m = d.getUTCMonth() + 1, left = x(day) + 3;
      const word = m === 1 ? d.getUTCFullYear() + "年" : (day === range.from ? d.getUTCFullYear() + "年" : "") + m + "月";
      const wide = Array.from(word).reduce(function (sum, c) { return sum + (c < "~" ? 6.8 : 12); }, 3), nextYear = x(PM.months.start(day, 13 - m));
      out.push(svg("path", { d: "M" + x(day) + " " + LINE + (m === 1 ? "v8" : "v4"), stroke: "#7D8895" }));
      // January says the year, so its neighbour must leave it room.
      if (left < free || left + wide > range.width || (m > 1 && left + wide > nextYear && nextYear < range.width)) continue;
      out.push(svg("text", { x: left, y: TEXT, class: m === 1 ? "axis-word year" : "axis-word", text: word }));
      free = left + wide;
    }
    return out;
  }

  function draw() {
    range.width = width;
    if (!width) return;
    const line = svg("path", { d: "M0 " + LINE + "H" + range.width, stroke: "#7D8895", "stroke-width": 1.5 });
    const plans = PM.seasons.parts({ from: range.from, to: range.to, width: width, y: LINE, across: x, clamp: clamp });
    const old = axis.querySelector("svg");
    if (old) old.remove();
    const parts = [line].concat(months(), plans);
    axis.insertBefore(svg("svg", { width: range.width, height: HEIGHT, "aria-hidden": "true", focusable: "false" }, parts), handle);
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

  // The reader's doing: who shows this document in a frame wants to hear of it.
  function set(day) {
    PM.store.setDay(clamp(day));
    PM.emit("day");
  }
  // The days within reach on which anything changes.
  function changes() { return PM.data.changes.filter(function (c) { return c >= range.from && c < range.to; }); }

  function byMonth(by) {
    const d = PM.days.date(PM.now.day), last = PM.days.date(PM.months.start(PM.now.day, by + 1) - 1).getUTCDate();
    return PM.months.start(PM.now.day, by) + Math.min(d.getUTCDate(), last) - 1;
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
    range = span();
  }

  PM.time = { start: start, set: set, changes: changes, handle: function () { return handle; } };
})(window.PM = window.PM || {});
