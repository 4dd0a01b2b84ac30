/* Text of the printed sheet: measured before it is set, shrunk and broken so that nothing is cut. */
(function (PM) {
  "use strict";

  const measuring = document.createElement("canvas").getContext("2d");
  const widths = new Map(), MOST = 1200;

  // Measured large: letters of small sizes are fitted to pixels, which paper does not have.
  function width(text, size, bold) {
    const key = (bold ? "b" : "n") + text;
    if (!widths.has(key)) {
      measuring.font = (bold ? 700 : 400) + " 100px " + PM.look.font;
      widths.set(key, measuring.measureText(text).width / 100);
    }
    return widths.get(key) * size;
  }

  function node(text, x, y, size, more) {
    const own = Object.assign({}, more, { x: x, y: y, "font-size": size, text: PM.names.plain(text) });
    if (own.bold) own["font-weight"] = 700;
    delete own.bold;
    return PM.dom.svg("text", own);
  }

  // Lines of about `goal`; pieces that do not stand on a line of `most` are broken anywhere.
  function broken(text, size, goal, most) {
    const lines = [""];
    const add = function (piece) {
      const last = lines.length - 1;
      if (lines[last] && width(lines[last] + piece, size) > goal) lines.push(piece); else lines[last] += piece;
    };
    PM.wrap.pieces(text).forEach(function (piece) { (width(piece, size) > most ? Array.from(piece) : [piece]).forEach(add); });
    return lines;
  }

  // As few lines as there must be, none of them much shorter than the others.
  function even(text, size, most) {
    const lines = broken(text, size, most, most), same = broken(text, size, width(text, size) / lines.length + size * .75, most);
    return same.length === lines.length ? same : lines;
  }

  // As it is, else smaller, else in as many lines as it takes; past `lines` it is no name any more.
  function set(text, size, most, look) {
    const plain = PM.names.plain(text), small = size * look.small;
    if (width(plain, size) <= most) return { lines: [plain], size: size };
    if (width(plain, small) <= most) return { lines: [plain], size: small };
    const lines = even(plain.slice(0, MOST), small, most);
    return { lines: lines.length > look.lines ? lines.slice(0, look.lines).concat("……") : lines, size: small };
  }

  // The size at which a text stands on one line.
  function sizeFor(text, size, most, bold) { return Math.min(size, size * most / width(text, size, bold)); }

  PM.paperText = { width: width, node: node, set: set, sizeFor: sizeFor, forget: function () { widths.clear(); } };
})(window.PM = window.PM || {});
