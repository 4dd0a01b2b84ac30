/* The legend is the filter: every row carries its symbol, word, count and toggle. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  // From so many on numbers are too long for the usual columns.
  const MANY = 10000;
  const rows = [], sections = [];

  function status(code) { return PM.data.statuses[PM.data.statusOf.get(code)] || PM.data.statuses[0]; }
  function face(code, more) {
    return Object.assign({ status: status(code), certainty: "exact", park: false, road: false, phase: null, late: false }, more);
  }
  function pointSvg(f, r) { return PM.symbols.svg(PM.symbols.point(f, r), 26, 22); }
  function roadSvg(f) { return PM.symbols.roadSwatch(f, 26, .85); }

  function plateSvg(p) {
    const dash = p.id === "none" || p.outline === "official" ? null : p.outline === "anchor" || p.outline === "none" ? "1.6 2.4" : "5 3";
    return PM.dom.svg("svg", { width: 26, height: 16, viewBox: "0 0 26 16", "aria-hidden": "true", focusable: "false" }, [
      PM.dom.svg("rect", {
        x: 1.5, y: 1.5, width: 22, height: 13, rx: 2, fill: p.tint, stroke: p.edge, "stroke-width": 1.5, "stroke-dasharray": dash
      })]);
  }

  function lostSvg() {
    const box = "M-5.5 -5.5L5.5 -5.5L5.5 5.5L-5.5 5.5Z";
    const line = { stroke: "#8A4B00", width: 1.3 };
    return PM.symbols.svg([Object.assign({ d: box, fill: "#FFF4DF" }, line), Object.assign({ d: "M-5.5 5.5L5.5 -5.5" }, line)], 26, 22);
  }

  const KIND_SVG = {
    plate: function () { return plateSvg(PM.data.plates[0]); },
    project: function () { return pointSvg(face("building"), 6); },
    road: function () { return roadSvg(face("building", { road: true })); },
    park: function () { return pointSvg(face("building", { park: true }), 5.6); },
    site: function () { return pointSvg(face("existing"), 7); }
  };

  function statusOptions() {
    return PM.data.statuses.map(function (s) {
      return { value: s.code, word: s.word, rare: s.code === "unknown", svg: function () { return pointSvg(face(s.code), 6); } };
    });
  }
  function plateOptions() {
    return PM.data.plates.map(function (p) {
      return { value: p.id, word: p.short || p.name, lost: true, svg: function () { return plateSvg(p); } };
    });
  }
  function roadOptions() {
    const words = { open: "限期前（只有截止时间）" };
    const phases = PM.data.phases.filter(function (p) { return p.code !== "done"; }).map(function (p) {
      const svg = function () { return roadSvg(face("building", { road: true, phase: p.code })); };
      return { value: p.code, word: words[p.code] || p.word, rare: p.code === "open" || p.code === "overdue", svg: svg };
    });
    const order = ["active", "upcoming", "open", "overdue"];
    phases.sort(function (a, b) { return order.indexOf(a.value) - order.indexOf(b.value); });
    return phases.concat({ value: "none", word: "未定工期，按状态着色", svg: function () { return roadSvg(face("advancing", { road: true })); } });
  }
  function lightOptions() {
    return PM.data.lightLooks.map(function (look) {
      return { value: look.code, word: look.word, svg: function () { return PM.symbols.svg(PM.signs.light(look, [0, 0], 1.2), 26, 22); } };
    });
  }
  // From the day after the bucket before to the last of this one.
  function dueWord(days, i) {
    return i ? PM.data.dueDays[i - 1] + 1 + "–" + days + "天" : days + "天内";
  }
  function lateSvg() { return PM.symbols.svg(PM.symbols.point(face("building"), 5.4).concat(PM.signs.badge(5.4)), 26, 22); }
  function dueOptions() {
    const late = PM.data.phases[PM.data.phaseOf.get("overdue")];
    return [{ value: late.code, word: late.word, rare: true, svg: lateSvg, size: "whole" }].concat(PM.data.dueDays.map(function (days, i) {
      return { value: String(days), word: dueWord(days, i), full: dueWord(days, i) + "到期", rare: true, size: "third", beside: true };
    }));
  }
  // With grey alone there is no light to tell apart.
  let told = null;
  function anyLight() {
    const grey = PM.data.lightLooks.findIndex(function (look) { return look.code === "grey"; });
    if (told === null) told = PM.data.lights.light.some(function (light) { return light !== grey; });
    return told;
  }

  function kindOptions() {
    const order = ["project", "road", "park", "site", "plate"];
    return PM.data.kinds.slice().sort(function (a, b) { return order.indexOf(a.code) - order.indexOf(b.code); }).map(function (k) {
      return { value: k.code, word: k.word, svg: KIND_SVG[k.code] || KIND_SVG.project };
    });
  }
  function placeOptions() {
    return PM.data.certainties.map(function (c) {
      const svg = function () { return pointSvg(face("building", { certainty: c.code }), 6); };
      return { value: c.code, word: c.word, svg: c.code === "none" ? lostSvg : svg };
    });
  }

  // Said only while an outline is drawn that is no official one.
  function outlineHint() {
    const plates = PM.data.plates.filter(function (p) { return p.row >= 0; });
    return plates.some(function (p) { return p.outline !== "official"; }) ? "虚线为示意范围" : "";
  }

  const SECTIONS = [
    { title: "状态", columns: "two", facets: [{ name: "statuses", options: statusOptions }] },
    { title: "进度", hint: "天数为距计划完成的天数", columns: "two", facets: [{ name: "lights", options: lightOptions, wanted: anyLight }, { name: "due", options: dueOptions }] },
    { title: "板块", hint: outlineHint, facets: [{ name: "plates", options: plateOptions }] },
    { title: "道路", hint: "有计划工期的按工期绘制", facets: [{ name: "roads", options: roadOptions }] },
    { title: "类别与位置", columns: "two", facets: [{ name: "kinds", options: kindOptions }, { name: "places", options: placeOptions }] }
  ];

  function row(name, option) {
    const count = el("span", { class: "opt-n" }), lost = option.lost ? el("span", { class: "opt-lost" }) : null;
    const click = function () { PM.store.toggle(name, option.value); }, svg = option.svg && el("span", { class: "opt-svg" }, [option.svg()]);
    const word = el("span", { class: "opt-word", text: option.word, title: option.full || option.word });
    const node = PM.dom.button({ class: ["opt", option.size].filter(Boolean).join(" "), "aria-pressed": "false", click: click }, [svg, word, lost, count]);
    rows.push({ name: name, option: option, node: node, count: count, lost: lost });
    return node;
  }

  function section(s) {
    const names = s.facets.map(function (f) { return f.name; });
    const drop = function () { PM.store.drop(names); };
    const clear = PM.dom.button({ class: "link", text: "清除", "aria-label": "清除" + s.title + "筛选", hidden: "", click: drop });
    const hint = typeof s.hint === "function" ? s.hint() : s.hint;
    const head = el("h2", { class: "left-head" }, [el("span", { text: s.title }), hint ? el("small", { text: hint }) : null, clear]);
    const opts = el("div", { class: "opts " + (s.columns || "") });
    s.facets.forEach(function (f, i) {
      if (f.wanted && !f.wanted()) return;
      if (i) opts.appendChild(el("span", { class: "opts-break" }));
      f.options().forEach(function (o) { opts.appendChild(row(f.name, o)); });
    });
    const node = el("section", { class: "left-section", role: "group", "aria-label": s.title }, [head, opts]);
    sections.push({ names: names, clear: clear, node: node });
    return node;
  }

  function on(r) { return (PM.state.spec[r.name] || []).indexOf(r.option.value) >= 0; }
  function press() { rows.forEach(function (r) { r.node.setAttribute("aria-pressed", String(on(r))); }); }

  function count() {
    const spec = PM.state.spec, tally = {};
    PM.filter.names.forEach(function (name) { tally[name] = PM.filter.facetCounts(spec, name); });
    const live = function (r) { return tally[r.name](r.option.value).n > 0 || on(r); };
    // Rows that stand side by side come and go together.
    const together = rows.some(function (r) { return r.option.beside && live(r); });
    rows.forEach(function (r) {
      const c = tally[r.name](r.option.value);
      r.node.classList.toggle("zero", c.n === 0);
      r.node.hidden = Boolean(r.option.rare && !(r.option.beside ? together : live(r)));
      r.count.textContent = String(c.n);
      if (r.lost) r.lost.textContent = c.unlocated ? "未定位 " + c.unlocated : "";
    });
    sections.forEach(function (s) {
      s.clear.hidden = !s.names.some(function (n) { return spec[n]; });
      s.node.hidden = !rows.some(function (r) { return s.names.indexOf(r.name) >= 0 && !r.node.hidden; });
    });
  }

  function start() {
    const left = PM.dom.byId("left");
    document.body.classList.toggle("big", PM.data.n >= MANY);
    SECTIONS.forEach(function (s) { left.appendChild(section(s)); });
    sections[0].node.appendChild(PM.key.rings("p"));
    PM.after("filter", press);
    PM.after("filter", count);
  }

  PM.panel = {
    start: start, plateSvg: plateSvg, anyLight: anyLight,
    options: { statuses: statusOptions, lights: lightOptions, due: dueOptions, roads: roadOptions, places: placeOptions }
  };
})(window.PM = window.PM || {});
