/* The state of the page and who wants to know when it changes. Every part reads from here; nobody calls another part. */
(function (PM) {
  "use strict";

  const listeners = {};
  const state = { spec: {}, selected: -1, hovered: -1, tab: "all" };

  function on(names, work) {
    names.split(" ").forEach(function (name) { (listeners[name] = listeners[name] || []).push(work); });
  }
  // For what need not stand in the frame that shows the change.
  function after(names, work) { on(names, function () { PM.dom.afterFrame(work); }); }
  function emit(name, detail) {
    (listeners[name] || []).forEach(function (work) { work(detail); });
  }

  function documentDay() { return PM.data.asOf; }
  function day() { return state.spec.asOf ? PM.days.parse(state.spec.asOf) : documentDay(); }

  // Replaces the whole filter. What listens does the little the change needs at once: the map is painted in the same
  // call, and lists, trays and the like follow after the frame.
  function setSpec(spec) {
    state.spec = PM.filter.clean(spec);
    const wanted = day();
    if (!PM.now || PM.now.day !== wanted) PM.now = PM.filter.at(wanted, PM.now);
    Object.assign(state, PM.filter.look(state.spec));
    if (state.selected >= 0 && !state.mask[state.selected]) select(-1, "filter");
    emit("filter");
    return counts();
  }

  function change(part) { return setSpec(Object.assign({}, state.spec, part)); }
  function toggle(name, option) { return setSpec(PM.filter.toggled(state.spec, name, option)); }
  function drop(names) {
    const next = Object.assign({}, state.spec);
    names.forEach(function (name) { delete next[name]; });
    return setSpec(next);
  }
  function setDay(value) {
    return value === documentDay() ? drop(["asOf"]) : change({ asOf: PM.days.iso(value) });
  }

  // `by`: "user" | "list" (by the user, from the list) | "filter" (it was filtered out) | "host" (hook, message, fragment).
  function select(row, by) {
    const next = row === undefined || row === null ? -1 : row;
    if (next === state.selected) return;
    state.selected = next;
    emit("select", by || "host");
  }

  // What is pointed at, in list, tray or map: the map rings it.
  function hover(row) {
    const next = row === undefined || row === null ? -1 : row;
    if (next === state.hovered) return;
    state.hovered = next;
    emit("hover");
  }

  function setTab(tab) { state.tab = tab; emit("tab"); }
  function filtered() { return Object.keys(state.spec).some(function (k) { return k !== "asOf"; }); }
  function counts() { return Object.assign({}, state.counts); }

  PM.on = on;
  PM.after = after;
  PM.emit = emit;
  PM.state = state;
  PM.store = {
    setSpec: setSpec, change: change, toggle: toggle, drop: drop, setDay: setDay, select: select, hover: hover,
    setTab: setTab, filtered: filtered, counts: counts
  };
})(window.PM = window.PM || {});
