/* Where each row of the list stands. Of a long list only the rows near what is seen are counted, the others are guessed. */
(function (PM) {
  "use strict";

  // Rows are counted by the block. Past so many a list is long; `TALLEST`: what a browser can make one thing, with room to spare.
  const BLOCK = 64, LONG = 1000, SAMPLE = 100, TALLEST = 2.5e7;
  let count = 0, firsts = new Set(), turn = 0;
  // Of each block its top, its height and whether that is counted; of each row of a counted block how far down it begins.
  let starts = new Float64Array(1), sums = new Float64Array(0), known = new Uint8Array(0), below = new Uint16Array(0);

  function blockOf(at) { return Math.floor(at / BLOCK); }
  function sizeOf(block) { return Math.min(BLOCK, count - block * BLOCK); }
  function headOf(at) { return firsts.has(at) ? PM.rows.head : 0; }
  function height(at) { return PM.rows.height(PM.order.row(at)); }

  // A row is as tall as some of the list are, unless there are so many that no page could hold them.
  function guessed() {
    const fit = PM.rows.fit(), by = Math.max(1, Math.floor(count / SAMPLE));
    if (!fit.mean) {
      let sum = 0, n = 0;
      for (let at = 0; at < count; at += by, n++) sum += height(at);
      fit.mean = sum / n;
    }
    return Math.min(fit.mean, TALLEST / count);
  }
  function counted(block) {
    const from = block * BLOCK, to = from + sizeOf(block);
    let y = 0;
    for (let at = from; at < to; at++) {
      below[at] = y;
      y += headOf(at) + height(at);
    }
    known[block] = 1;
    return y;
  }

  // From the blocks' heights where blocks and groups stand.
  function stack() {
    turn++;
    for (let b = 0; b < sums.length; b++) starts[b + 1] = starts[b] + sums[b];
    PM.order.groups().forEach(function (g) {
      g.top = slot(g.from);
      g.bottom = slot(g.to);
    });
  }

  // Count the rows [from, to); true if anything stands elsewhere now.
  function know(from, to) {
    const last = blockOf(Math.min(count, to) - 1);
    let fresh = false;
    for (let b = blockOf(Math.max(0, from)); b <= last; b++) {
      if (known[b]) continue;
      sums[b] = counted(b);
      fresh = true;
    }
    if (fresh) stack();
    return fresh;
  }

  // All anew, for other rows or another date.
  function lay() {
    const groups = PM.order.groups();
    count = PM.order.count();
    firsts = new Set(groups.map(function (g) { return g.from; }));
    sums = new Float64Array(Math.ceil(count / BLOCK));
    known = new Uint8Array(sums.length);
    starts = new Float64Array(sums.length + 1);
    if (below.length < count) below = new Uint16Array(PM.data.n);
    if (count > LONG) {
      const guess = guessed();
      for (let b = 0; b < sums.length; b++) sums[b] = Math.round(sizeOf(b) * guess);
      groups.forEach(function (g) { sums[blockOf(g.from)] += PM.rows.head; });
      stack();
    } else if (count) know(0, count);
  }

  // Where a row begins, its group's head with it if it is the first.
  function slot(at) {
    const b = blockOf(at);
    if (at >= count) return starts[sums.length];
    return starts[b] + (known[b] ? below[at] : Math.round(sums[b] / sizeOf(b) * (at - b * BLOCK)));
  }
  function top(at) { return slot(at) + headOf(at); }

  // The last one of `n` that begins at `y` or above, or the first.
  function lastBy(y, n, begin) {
    let low = 0, high = Math.max(0, n - 1);
    while (low < high) {
      const mid = (low + high + 1) >> 1;
      if (begin(mid) <= y) low = mid; else high = mid - 1;
    }
    return low;
  }
  // The row that stands at a height of the list.
  function at(y) { return lastBy(y, count, slot); }

  PM.seats = { lay: lay, know: know, top: top, height: height, at: at, turn: function () { return turn; } };
})(window.PM = window.PM || {});
