/* What the search looks in: name, code, aliases and units of each row, folded as Python folds them. Made while nobody waits. */
(function (PM) {
  "use strict";

  const SLICE = 500, REST_MS = 4, BETWEEN = "\u0000";
  let hay = null, done = 0;

  function fold(text) { return text.normalize("NFKC").toLowerCase().trim(); }
  function words(text) { return typeof text === "string" ? fold(text).split(/\s+/).filter(Boolean) : []; }

  // Each of its units once, on a line of its own.
  function units(row) {
    const e = PM.data.evidence, said = [];
    let out = "";
    for (let i = e.offset[row]; i < e.offset[row + 1]; i++) {
      if (e.unit[i] < 0 || said.indexOf(e.unit[i]) >= 0) continue;
      said.push(e.unit[i]);
      out += "\n" + PM.data.texts[e.unit[i]];
    }
    return out;
  }
  function text(row) {
    const c = PM.data.columns, code = c.code && c.code[row], aliases = c.aliases[row];
    return c.name[row] + (code ? "\n" + code : "") + (aliases ? "\n" + aliases : "") + units(row);
  }

  // Folding many at once is several times as quick as one by one.
  function fill(to) {
    const part = [];
    hay = hay || new Array(PM.data.n);
    for (let row = done; row < to; row++) part.push(text(row));
    fold(part.join(BETWEEN)).split(BETWEEN).forEach(function (one) { hay[done++] = one.trim(); });
  }
  function all() {
    if (done < PM.data.n) fill(PM.data.n);
    return hay || [];
  }

  function idle(time) {
    while (done < PM.data.n && time.timeRemaining() > REST_MS) fill(Math.min(PM.data.n, done + SLICE));
    if (done < PM.data.n) window.requestIdleCallback(idle);
  }
  function start() { window.requestIdleCallback(idle); }

  // Of each row `bit` where it lacks any of the words, else 0.
  function lacking(wanted, bit) {
    const rows = all(), out = new Uint8Array(rows.length);
    wanted.forEach(function (word) {
      for (let r = 0; r < rows.length; r++) if (!out[r] && rows[r].indexOf(word) < 0) out[r] = bit;
    });
    return out;
  }

  PM.haystack = { start: start, words: words, lacking: lacking };
})(window.PM = window.PM || {});
