/* A group of the list: its head and those of its rows that are near what is seen. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  // row -> its node, of all groups.
  const nodes = new Map();
  // row -> what its node was filled with.
  const keys = new Map();

  function groupHead(group, id) {
    const p = PM.data.plates[group.plate], name = p.short || p.name;
    return el("h3", { class: "group", id: id }, [
      PM.panel.plateSvg(p), el("b", { text: name, title: p.name }), PM.dom.span("group-n", group.n + " 项"),
      PM.dom.span("group-n map", "图上 " + (group.n - group.lost)), PM.dom.span("group-n", "未定位 " + group.lost)]);
  }

  function make(group) {
    return { group: group, node: el("section", { class: "list-part" }), rows: null, turn: -1 };
  }

  function seat(node, part, at) {
    node.style.top = PM.seats.top(at) - part.group.top + "px";
    node.style.height = PM.seats.height(at) + "px";
  }
  function rowOf(node) { return Number(node.firstChild.getAttribute("data-row")); }

  // Where rows above were counted that had only been guessed, all else moves along.
  function move(part) {
    if (part.turn === PM.seats.turn()) return;
    part.turn = PM.seats.turn();
    part.node.style.height = part.group.bottom - part.group.top + "px";
    if (part.rows) Array.from(part.rows.children).forEach(function (node) { seat(node, part, PM.order.place(rowOf(node))); });
  }

  // The same rows at another date: only what says something else is filled anew, so that the focus stays.
  function renew(part, group) {
    if (part.rows && (group.n !== part.group.n || group.lost !== part.group.lost)) part.node.replaceChild(groupHead(group, headId(group)), part.node.firstChild);
    part.group = group;
    if (part.rows) Array.from(part.rows.children).forEach(refill);
  }
  function refill(node) {
    const button = node.firstChild, row = rowOf(node), key = PM.rows.key(row);
    if (keys.get(row) === key) return;
    keys.set(row, key);
    PM.dom.clear(button);
    Array.from(PM.rows.node(row).childNodes).forEach(function (child) { button.appendChild(child); });
  }

  function rowNode(part, at, active) {
    const row = PM.order.row(at), button = PM.rows.node(row);
    button.setAttribute("tabindex", row === active ? "0" : "-1");
    button.classList.toggle("on", row === PM.state.selected);
    const node = el("li", { class: "row", "aria-setsize": part.group.to - part.group.from, "aria-posinset": at - part.group.from + 1 }, [button]);
    seat(node, part, at);
    keys.set(row, PM.rows.key(row));
    return node;
  }

  function headId(group) { return "pm-group-" + group.plate; }

  // Head and rows of a group come into the page together and leave it together.
  function fill(part, on) {
    if (Boolean(part.rows) === on) return;
    PM.dom.clear(part.node);
    part.rows = null;
    if (!on) return;
    const id = headId(part.group);
    part.rows = el("ul", { role: "list", "aria-labelledby": id });
    part.node.appendChild(groupHead(part.group, id));
    part.node.appendChild(part.rows);
  }

  // The row Tab reaches is always there: it may hold the focus while the wheel turns the list away.
  function wanted(group, from, to, active) {
    const own = PM.order.place(active), out = [];
    const start = Math.max(group.from, from), end = Math.min(group.to, to), lone = own >= group.from && own < group.to && (own < start || own >= end);
    if (lone && own < start) out.push(own);
    for (let at = start; at < end; at++) out.push(at);
    if (lone && own >= start) out.push(own);
    return out;
  }

  function forget(part, keep) {
    if (part.rows) Array.from(part.rows.children).forEach(function (node) {
      const row = rowOf(node);
      if (!keep.has(row)) { part.rows.removeChild(node); nodes.delete(row); }
    });
  }

  // A row that is there stays where it is: moved, it would lose the focus.
  function draw(part, from, to, active) {
    const want = wanted(part.group, from, to, active);
    let before = null;
    forget(part, new Set(want.map(PM.order.row)));
    move(part);
    fill(part, want.length > 0);
    want.forEach(function (at) {
      const row = PM.order.row(at);
      if (!nodes.has(row)) {
        nodes.set(row, rowNode(part, at, active));
        part.rows.insertBefore(nodes.get(row), before ? before.nextSibling : part.rows.firstChild);
      }
      before = nodes.get(row);
    });
  }

  function button(row) { return nodes.has(row) ? nodes.get(row).firstChild : null; }

  function mark(selected) {
    nodes.forEach(function (node, row) { node.firstChild.classList.toggle("on", row === selected); });
  }

  PM.group = { make: make, renew: renew, draw: draw, button: button, mark: mark, forgetAll: function () { nodes.clear(); } };
})(window.PM = window.PM || {});
