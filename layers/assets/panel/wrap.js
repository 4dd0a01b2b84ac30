/* How many lines a text takes, from the widths of its characters: never fewer than it really does. */
(function (PM) {
  "use strict";

  // Rows hold a few lines at most, so more of a text need not be looked at.
  const MOST = 300;
  // What stays together on a line: an opening mark with what follows it, a Latin word, a character with its stop.
  const PIECES = /\s+|[（《〈“‘「『【]*(?:[!-~\u00a1-\u1fff]+|[^])[，。、；：！？）》〉”’」』】…]*/gu;
  // Widths in em; CJK, full width and unknown marks are 1.
  const WIDTHS = [[/\s/, .35], [/[mwMW@%]/, .95], [/[A-Z]/, .75], [/[\u0000-\u1fff]/, .62]];

  function em(mark) {
    const found = WIDTHS.find(function (w) { return w[0].test(mark); });
    return found ? found[1] : 1;
  }
  function width(text) { return Array.from(text).reduce(function (sum, mark) { return sum + em(mark); }, 0); }

  function pieces(text) { return text.match(PIECES) || []; }

  // `room`: what fits on a line, in em.
  function lines(text, room) {
    if (text.length <= room) return 1;
    let n = 1, x = 0;
    pieces(text.slice(0, MOST)).forEach(function (piece) {
      const w = width(piece), blank = !piece.trim(), broken = Math.ceil(w / Math.max(1, room - 1)) - 1;
      if (x + w <= room || blank) { x += w; return; }
      n += (x > 0 ? 1 : 0) + (w > room ? broken : 0);
      x = w > room ? w % room : w;
    });
    return n;
  }

  PM.wrap = { lines: lines, width: width, pieces: pieces };
})(window.PM = window.PM || {});
