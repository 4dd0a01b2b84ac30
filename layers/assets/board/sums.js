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

  function addAmounts(cell, values, plan, done) {
    money(cell, values);
    rate(cell, valueOf(values, plan), valueOf(values, done));
  }

  // What a cell holds is added to another one.
  function add(sum, cell) {
    ["count", "road", "plan", "done", "both"].forEach(function (name) { sum[name] += cell[name]; });
    cell.lights.forEach(function (n, i) { sum.lights[i] += n; });
    cell.money.forEach(function (m, i) { ["yuan", "read", "unread"].forEach(function (name) { sum.money[i][name] += m[name]; }); });
  }

  // Rows are counted in their cells alone; lines and the whole are the sums of the cells.
  function all() {
    const d = PM.data, kinds = d.statuses.length, cells = new Map(), mask = PM.state.mask, status = PM.now.status, light = PM.now.light;
    const plan = measureOf("annual_plan"), done = measureOf("annual_done"), shares = d.roadShares;
    for (let r = 0; r < d.n; r++) {
      if (!mask[r] || d.kind[r] === d.isplate) continue;
      const cell = at(cells, d.plate[r] * kinds + status[r]);
      cell.count++;
      cell.lights[light[r]]++;
      if (d.amounts && d.amounts.offset[r + 1] > d.amounts.offset[r]) addAmounts(cell, PM.amountsOf(r), plan, done);
    }
    for (let i = 0; i < shares.row.length; i++) {
      if (mask[shares.row[i]]) at(cells, shares.plate[i] * kinds + status[shares.row[i]]).road += shares.length[i];
    }
    return summed(cells, kinds);
  }
  function summed(cells, kinds) {
    const t = table();
    cells.forEach(function (cell, key) {
      const status = key % kinds, plate = (key - status) / kinds;
      t.cells.set(plate + "," + status, cell);
      [at(t.plates, plate), at(t.statuses, status), t.whole].forEach(function (sum) { add(sum, cell); });
    });
    return t;
  }

  PM.sums = { all: all, measureOf: measureOf, blank: blank };
})(window.PM = window.PM || {});
