/* Above the list: the tabs with their numbers, the bar of certainties and the line that says what was found. */
(function (PM) {
  "use strict";

  const TABS = [["all", "全部", "shown"], ["map", "图上", "located"], ["lost", "未定位", "unlocated"]];
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const byId = function (id) { return PM.dom.byId(id); };
  let told = null;

  function tabNode(t) {
    const pick = function () { PM.store.setTab(t[0]); };
    return PM.dom.button({ id: "pm-tab-" + t[0], role: "tab", class: "tab", "aria-controls": "pm-list", click: pick },
      [el("span", { text: t[1] }), el("b", {})]);
  }

  function keyed(event) {
    const by = { ArrowRight: 1, ArrowLeft: 2 }[event.key];
    if (!by) return;
    const now = TABS.findIndex(function (t) { return t[0] === PM.state.tab; }), next = TABS[(now + by) % 3][0];
    PM.store.setTab(next);
    byId("tab-" + next).focus();
  }

  function tabs() {
    TABS.forEach(function (t) {
      const b = byId("tab-" + t[0]), on = PM.state.tab === t[0];
      b.setAttribute("aria-selected", String(on));
      b.setAttribute("tabindex", on ? "0" : "-1");
      b.lastChild.textContent = String(PM.state.counts[t[2]]);
    });
    byId("list").setAttribute("aria-labelledby", "pm-tab-" + PM.state.tab);
  }

  function bar() {
    const numbers = PM.state.certainties;
    if (numbers.join() === told) return;
    told = numbers.join();
    const box = PM.dom.clear(byId("bar")), text = PM.dom.clear(byId("bar-text"));
    PM.data.certainties.forEach(function (c, i) {
      const part = el("span", { class: "part " + c.code });
      part.style.flexGrow = String(numbers[i]);
      if (numbers[i]) box.appendChild(part);
      text.appendChild(el("span", { class: "bar-word " + c.code }, [el("span", { text: c.word }), el("b", { text: String(numbers[i]) })]));
    });
  }

  // Unfiltered, the tabs have said it already: the line is there for the ear only.
  function found() {
    const filtered = PM.store.filtered();
    byId("count").textContent = PM.words.counted(PM.state.counts);
    byId("count").parentNode.classList.toggle("heard", !filtered);
    byId("clear").hidden = !filtered;
  }

  function start() {
    TABS.forEach(function (t) { byId("tabs").appendChild(tabNode(t)); });
    byId("tabs").addEventListener("keydown", keyed);
    PM.on("tab", tabs);
    [tabs, bar, found].forEach(function (part) { PM.after("filter", part); });
  }

  PM.summary = { start: start };
})(window.PM = window.PM || {});
