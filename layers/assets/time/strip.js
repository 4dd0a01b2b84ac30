/* The strip at the map's foot: months, seasons of road works, deadlines and the date that is shown. */
(function (PM) {
  "use strict";

  const LINE = 30, TEXT = 47, HEIGHT = 54, MOST_MONTHS = 18, WORD_ROOM = 72, BEFORE = 3;
  const svg = function (t, a, c) { return PM.dom.svg(t, a, c); };
  let axis = null, handle = null, back = null, plans = null, home = null, range = null, width = 0, held = null;

  // Every change within a year and a half of the data's own date, either way, and what is planned to end in that
  // time; the document's date is always in it.
  function span() {
    const d = PM.data, least = PM.months.start(d.newest, -MOST_MONTHS), most = PM.months.start(d.newest, MOST_MONTHS);
    let low = Math.min(d.newest, d.asOf), high = Math.max(d.newest, d.asOf);
    const hold = function (day) { low = Math.min(low, day); high = Math.max(high, day); };
    d.changes.forEach(function (c) { if (c >= least && c < most) hold(c); });
    d.periods.to.forEach(function (end) { if (end > d.newest && end < most) hold(end); });
    const first = PM.months.start(low, 0);
    return { from: first, to: Math.max(PM.months.start(high, 1), PM.months.start(first, 6)) };
  }

  // Where the strip stands for a day: at home, or as long a time that holds the day.
  function around(day) {
    if (day >= home.from && day < home.to) return home;
    const from = PM.months.start(day, -BEFORE);
    return { from: from, to: PM.months.start(from, Math.round((home.to - home.from) / 30.44)) };
  }

  function x(day) { return (day - range.from) / (range.to - range.from) * range.width; }
  function clamp(day) { return Math.max(range.from, Math.min(range.to - 1, day)); }

  function months() {
    const out = [];
    for (let day = range.from; day < range.to; day = PM.months.start(day, 1)) {
      out.push(svg("path", { d: "M" + x(day) + " " + LINE + (PM.days.date(day).getUTCMonth() ? "v4" : "v8"), stroke: "#7D8895" }));
    }
    PM.months.marks(range.from, range.to, range.width, WORD_ROOM).forEach(function (m) {
      if (x(m.day) + WORD_ROOM * .7 > range.width) return;
      out.push(svg("text", { x: x(m.day) + 3, y: TEXT, class: m.year ? "axis-word year" : "axis-word", text: m.word }));
    });
    return out;
  }

  // The months stand as long as the width and the time do.
  function ground() {
    const line = svg("path", { d: "M0 " + LINE + "H" + width, stroke: "#7D8895", "stroke-width": 1.5 });
    const old = axis.querySelector("svg");
    if (old) old.remove();
    range.width = width;
    plans = svg("g", {});
    axis.insertBefore(svg("svg", { width: width, height: HEIGHT, "aria-hidden": "true", focusable: "false" }, [line].concat(months(), plans)), handle);
  }

  function draw() {
    if (!width) return;
    const wanted = around(PM.now.day);
    if (wanted.from !== range.from || width !== range.width) {
      range = { from: wanted.from, to: wanted.to };
      ground();
    }
    PM.dom.clear(plans);
    PM.seasons.parts({ from: range.from, to: range.to, width: width, y: LINE, across: x, clamp: clamp }).forEach(function (n) { plans.appendChild(n); });
    show();
  }

  // Asking for a width makes the browser lay out the page: once a size, not once a filter.
  function fit() { width = axis.clientWidth; }
  function resized() {
    fit();
    draw();
  }

  function show() {
    const day = PM.now.day, word = PM.days.chinese(day);
    held = day;
    handle.style.left = x(clamp(day)) + "px";
    handle.setAttribute("aria-valuemin", String(range.from));
    handle.setAttribute("aria-valuemax", String(range.to - 1));
    handle.setAttribute("aria-valuenow", String(clamp(day)));
    handle.setAttribute("aria-valuetext", word);
  }

  function words() {
    const word = PM.days.chinese(PM.now.day), other = PM.now.day !== PM.data.newest;
    PM.dom.byId("strip-day").textContent = word;
    back.hidden = !other;
    PM.dom.byId("date-short").textContent = PM.days.iso(PM.now.day);
    const note = PM.dom.byId("shown-day");
    note.hidden = !other;
    note.textContent = other ? "现显示 " + word : "";
  }

  // The reader's doing: who shows this document in a frame wants to hear of it.
  function set(day) {
    PM.store.setDay(Math.max(PM.data.range[0], Math.min(PM.data.range[1], day)));
    PM.emit("day");
  }
  // The days on which anything changes, however far off.
  function changes() { return PM.data.changes; }

  function byMonth(by) {
    const d = PM.days.date(PM.now.day), last = PM.days.date(PM.months.start(PM.now.day, by + 1) - 1).getUTCDate();
    return PM.months.start(PM.now.day, by) + Math.min(d.getUTCDate(), last) - 1;
  }

  const KEYS = {
    ArrowLeft: function () { return PM.now.day - 1; }, ArrowRight: function () { return PM.now.day + 1; },
    ArrowDown: function () { return PM.now.day - 1; }, ArrowUp: function () { return PM.now.day + 1; },
    PageDown: function () { return byMonth(-1); }, PageUp: function () { return byMonth(1); },
    Home: function () { return home.from; }, End: function () { return home.to - 1; }
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
    back = PM.dom.button({ class: "link", text: "返回", "aria-label": "回到数据截至日期", hidden: "", click: function () { set(PM.data.newest); handle.focus(); } });
    PM.dom.byId("strip-day").parentNode.appendChild(back);
    handle.addEventListener("keydown", function (event) {
      const key = KEYS[event.key];
      if (!key) return;
      event.preventDefault();
      set(key());
    });
    drag();
    window.addEventListener("resize", PM.dom.later(resized, 100));
    // What is in hand keeps step with the map; the words and bars around it follow.
    PM.on("filter", function () { if (width && held !== PM.now.day) show(); });
    [words, draw].forEach(function (part) { PM.after("filter", part); });
    PM.on("layout size", resized);
    home = range = span();
  }

  PM.time = { start: start, fit: fit, set: set, changes: changes, handle: function () { return handle; } };
})(window.PM = window.PM || {});
