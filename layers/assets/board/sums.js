/* Adds up what the filter shows, but for the plates themselves, by plate and status: counts, money in whole 元, lights, decimetres of road. */
(function (PM) {
  "use strict";

  function blank() {
    return { count: 0, money: PM.data.measures.map(function () { return { yuan: 0, read: 0, unread: 0 }; }), lights: PM.data.lightLooks.map(function () { return 0; }), road: 0, plan: 0, done: 0, both: 0 };
  }

  // A sparse table with its sums: cells by "plate,status", lines by plate and by status, the whole.
  function table() { return { cells: new Map(), plates: new Map(), statuses: new Map(), whole: blank() }; }
  function at(map, key) {
    if (!map.has(key)) map.set(key, blank());
    return map.get(key);
  }
  function cellsOf(t, plate, status) {
    return [at(t.cells, plate + "," + status), at(t.plates, plate), at(t.statuses, status), t.whole];
  }

  function measureOf(code) { return PM.data.measures.findIndex(function (m) { return m.code === code; }); }

  function money(cell, values) {
    values.forEach(function (v) {
      const sum = cell.money[v[0]];
      if (v[1] === null) sum.unread++; else { sum.yuan += v[1]; sum.read++; }
    });
  }

  // The year's rate is of those that state both its plan and what is done of it.
  function rate(cell, plan, done) {
    if (!(plan > 0) || typeof done !== "number") return;
    cell.plan += plan; cell.done += done; cell.both++;
  }

  function valueOf(values, measure) {
    const found = values.find(function (v) { return v[0] === measure; });
    return found ? found[1] : null;
  }

  function addRow(cells, row, plan, done) {
    const values = PM.amountsOf(row), light = PM.now.light[row];
    cells.forEach(function (cell) {
      cell.count++;
      cell.lights[light]++;
      if (!values.length) return;
      money(cell, values);
      rate(cell, valueOf(values, plan), valueOf(values, done));
    });
  }

  function all() {
    const t = table(), d = PM.data, plan = measureOf("annual_plan"), done = measureOf("annual_done"), shares = d.roadShares;
    for (let r = 0; r < d.n; r++) {
      if (!PM.state.mask[r] || d.kind[r] === d.isplate) continue;
      const status = PM.now.status[r];
      addRow(cellsOf(t, d.plate[r], status), r, plan, done);
      (shares[r] || []).forEach(function (s) { cellsOf(t, s[0], status).forEach(function (cell) { cell.road += s[1]; }); });
    }
    return t;
  }

  PM.sums = { all: all, measureOf: measureOf, blank: blank };
})(window.PM = window.PM || {});
