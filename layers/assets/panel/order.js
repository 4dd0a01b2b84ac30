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
    rows = new Int32Array(PM.data.n).fill(-1);
    places = new Int32Array(PM.data.n);
  }

  // Keep the filter's rows of the tab, and where each plate's begin; true if they are not the same as before.
  function keep() {
    const mask = PM.state.mask, plates = PM.data.plate, certainty = PM.data.certainty, none = PM.data.none;
    const every = PM.state.tab === "all", lost = PM.state.tab === "lost", starts = [];
    let n = 0, changed = false, plate = -1;
    places.fill(-1);
    for (let i = 0; i < base.length; i++) {
      const row = base[i];
      if (!mask[row] || !(every || (certainty[row] === none) === lost)) continue;
      if (rows[n] !== row) { rows[n] = row; changed = true; }
      if (plates[row] !== plate) { plate = plates[row]; starts.push(n); }
      places[row] = n++;
    }
    changed = changed || n !== count;
    count = n;
    groups = starts.map(function (from, i) { return group(from, i + 1 < starts.length ? starts[i + 1] : n); });
    return changed;
  }

  // The head's numbers are what the filter leaves of the plate, itself among them, whatever the tab.
  function group(from, to) {
    const plate = PM.data.plate[rows[from]], own = PM.data.plates[plate].row, shown = PM.state.plates;
    const lost = own >= 0 && PM.state.mask[own] && PM.data.certainty[own] === PM.data.none ? 1 : 0;
    return { plate: plate, from: from, to: to, n: shown.n[plate], lost: shown.lost[plate] + lost };
  }

  function thin() {
    prepare();
    return keep();
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
