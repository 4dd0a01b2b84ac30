/* The order of the list: found once for the data, then only thinned out by each filter. */
(function (PM) {
  "use strict";

  let base = null, rows = null, places = null, count = 0, groups = [];

  // By plate, its own row first, then by certainty, then as in the data.
  function key(row) {
    const d = PM.data, own = d.kind[row] === d.isplate ? 0 : 1;
    return (d.plate[row] * 2 + own) * d.certainties.length + d.certainty[row];
  }

  // A counting sort: a hundred thousand rows cost no comparison.
  function sorted() {
    const n = PM.data.n, out = new Int32Array(n), starts = new Uint32Array(PM.data.plates.length * 2 * PM.data.certainties.length + 1);
    for (let r = 0; r < n; r++) starts[key(r) + 1]++;
    for (let k = 1; k < starts.length; k++) starts[k] += starts[k - 1];
    for (let r = 0; r < n; r++) out[starts[key(r)]++] = r;
    return out;
  }

  function prepare() {
    if (base) return;
    base = sorted();
    rows = new Int32Array(PM.data.n);
    places = new Int32Array(PM.data.n);
  }

  function inTab(row) {
    return PM.state.tab === "all" || (PM.state.tab === "lost") === (PM.data.certainty[row] === PM.data.none);
  }

  // Keep the filter's rows of the tab; true if they are not the same as before.
  function keep() {
    let n = 0, changed = false;
    places.fill(-1);
    base.forEach(function (row) {
      if (!PM.state.mask[row] || !inTab(row)) return;
      changed = changed || n >= count || rows[n] !== row;
      rows[n] = row;
      places[row] = n++;
    });
    changed = changed || n !== count;
    count = n;
    return changed;
  }

  // What the filter leaves of each plate, whatever the tab.
  function tally() {
    const d = PM.data, out = d.plates.map(function () { return { n: 0, lost: 0 }; });
    for (let r = 0; r < d.n; r++) {
      if (!PM.state.mask[r]) continue;
      out[d.plate[r]].n++;
      if (d.certainty[r] === d.none) out[d.plate[r]].lost++;
    }
    return out;
  }

  function grouped() {
    const tallies = tally(), out = [];
    for (let at = 0; at < count; at++) {
      const plate = PM.data.plate[rows[at]], last = out[out.length - 1];
      if (last && last.plate === plate) last.to = at + 1;
      else out.push({ plate: plate, from: at, to: at + 1, n: tallies[plate].n, lost: tallies[plate].lost });
    }
    return out;
  }

  function thin() {
    prepare();
    const changed = keep();
    groups = grouped();
    return changed;
  }

  function rowAt(at) { return at >= 0 && at < count ? rows[at] : -1; }
  function place(row) { return row >= 0 && places ? places[row] : -1; }

  // Where a row stands in its group, and who stands next to it, for the card.
  function position(row) {
    const at = place(row), group = groups.find(function (g) { return at >= g.from && at < g.to; });
    return group ? { at: at - group.from + 1, of: group.to - group.from } : { at: 0, of: 0 };
  }
  function neighbour(row, by) { return place(row) < 0 ? -1 : rowAt(place(row) + by); }

  PM.order = {
    all: function () { prepare(); return base; }, thin: thin, count: function () { return count; }, groups: function () { return groups; },
    row: rowAt, place: place, position: position, neighbour: neighbour
  };
})(window.PM = window.PM || {});
