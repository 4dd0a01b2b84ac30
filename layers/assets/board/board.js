/* 进度: the board over the map, one tab at a time. It follows filter and date; list, legend and date strip stay in use. */
(function (PM) {
  "use strict";

  // `wide`: the tab takes the whole map; the others stand beside it, and the map makes room.
  const TABS = [
    { code: "lit", word: "亮灯" }, { code: "due", word: "到期" }, { code: "moved", word: "变动" },
    { code: "sum", word: "汇总", wide: true }, { code: "digs", word: "交叉" }, { code: "gantt", word: "时间线", wide: true }
  ];
  const CODES = TABS.map(function (t) { return t.code; });
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const byId = function (id) { return PM.dom.byId(id); };
  const options = {};
  let now = "", last = "lit", kept = "", box = null, panel = null, button = null, scroll = 0, room = 0;

  function option(tab, standard) { return Object.prototype.hasOwnProperty.call(options, tab) ? options[tab] : standard; }
  function setOption(tab, value) {
    options[tab] = String(value);
    draw();
    PM.emit("board");
  }

  function tabOf(code) { return TABS[CODES.indexOf(code)]; }
  // Asking for a width makes the browser lay out the page: once a size, not once a date.
  function width() {
    room = room || Math.max(300, panel.clientWidth - 32);
    return room;
  }

  // The layer of the open tab, or of the one that was to stay.
  function marks() {
    const own = now && PM.boardTabs[now].layer ? now : kept, layer = own ? PM.boardTabs[own].layer() : null;
    PM.layer.set(layer && layer.kind, layer && Object.assign(layer, { drop: own === now ? null : drop }));
  }
  function drop() { kept = ""; marks(); }

  function keepBox() {
    const tab = now, input = el("input", { type: "checkbox", "data-key": "keep", checked: kept === tab ? "" : null });
    input.addEventListener("change", function () { kept = input.checked ? tab : ""; });
    return el("label", { class: "b-keep" }, [input, el("span", { text: "离开这一页后仍在图上标出" })]);
  }

  function tabNodes() {
    TABS.forEach(function (t) {
      const on = t.code === now, node = byId("board-tab-" + t.code), count = PM.boardTabs[t.code].count;
      node.setAttribute("aria-selected", String(on));
      node.setAttribute("tabindex", on ? "0" : "-1");
      if (count) node.lastChild.textContent = String(count());
    });
    panel.setAttribute("aria-labelledby", "pm-board-tab-" + now);
    byId("board-day").textContent = "截至 " + PM.days.chinese(PM.now.day) + "，" + (PM.store.filtered() ? "筛出 " : "共 ") + PM.state.counts.shown + " 项";
    byId("board-clear").hidden = PM.data.embedded || !PM.store.filtered();
  }

  // Drawn anew, the tab keeps its scroll and the focus its place.
  function draw() {
    if (!now) { if (kept) marks(); return; }
    const held = panel.contains(document.activeElement) ? document.activeElement.getAttribute("data-key") : null, top = scroll;
    tabNodes();
    // Filled apart from the page, and put in at once.
    const fresh = el("div", {});
    PM.boardTabs[now].draw(fresh);
    PM.dom.clear(panel);
    panel.appendChild(fresh);
    mark();
    if (top) panel.scrollTop = top;
    marks();
    if (held !== null) refocus(held);
  }
  function refocus(key) {
    const found = Array.from(panel.querySelectorAll("[data-key]")).find(function (n) { return n.getAttribute("data-key") === key; });
    (found || panel).focus({ preventScroll: true });
  }

  function mark() {
    panel.querySelectorAll("[data-row], [data-of]").forEach(function (n) {
      const row = n.getAttribute("data-row") || n.getAttribute("data-of");
      n.classList.toggle("on", Number(row) === PM.state.selected);
    });
  }

  function shape() {
    const wide = now && tabOf(now).wide, body = document.body.classList;
    box.hidden = !now;
    room = 0;
    body.toggle("board-wide", Boolean(wide));
    body.toggle("board-side", Boolean(now) && !wide);
    button.setAttribute("aria-expanded", String(Boolean(now)));
    PM.emit("layout");
  }

  // `focus`: a person asked, so the keyboard goes along.
  function show(code, focus) {
    const next = tabOf(code) ? code : "";
    if (next === now) return;
    now = next;
    last = now || last;
    shape();
    scroll = 0;
    if (now) draw(); else marks();
    if (now && focus) byId("board-tab-" + now).focus();
    PM.emit("board");
  }
  function close() {
    show("");
    button.focus();
  }

  function keyed(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key], ends = { Home: 0, End: TABS.length - 1 };
    if (!by && ends[event.key] === undefined) return;
    event.preventDefault();
    const at = by ? (CODES.indexOf(now) + by + TABS.length) % TABS.length : ends[event.key];
    show(CODES[at], true);
  }

  // Before the card's own Esc, to see whether that one will close; a drawer, ruler or chooser comes first.
  function escaped(event) {
    const busy = PM.state.selected >= 0 || PM.measure.active() || !byId("chooser").hidden;
    const other = ["br", "drawer-open"].some(function (c) { return document.body.classList.contains(c); });
    if (event.key !== "Escape" || !now || busy || other) return;
    event.stopPropagation();
    close();
  }

  function rowAt(event) {
    const node = event.target.closest("[data-row]");
    return node ? Number(node.getAttribute("data-row")) : -1;
  }
  // On a phone the board lies over the card, so it gives way; what it marked stays on the map.
  function picked(event) {
    if (rowAt(event) >= 0) PM.store.select(rowAt(event), "user");
  }
  function selected(by) {
    mark();
    if (by !== "user" || PM.state.selected < 0 || !now || !PM.narrow.phone()) return;
    if (PM.boardTabs[now].layer) kept = now;
    show("");
  }

  function tabNode(t) {
    return PM.dom.button({ id: "pm-board-tab-" + t.code, role: "tab", class: "b-tab", "aria-controls": "pm-board-panel", click: function () { show(t.code); } },
      [el("span", { text: t.word }), el("b", {})]);
  }
  function build() {
    const tabs = el("div", { class: "b-tabs", role: "tablist", "aria-label": "进度" }, TABS.map(tabNode));
    tabs.addEventListener("keydown", keyed);
    const shut = PM.dom.button({ class: "b-shut", "aria-label": "关闭进度", text: "×", click: close });
    const clear = PM.dom.button({ id: "pm-board-clear", class: "link", text: "清除筛选", click: function () { PM.search.clearAll(); } });
    panel = el("div", { id: "pm-board-panel", class: "b-panel", role: "tabpanel", tabindex: "-1" });
    [el("div", { class: "b-bar" }, [tabs, shut]), el("p", { class: "b-day" }, [el("span", { id: "pm-board-day" }), clear]), panel].forEach(function (n) { box.appendChild(n); });
  }

  // One button, wherever the page's shape has room for it.
  function seat() {
    const phone = document.body.classList.contains("phone") || document.body.classList.contains("low");
    const home = PM.data.embedded ? byId("zoom") : phone ? document.querySelector(".map-top") : document.querySelector(".head-tools");
    button.className = PM.data.embedded ? "zoom-word" : phone ? "map-button" : "head-button";
    home.insertBefore(button, PM.data.embedded || phone ? null : home.firstChild);
  }

  function start() {
    box = byId("board");
    button = PM.dom.button({ id: "pm-board-open", text: "进度", "aria-expanded": "false", "aria-controls": "pm-board", click: function () { if (now) close(); else show(last, true); } });
    build();
    seat();
    panel.addEventListener("click", picked);
    panel.addEventListener("mouseover", function (event) { PM.store.hover(rowAt(event)); });
    panel.addEventListener("mouseleave", function () { PM.store.hover(-1); });
    document.addEventListener("keydown", escaped, true);
    panel.addEventListener("scroll", function () { scroll = panel.scrollTop; });
    window.addEventListener("resize", PM.dom.later(function () { room = 0; if (now === "sum") draw(); }, 120));
    window.L.DomEvent.disableScrollPropagation(box);
    window.L.DomEvent.disableClickPropagation(box);
    PM.on("shape", seat);
    PM.on("filter", function () { PM.dom.onMap(draw); });
    PM.on("select", selected);
  }

  // For the address: tab and its option, as "digs:100".
  function text() { return now ? now + (options[now] ? ":" + options[now] : "") : ""; }
  function read(words) {
    const parts = (words || "").split(":");
    if (parts.length > 1 && tabOf(parts[0])) options[parts[0]] = parts.slice(1).join(":");
    // Of the tab that is open already only the option may be new.
    if (now && parts[0] === now) draw(); else show(parts[0]);
  }

  PM.board = { start: start, draw: draw, option: option, setOption: setOption, width: width, keepBox: keepBox, mark: mark, scrolled: function () { return scroll > 0; }, text: text, read: read };
})(window.PM = window.PM || {});
