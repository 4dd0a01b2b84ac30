/* Going through the list by keyboard: one stop for Tab, and arrows and page keys from row to row. */
(function (PM) {
  "use strict";

  // A page on or back, as far as what is seen.
  function page(at, by) {
    const y = PM.seats.top(at) + by * (PM.dom.byId("list").clientHeight - PM.rows.head);
    return by > 0 ? Math.max(at + 1, PM.seats.at(y)) : Math.min(at - 1, PM.seats.at(Math.max(0, y)));
  }

  const KEYS = {
    ArrowDown: function (at) { return at + 1; },
    ArrowUp: function (at) { return at - 1; },
    PageDown: function (at) { return page(at, 1); },
    PageUp: function (at) { return page(at, -1); },
    Home: function () { return 0; },
    End: function () { return PM.order.count() - 1; }
  };

  function go(at) {
    const row = PM.order.row(Math.max(0, Math.min(PM.order.count() - 1, at)));
    if (row >= 0) PM.list.reach(row);
    PM.list.focus();
  }
  function enter() {
    // Right after a filter the list is still the one before it.
    PM.dom.flush();
    go(PM.list.active());
  }

  function keyed(event) {
    if (!KEYS[event.key] || !event.target.classList.contains("item")) return;
    event.preventDefault();
    go(KEYS[event.key](PM.list.active()));
  }

  function start() {
    PM.dom.byId("list").addEventListener("keydown", keyed);
    PM.dom.byId("skip").addEventListener("click", enter);
  }

  PM.walk = { start: start, enter: enter };
})(window.PM = window.PM || {});
