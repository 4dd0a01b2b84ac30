/* The key of the board's layer on the map: its signs and colours, and how many of each there are. */
(function (PM) {
  "use strict";

  // By the order of the moves in the data: a letter on the ring, so that no one depends on its colour.
  const MOVES = {
    new: { mark: "新", ink: "#1B6B2F" }, gone: { mark: "去", ink: "#16202C" }, renamed: { mark: "名", ink: "#5B3C93" },
    status: { mark: "态", ink: "#0B4A8C" }, redated: { mark: "期", ink: "#8A4B00" }, moved: { mark: "移", ink: "#A0006E" },
    money: { mark: "金", ink: "#006B75" }
  };
  const DIG = "#A0006E";
  const svg = function (t, a, c) { return PM.dom.svg(t, a, c); };
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };

  function look(move) { return MOVES[PM.data.moves[move].code] || MOVES.status; }

  // The same sign as on the map, for list and key.
  function sign(move) {
    const m = look(move);
    return svg("svg", { width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true", focusable: "false" }, [
      svg("rect", { x: 1, y: 1, width: 16, height: 16, rx: 4, fill: m.ink }),
      svg("text", { x: 9, y: 13.2, class: "layer-sign", text: m.mark })]);
  }

  function keyLine(picture, word, n) {
    return el("li", { class: "key-row" }, [el("span", { class: "layer-pic" }, [picture]), PM.dom.span("opt-word", word), PM.dom.span("opt-n", String(n))]);
  }
  function movedLines(items) {
    return PM.data.moves.map(function (m, i) {
      const n = items.filter(function (s) { return s.move === i; }).length;
      return n ? keyLine(sign(i), m.word, n) : null;
    });
  }
  function digLines(items) {
    const tie = svg("svg", { width: 26, height: 16, "aria-hidden": "true", focusable: "false" }, [
      svg("path", { d: "M5 8H20", stroke: DIG, "stroke-width": 2 }), svg("circle", { cx: 5, cy: 8, r: 3, fill: "#FFFFFF", stroke: DIG, "stroke-width": 2 }),
      svg("circle", { cx: 19, cy: 8, r: 5.5, fill: "none", stroke: DIG, "stroke-width": 2 })]);
    return [keyLine(tie, "工期重叠的一对", items.length)];
  }

  // Some of what is listed has no place; the key says how many.
  function placeless(now) {
    const n = now.items.filter(function (s) { return now.kind === "moved" && !(s.row < 0 ? s.was : PM.view.located(s.row)); }).length;
    return n ? el("li", { class: "layer-note", text: "另有 " + n + " 条没有位置，只在清单里" }) : null;
  }

  function show(now) {
    const box = PM.dom.clear(PM.dom.byId("layer-key"));
    box.hidden = !now;
    if (!now) return;
    const off = now.drop && PM.dom.button({ class: "link", text: "不再标出", click: now.drop });
    box.appendChild(el("div", { class: "box-head box-split" }, [el("h2", { text: now.title }), off]));
    const lines = (now.kind === "moved" ? movedLines : digLines)(now.items).concat(placeless(now));
    box.appendChild(el("ul", { class: "layer-lines" }, lines));
  }

  PM.layerKey = { dig: DIG, look: look, sign: sign, show: show };
})(window.PM = window.PM || {});
