/* 变动: what changed between two states of the facts, told, counted by sort, listed, and marked on the map. */
(function (PM) {
  "use strict";

  const B = PM.boardParts;
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const off = new Set(), open = new Map();
  let most = B.most, marked = false;

  // A shift as the page handles it; `at` and `was` are places on the world, null where there is none.
  function place(places, i) { return isNaN(places.x[i]) ? null : PM.place(places.x[i], places.y[i]); }
  function opened(s) {
    const out = [];
    let nameless = 0;
    for (let i = 0; i < s.row.length; i++) {
      const name = s.row[i] < 0 ? s.names[nameless++] : PM.words.cell("name", s.row[i]);
      out.push({ row: s.row[i], move: s.move[i], words: s.texts[s.words[i]], name: name, was: place(s.was, i), at: place(s.at, i) });
    }
    return out;
  }

  function list() { return PM.data.comparisons; }
  function current() { return list()[Number(PM.board.option("moved", "0"))] || list()[0]; }

  // What is gone can no longer be filtered, so it stands only where nothing is.
  function shown(s) { return s.row < 0 ? !PM.store.filtered() : Boolean(PM.state.mask[s.row]); }
  // Opened once a comparison: there may be as many as there are rows.
  function all() {
    const c = current();
    if (c && !open.has(c)) open.set(c, opened(c.shifts));
    return c ? open.get(c) : [];
  }
  function chosen() { return all().filter(function (s) { return !off.has(s.move) && shown(s); }); }

  // What people call a state may be its day alone.
  function days(c) { return PM.days.chinese(c.since) + " → " + PM.days.chinese(c.until); }
  function title(c) { return c.sinceTitle + " → " + c.untilTitle; }

  function toggle(move) {
    if (off.has(move)) off.delete(move); else off.add(move);
    PM.board.draw();
  }

  // Counts by sort, each a toggle; a sort nothing fell under is not offered.
  function sorts(shifts) {
    const counts = PM.data.moves.map(function () { return 0; });
    shifts.forEach(function (s) { counts[s.move]++; });
    const nodes = PM.data.moves.map(function (m, i) {
      const n = counts[i];
      return n && PM.dom.button({ class: "b-sort", "aria-pressed": String(!off.has(i)), "data-key": m.code, click: function () { toggle(i); } },
        [PM.layer.sign(i), el("span", { text: m.word }), el("b", { text: String(n) })]);
    });
    return el("div", { class: "b-sorts", role: "group", "aria-label": "显示哪些变动" }, nodes);
  }

  function box(s) {
    const places = [s.was, s.at].filter(Boolean);
    if (!places.length) return null;
    const xs = places.map(function (p) { return p[0]; }), ys = places.map(function (p) { return p[1]; });
    return [Math.min.apply(null, xs), Math.min.apply(null, ys), Math.max.apply(null, xs), Math.max.apply(null, ys)];
  }
  function go(s) {
    if (s.row >= 0) PM.store.select(s.row, "user");
    if (s.was && box(s)) PM.mapui.box(box(s));
    else if (s.row >= 0) PM.mapui.enter(s.row);
  }

  function gone(s, i) {
    const top = el("span", { class: "item-top" }, [el("span", { class: "b-name", text: s.name })]);
    const text = el("span", { class: "item-text" }, [top, PM.dom.span("b-second", s.words)]);
    return PM.dom.button({ class: "b-row", "data-key": "gone" + i }, [el("span", { class: "item-svg" }, [PM.layer.sign(s.move)]), text]);
  }
  function node(s, i) {
    const b = s.row < 0 ? gone(s, i) : B.row(s.row, [s.words], PM.dom.span("b-tag", PM.data.moves[s.move].word));
    b.removeAttribute("data-row");
    if (s.row >= 0) b.setAttribute("data-of", s.row);
    b.setAttribute("data-key", "shift" + i);
    b.addEventListener("click", function () { go(s); });
    b.addEventListener("mouseenter", function () { PM.store.hover(s.row); });
    return b;
  }

  function filterNote(shifts, whole) {
    return shifts.length < whole ? B.note("文字说的是全部 " + whole + " 条变动；按当前筛选，下面是其中 " + shifts.length + " 条。") : null;
  }

  function head(panel, c) {
    const options = list().map(function (o, i) { return { value: i, word: title(o) }; });
    panel.appendChild(B.menu("比较哪两次", options, list().indexOf(c), function (v) { off.clear(); PM.board.setOption("moved", v); }));
    panel.appendChild(el("p", { class: "b-second b-days", text: days(c) }));
    panel.appendChild(el("p", { class: "b-told", text: c.paragraph }));
  }

  function draw(panel) {
    const c = current(), whole = all(), shifts = whole.filter(shown), rows = chosen();
    if (!c) { panel.appendChild(B.message("只有一次资料，没有可以相比的前一次。")); return; }
    head(panel, c);
    [filterNote(shifts, whole.length), shifts.length ? sorts(shifts) : null, PM.board.keepBox()].forEach(function (n) { if (n) panel.appendChild(n); });
    const more = function () { most += B.most; PM.board.draw(); };
    const nodes = rows.length ? B.capped(rows, most, node, more) : [B.message(shifts.length ? "各类变动都已关闭显示。" : "没有变动。")];
    nodes.concat(c.notes.map(B.note)).forEach(function (n) { panel.appendChild(n); });
  }

  // What the map's layer is told: only what has a place, old or new.
  function layer() {
    const c = current();
    return c ? { kind: "moved", title: "变动", items: chosen() } : null;
  }

  PM.boardTabs.moved = { draw: draw, layer: layer };
})(window.PM = window.PM || {});
