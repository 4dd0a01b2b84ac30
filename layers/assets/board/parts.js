/* What the board's tabs are made of: rows to choose, toggles, menus, words for money and days. */
(function (PM) {
  "use strict";

  const MOST = 200, FIRST = 24, REST_MS = 150, WAN = 10000;
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };

  function number(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, ","); }

  // Whole 元 as 万元, to the last 元: 12,345,678 -> 1,234.5678.
  function money(yuan) {
    const sign = yuan < 0 ? "−" : "", whole = Math.abs(yuan), rest = whole % WAN;
    return sign + number((whole - rest) / WAN) + (rest ? "." + String(rest + WAN).slice(1).replace(/0+$/, "") : "");
  }

  // Decimetres as whole metres.
  function metres(dm) { return number(Math.round(dm / 10)); }

  function message(text) { return el("p", { class: "b-none", text: text }); }
  function note(text) { return el("p", { class: "b-note", text: text }); }

  // One thing of the map: a click selects it. `key` keeps the focus where it is when the tab is drawn anew.
  function row(r, second, right) {
    const top = el("span", { class: "item-top" }, [el("span", { class: "b-name", text: PM.words.cell("name", r) }), right]);
    const picture = PM.data.kind[r] === PM.data.isplate ? PM.panel.plateSvg(PM.words.plate(r)) : PM.symbols.swatch(r, 26);
    const body = el("span", { class: "item-text" }, [top].concat(second.filter(Boolean).map(function (t) { return PM.dom.span("b-second", t); })));
    return PM.dom.button({ class: "b-row", "data-row": r, "data-key": "row" + r }, [el("span", { class: "item-svg" }, [picture]), body]);
  }

  // A choice of one: {value, word} each; `pick` is told the value.
  function choices(label, list, now, pick) {
    return el("div", { class: "b-choices", role: "group", "aria-label": label }, list.map(function (o) {
      return PM.dom.button({
        class: "b-choice", "aria-pressed": String(o.value === now), "data-key": label + o.value, text: o.word,
        click: function () { pick(o.value); }
      });
    }));
  }

  function menu(label, list, now, pick) {
    const options = list.map(function (o) {
      return el("option", { value: String(o.value), selected: String(o.value) === String(now) ? "" : null, text: o.word });
    });
    const node = el("select", { class: "b-menu", "aria-label": label, "data-key": label }, options);
    node.addEventListener("change", function () { pick(node.value); });
    return node;
  }

  // The first `most` rows, and a button for the rest. What can be seen is made at once, the others when the
  // page is at rest: while the date is dragged or played, nobody scrolls.
  function capped(list, most, make, more) {
    const now = Math.min(list.length, PM.board.scrolled() ? most : FIRST), nodes = list.slice(0, now).map(make), left = list.length - most;
    if (now < most && now < list.length) nodes.push(pending(list.slice(now, most), now, make));
    const word = "显示更多（还有 " + number(left) + " 项）";
    return left > 0 ? nodes.concat(PM.dom.button({ class: "b-more", "data-key": "more", text: word, click: more })) : nodes;
  }
  function pending(rest, from, make) {
    const mark = el("span", { hidden: "" });
    setTimeout(function () {
      if (!mark.isConnected) return;
      const all = document.createDocumentFragment();
      rest.forEach(function (item, i) { all.appendChild(make(item, from + i)); });
      mark.parentNode.replaceChild(all, mark);
      PM.board.mark();
    }, REST_MS);
    return mark;
  }

  // Rows by a whole number of each, the least first, equal ones in the order they come in: counted, for it is quicker than comparing.
  function inOrder(rows, numbers) {
    let low = Infinity, high = -Infinity, sum = 0;
    for (let i = 0; i < rows.length; i++) { low = Math.min(low, numbers[i]); high = Math.max(high, numbers[i]); }
    const starts = new Uint32Array(rows.length ? high - low + 1 : 0), order = new Uint32Array(rows.length);
    for (let i = 0; i < rows.length; i++) starts[numbers[i] - low]++;
    for (let k = 0; k < starts.length; k++) { const n = starts[k]; starts[k] = sum; sum += n; }
    for (let i = 0; i < rows.length; i++) order[starts[numbers[i] - low]++] = i;
    return order;
  }

  function daysLeft(left) { return left > 0 ? "还有 " + left + " 天" : left < 0 ? "已过 " + -left + " 天" : "就在当天"; }

  // {tab code: {draw(panel), layer?()}}: each tab puts itself here.
  PM.boardTabs = {};
  PM.boardParts = {
    most: MOST, number: number, money: money, metres: metres, message: message, note: note, row: row, choices: choices,
    menu: menu, capped: capped, inOrder: inOrder, daysLeft: daysLeft
  };
})(window.PM = window.PM || {});
