/* Stepping through the days on which something changes: back, on, and by itself, about one a second. */
(function (PM) {
  "use strict";

  const PACE = 1000;
  const byId = function (id) { return PM.dom.byId(id); };
  let timer = 0, playing = false, own = false, parts = {};

  // The change before or after the date shown, or undefined.
  function next(by) {
    const days = PM.time.changes(), now = PM.now.day;
    let low = 0, high = days.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (days[mid] < now + (by > 0 ? 1 : 0)) low = mid + 1; else high = mid;
    }
    return by > 0 ? days[low] : days[low - 1];
  }

  // Whether the entry of a row that is in force at a day begins on it; of a light only another colour counts, not other words.
  function told(row, day) {
    const i = PM.now.step[row];
    return i >= 0 && PM.data.steps.day[i] === day;
  }
  function lit(row, day) {
    const i = PM.now.lit[row], lights = PM.data.lights;
    return i >= 0 && lights.day[i] === day && (i === lights.offset[row] || lights.light[i] !== lights.light[i - 1]);
  }
  function paid(row, day) {
    const a = PM.data.amounts, i = a ? PM.step(row, day, a) : -1;
    return i >= 0 && a.day[i] === day;
  }
  function count() {
    const n = PM.data.n, day = PM.now.day, mask = PM.state.mask;
    let found = 0;
    for (let r = 0; r < n; r++) if (mask[r] && (told(r, day) || lit(r, day) || paid(r, day))) found++;
    return found;
  }
  function counted() {
    const n = count();
    return n ? n + " 项有变化" : "";
  }

  function go(day) {
    own = true;
    try { PM.time.set(day); } finally { own = false; }
    PM.dom.afterFrame(say);
  }
  function say() { parts.said.textContent = [PM.days.chinese(PM.now.day), parts.count.textContent].filter(Boolean).join("，"); }
  function step(by) {
    const day = next(by);
    if (day !== undefined) go(day);
    return day !== undefined;
  }

  function wait() {
    if (next(1) === undefined) { stop(true); return; }
    timer = window.setTimeout(function () { step(1); wait(); }, PACE);
  }
  // At the end it begins anew.
  function begin() {
    playing = true;
    if (!step(1) && PM.time.changes().length) go(PM.time.changes()[0]);
    wait();
    update();
  }
  // `tell`: it was the reader, or the end, and not whoever shows this document.
  function stop(tell) {
    if (!playing) return;
    window.clearTimeout(timer);
    playing = false;
    update();
    if (tell) PM.emit("day");
  }
  function toggle() { if (playing) stop(true); else begin(); }
  // With nowhere to step to the date stands where it was played to, and whoever shows this document hears of that.
  function by(way) {
    const played = playing;
    stop(false);
    if (!step(way) && played) PM.emit("day");
  }

  function dim(button, off) { button.setAttribute("aria-disabled", String(off)); }
  function update() {
    const word = playing ? "暂停" : "播放";
    parts.word.textContent = word;
    parts.mark.setAttribute("d", playing ? "M1 0H4V10H1ZM7 0H10V10H7Z" : "M1 0L10 5L1 10Z");
    dim(parts.back, next(-1) === undefined);
    dim(parts.on, next(1) === undefined);
    dim(parts.play, !PM.time.changes().length);
  }
  function tell() { parts.count.textContent = counted(); }

  function arrow(way, word) {
    const d = way < 0 ? "M9 0L0 5L9 10Z" : "M0 0L9 5L0 10Z";
    return PM.dom.button({ class: "play-step", title: word, "aria-label": word, click: function () { by(way); } }, [icon([PM.dom.svg("path", { d: d })])]);
  }
  function icon(children) {
    return PM.dom.svg("svg", { width: 11, height: 10, viewBox: "0 0 11 10", fill: "currentColor", "aria-hidden": "true", focusable: "false" }, children);
  }

  function make() {
    parts = {
      back: arrow(-1, "上一个变化日"), on: arrow(1, "下一个变化日"), mark: PM.dom.svg("path", {}), word: PM.dom.el("span"),
      count: PM.dom.span("play-count", ""), said: PM.dom.el("span", { class: "heard", role: "status", "aria-live": "polite" })
    };
    parts.play = PM.dom.button({ class: "play-go", click: toggle }, [icon([parts.mark]), parts.word]);
    [parts.back, parts.play, parts.on, parts.count, parts.said].forEach(function (node) { byId("play").appendChild(node); });
  }

  const KEYS = {
    "[": function () { by(-1); }, ",": function () { by(-1); }, "]": function () { by(1); }, ".": function () { by(1); }
  };
  function keyed(event) {
    const space = event.key === " " && event.target === PM.time.handle(), key = space ? toggle : KEYS[event.key];
    if (!key || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    key();
  }
  // While it plays, Esc stops it and closes nothing.
  function escaped(event) {
    if (event.key !== "Escape" || !playing) return;
    event.stopImmediatePropagation();
    stop(true);
  }

  function start() {
    make();
    byId("strip").addEventListener("keydown", keyed);
    document.addEventListener("keydown", escaped, true);
    // The date may be in hand before it is another one.
    byId("axis").addEventListener("pointerdown", function () { stop(true); });
    // Whoever takes date or filter in hand stops it.
    PM.on("filter", function () {
      if (!own) stop(!PM.data.embedded);
    });
    [update, tell].forEach(function (part) { PM.after("filter", part); });
  }

  PM.play = { start: start, playing: function () { return playing; } };
})(window.PM = window.PM || {});
