/* What the printed sheet numbers: the rows the filter shows, plate by plate, those on the map before those nobody could place. */
(function (PM) {
  "use strict";

  const V = PM.view;

  // What is shown of each plate, in the order of the list.
  function shown() {
    const out = PM.data.plates.map(function () { return []; }), order = PM.order.all();
    for (let i = 0; i < order.length; i++) if (PM.state.mask[order[i]]) out[PM.data.plate[order[i]]].push(order[i]);
    return out;
  }

  // A plate carries no number: its name stands on the map and over its part of the index.
  function group(plate, index, all) {
    const rows = all.filter(function (r) { return !V.isPlate(r); });
    return { plate: plate, index: index, rows: rows, lost: rows.filter(function (r) { return !V.located(r); }), own: all.length > rows.length };
  }

  function groups() {
    const all = shown();
    return PM.data.plates.map(function (plate, i) { return group(plate, i, all[i]); }).filter(function (g) { return g.rows.length || g.own; });
  }

  // row -> number, and the groups they came from; `listed` tells whether they have numbers at all: of too many none has one.
  function make() {
    const list = groups(), numbers = new Map(), n = list.reduce(function (sum, g) { return sum + g.rows.length; }, 0), listed = n <= PM.paperLook.index.most;
    if (listed) list.forEach(function (g) { g.rows.forEach(function (row) { numbers.set(row, numbers.size + 1); }); });
    return { groups: list, numbers: numbers, n: n, listed: listed };
  }

  // The rows nobody could place stand together in a plate, so their numbers are a span; without numbers they are counted.
  function span(rows, numbers) {
    if (!numbers.size) return rows.length + " 项";
    const first = numbers.get(rows[0]), last = numbers.get(rows[rows.length - 1]);
    return first === last ? first + " 号" : first + "—" + last + " 号";
  }

  PM.paperRows = { make: make, span: span };
})(window.PM = window.PM || {});
