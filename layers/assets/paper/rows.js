/* What the printed sheet numbers: the rows the filter shows, plate by plate, those on the map before those nobody could place. */
(function (PM) {
  "use strict";

  const V = PM.view;

  function shownOf(plate) {
    return Array.from(PM.order.all()).filter(function (r) { return PM.state.mask[r] && PM.data.plate[r] === plate; });
  }

  // A plate carries no number: its name stands on the map and over its part of the index.
  function group(plate, index) {
    const all = shownOf(index), rows = all.filter(function (r) { return !V.isPlate(r); });
    return { plate: plate, index: index, rows: rows, lost: rows.filter(function (r) { return !V.located(r); }), own: all.length > rows.length };
  }

  function groups() {
    return PM.data.plates.map(group).filter(function (g) { return g.rows.length || g.own; });
  }

  // row -> number, and the groups they came from.
  function make() {
    const list = groups(), numbers = new Map();
    list.forEach(function (g) { g.rows.forEach(function (row) { numbers.set(row, numbers.size + 1); }); });
    return { groups: list, numbers: numbers };
  }

  // The rows nobody could place stand together in a plate, so their numbers are a span.
  function span(rows, numbers) {
    const first = numbers.get(rows[0]), last = numbers.get(rows[rows.length - 1]);
    return first === last ? first + " 号" : first + "—" + last + " 号";
  }

  PM.paperRows = { make: make, span: span };
})(window.PM = window.PM || {});
