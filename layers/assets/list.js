/* The right column: search, tabs, certainty bar and the grouped list. */
(function (PM) {
  "use strict";

  const CHUNK = 200, TABS = [["all", "全部", "shown"], ["map", "图上", "located"], ["lost", "未定位", "unlocated"]];
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  let order = [], drawn = 0, active = -1;

  function inTab(row) {
    const lost = PM.data.certainty[row] === PM.data.none;
    return PM.state.tab === "all" || (PM.state.tab === "lost") === lost;
  }

  // Shown rows of the tab: by plate, in a group by certainty; a plate's own row leads its group.
  function ordered() {
    const d = PM.data, out = [];
    for (let r = 0; r < d.n; r++) if (PM.state.mask[r] && inTab(r)) out.push(r);
    const own = function (r) { return d.kind[r] === d.isplate ? 0 : 1; };
    return out.sort(function (a, b) { return d.plate[a] - d.plate[b] || own(a) - own(b) || d.certainty[a] - d.certainty[b] || a - b; });
  }

  function groupText(plateIndex) {
    const d = PM.data;
    let n = 0, lost = 0;
    for (let r = 0; r < d.n; r++) if (PM.state.mask[r] && d.plate[r] === plateIndex) { n++; if (d.certainty[r] === d.none) lost++; }
    return [n + " 项", "图上 " + (n - lost), "未定位 " + lost].join(" · ");
  }

  function groupHead(plateIndex) {
    const p = PM.data.plates[plateIndex];
    return el("h3", { class: "group" }, [PM.panel.plateSvg(p), el("b", { text: p.name }), el("span", { text: groupText(plateIndex) })]);
  }

  function picture(row) {
    return PM.data.kind[row] === PM.data.isplate ? PM.panel.plateSvg(PM.words.plate(row)) : PM.symbols.swatch(row, 26);
  }

  // Symbol, name, a second line and what stands at the right: the same in the list and in the card.
  function item(row, second, right) {
    const words = el("span", { class: "item-text" }, [PM.dom.span("item-name", PM.words.cell("name", row)), PM.dom.span("item-second", second)]);
    return PM.dom.button({ class: "item", "data-row": row }, [el("span", { class: "item-svg" }, [picture(row)]), words, right]);
  }

  function rowNode(row) {
    const tag = PM.words.tag(row), why = PM.words.cell("reason", row) || PM.words.notWritten;
    const node = item(row, PM.state.tab === "lost" ? why : PM.words.second(row), tag && PM.dom.span("item-tag " + tag.code, tag.word));
    node.setAttribute("tabindex", "-1");
    node.classList.toggle("on", row === PM.state.selected);
    return node;
  }

  // Long lists are drawn a piece at a time as the reader comes near the end.
  function more() {
    const list = PM.dom.byId("list"), end = Math.min(order.length, drawn + CHUNK);
    for (; drawn < end; drawn++) {
      const row = order[drawn], before = drawn ? PM.data.plate[order[drawn - 1]] : -1;
      if (PM.data.plate[row] !== before) list.appendChild(groupHead(PM.data.plate[row]));
      list.appendChild(rowNode(row));
    }
  }
  function drawUntil(row) {
    const at = order.indexOf(row);
    while (at >= drawn && drawn < order.length) more();
    return at;
  }

  function emptyNode() {
    const words = PM.state.counts.shown ? "这一类没有内容" : "没有符合条件的项目";
    const clear = PM.dom.button({ class: "button", text: "清除筛选", click: clearAll });
    return el("div", { class: "empty" }, [el("p", { text: words }), PM.state.counts.shown ? null : clear]);
  }

  function clearAll() {
    const day = PM.state.spec.asOf;
    PM.dom.byId("search").value = "";
    PM.store.setSpec(day ? { asOf: day } : {});
    PM.dom.byId("search").focus();
  }

  function fill() {
    const list = PM.dom.clear(PM.dom.byId("list"));
    list.classList.toggle("reasons", PM.state.tab === "lost");
    order = ordered();
    drawn = 0;
    list.scrollTop = 0;
    if (!order.length) list.appendChild(emptyNode());
    more();
    reach(order.indexOf(PM.state.selected) >= 0 ? PM.state.selected : order[0]);
  }

  // The one row that Tab reaches; arrows move it.
  function reach(row) {
    const list = PM.dom.byId("list"), old = list.querySelector('.item[tabindex="0"]');
    if (old) old.setAttribute("tabindex", "-1");
    active = row === undefined ? -1 : row;
    const node = active < 0 ? null : list.querySelector('.item[data-row="' + active + '"]');
    if (node) node.setAttribute("tabindex", "0");
    return node;
  }

  function step(by) {
    const at = drawUntil(active), next = order[Math.max(0, Math.min(order.length - 1, at + by))];
    drawUntil(next);
    const node = reach(next);
    if (node) { node.focus(); node.scrollIntoView({ block: "nearest" }); }
  }

  function keyed(event) {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -1e9, End: 1e9 }[event.key];
    if (!by || !event.target.classList.contains("item")) return;
    event.preventDefault();
    step(by);
  }

  function tabNodes() {
    const box = PM.dom.byId("tabs");
    TABS.forEach(function (t) {
      const pick = function () { PM.store.setTab(t[0]); };
      box.appendChild(PM.dom.button({ id: "pm-tab-" + t[0], role: "tab", class: "tab", "aria-controls": "pm-list", click: pick },
        [el("span", { text: t[1] }), el("b", {})]));
    });
    box.addEventListener("keydown", function (event) {
      const by = { ArrowRight: 1, ArrowLeft: 2 }[event.key];
      if (!by) return;
      const now = TABS.findIndex(function (t) { return t[0] === PM.state.tab; }), next = TABS[(now + by) % 3][0];
      PM.store.setTab(next);
      PM.dom.byId("tab-" + next).focus();
    });
  }

  function updateTabs() {
    TABS.forEach(function (t) {
      const b = PM.dom.byId("tab-" + t[0]), on = PM.state.tab === t[0];
      b.setAttribute("aria-selected", String(on));
      b.setAttribute("tabindex", on ? "0" : "-1");
      b.lastChild.textContent = String(PM.state.counts[t[2]]);
    });
    PM.dom.byId("list").setAttribute("aria-labelledby", "pm-tab-" + PM.state.tab);
  }

  function updateBar() {
    const bar = PM.dom.clear(PM.dom.byId("bar")), text = PM.dom.clear(PM.dom.byId("bar-text")), d = PM.data;
    d.certainties.forEach(function (c, i) {
      let n = 0;
      for (let r = 0; r < d.n; r++) if (PM.state.mask[r] && d.certainty[r] === i) n++;
      const part = el("span", { class: "part " + c.code });
      part.style.flexGrow = String(n);
      if (n) bar.appendChild(part);
      text.appendChild(el("span", { class: "bar-word " + c.code }, [el("span", { text: c.word }), el("b", { text: String(n) })]));
    });
  }

  function updateCount() {
    PM.dom.byId("count").textContent = PM.words.counted(PM.state.counts);
    PM.dom.byId("clear").hidden = !PM.store.filtered();
    const input = PM.dom.byId("search");
    if (document.activeElement !== input) input.value = PM.state.spec.text || "";
    PM.dom.byId("search-clear").hidden = !input.value;
  }

  function update() {
    fill();
    updateTabs();
    updateBar();
    updateCount();
  }

  function mark() {
    const list = PM.dom.byId("list");
    list.querySelectorAll(".item.on").forEach(function (n) { n.classList.remove("on"); });
    if (drawUntil(PM.state.selected) < 0) return;
    const node = reach(PM.state.selected);
    if (node) { node.classList.add("on"); node.scrollIntoView({ block: "nearest" }); }
  }

  function searchStart() {
    const input = PM.dom.byId("search");
    const search = PM.dom.later(function () { PM.store.change({ text: input.value }); }, 120);
    input.addEventListener("input", search);
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown") { event.preventDefault(); step(0); }
      if (event.key === "Escape" && input.value) { event.stopPropagation(); input.value = ""; search(); }
    });
    PM.dom.byId("search-clear").addEventListener("click", function () { input.value = ""; PM.store.drop(["text"]); input.focus(); });
  }

  function start() {
    const list = PM.dom.byId("list");
    tabNodes();
    searchStart();
    list.addEventListener("click", function (event) {
      const item = event.target.closest(".item");
      if (item) PM.store.select(Number(item.getAttribute("data-row")), "list");
    });
    list.addEventListener("keydown", keyed);
    list.addEventListener("scroll", function () { if (list.scrollTop + list.clientHeight > list.scrollHeight - 600) more(); });
    PM.dom.byId("clear").addEventListener("click", clearAll);
    PM.dom.byId("skip").addEventListener("click", function () { step(0); });
    PM.on("filter tab", update);
    PM.on("select", mark);
  }

  // Position of a row in its group of the list, for the card.
  function position(row) {
    const group = order.filter(function (r) { return PM.data.plate[r] === PM.data.plate[row]; });
    return { at: group.indexOf(row) + 1, of: group.length };
  }
  function neighbour(row, by) {
    const at = order.indexOf(row);
    return at < 0 ? -1 : order[at + by] === undefined ? -1 : order[at + by];
  }
  function focus() { step(0); }

  PM.list = { start: start, item: item, position: position, neighbour: neighbour, focus: focus, clearAll: clearAll };
})(window.PM = window.PM || {});
