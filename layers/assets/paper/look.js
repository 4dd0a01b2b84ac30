/* Measures of the printed sheet. Its unit is .2 mm on A4, where it is 1050 wide; the sheet grows with the paper, to .28 mm on A3. */
(function (PM) {
  "use strict";

  const POINT = 25.4 / 72 / .2;

  PM.paperLook = {
    page: { width: 1050, height: 1485, left: 50, right: 1000, body: 950 },
    millimetre: { A4: .2, A3: .2 * Math.SQRT2 },
    colour: { rule: "#14304F", frame: "#5C6876", row: "#E7EBEF", grey: "#667180", tray: "#3A4553", warn: "#8A4B00" },

    head: { title: 20 * POINT, baseline: 81, second: 9 * POINT, counts: 7.5 * POINT, line: 105, rule: 113, thick: 3.5 },
    // On the sheets that only carry on the index.
    running: { size: 9 * POINT, baseline: 66, rule: 74, thick: 1.5 },
    foot: { size: 6.5 * POINT, rule: 1404, lines: [1420, 1436] },

    // The map takes what the index leaves of the sheet; beside an inset more height makes the district no larger.
    // Plates alone are shown close up if they are no larger than `close` of it, with `least` metres around their middle.
    map: {
      top: 123, height: 750, most: 1190, mostBesideInset: 880, pad: 14, closePad: 60, least: 1000, close: .6,
      view: { r: 6.75, text: 1, grow: 0, tiles: false, least: 2000, most: 2000 }
    },
    inset: { x: 10, y: 10, width: 305, height: 450, head: 28, foot: 30, pad: 14, bar: 60 },
    locator: { x: 10, y: 10, width: 128, height: 150, pad: 8 },
    corner: { x: 10, width: 250, pad: 8, line: 20, size: 12.5, small: 11.5, gap: 5, pitch: 16, perRow: 15, rows: 3, bottom: 38 },
    scale: { size: 11.5, height: 5, bottom: 16, most: 150 },

    plate: { name: 9.5 * POINT, line: 12.5, pitch: 15.5, perRow: 8, rows: 2 },
    // `rings`: how far out a number may stand on a leader, besides touching its symbol; `clear`: room it wants to other symbols.
    // `onLine`: a road this many times as long as its number carries it; a shorter one has it beside.
    pin: {
      size: 7 * POINT, height: 15.4, side: 3.4, radius: 3.4, gap: 1, rings: [6, 13, 21, 30, 40, 52, 66, 82], clear: 9, apart: 4, onLine: 2.6,
      cost: { leader: 3, far: .35, side: .2, road: 3, near: .7, cross: 5, over: 4, under: 9 }
    },

    key: { gap: 9, row: 20, size: 12, picture: 26, space: 11, group: 24 },
    index: {
      most: 1200, instead: 54,
      gap: 9, top: 86, bottom: 1396, columns: 4, gutter: 16, row: 18, head: 23, above: 4, keep: 2,
      size: 7 * POINT, small: .85, line: 12, lines: 12, number: 26, symbol: 30, picture: 20, word: 11
    }
  };
})(window.PM = window.PM || {});
