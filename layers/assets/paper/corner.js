/* In the printed map's lower left: plates without a place, and the unlocated of no plate, with their small symbols. */
(function (PM) {
  "use strict";

  const L = PM.paperLook.corner, C = PM.paperLook.colour, T = PM.paperText;

  function rect(y, height, look) { return PM.dom.svg("rect", Object.assign({ x: L.x, y: y, width: L.width, height: height }, look)); }

  function head(words, colour, ground, right) { return { words: words, colour: colour, ground: ground, right: right, tray: [] }; }

  function pending(group, numbers) {
    const p = group.plate, right = PM.paperTags.lostWords(group, numbers);
    return { words: p.short || p.name, colour: p.text, right: right, tray: PM.paperTags.tray(group.lost, L.perRow, L.rows) };
  }

  // Parts of the box, from above.
  function parts(groups, numbers) {
    const waiting = groups.filter(function (g) { return !PM.tags.onMap(g.plate) && g.plate.id !== "none"; });
    const none = groups.find(function (g) { return g.plate.id === "none" && g.lost.length; }), out = [];
    if (waiting.length) out.push(head("位置待定的板块", PM.look.ink, "#F3F5F8"));
    waiting.forEach(function (g) { out.push(pending(g, numbers)); });
    if (none) {
      out.push(head("未分板块未定位 " + none.lost.length + " 项", C.warn, "#FFF4DF", numbers.size ? "见表 " + PM.paperRows.span(none.lost, numbers) : ""));
      out.push({ tray: PM.paperTags.tray(none.lost, L.perRow, L.rows) });
    }
    return out.map(function (p) { return Object.assign(p, { height: heightOf(p) }); });
  }

  function heightOf(part) {
    const tray = part.tray.length * L.pitch;
    return (part.words ? L.line : tray ? L.gap : 0) + (tray ? tray + L.gap : 0);
  }

  function words(node, part, y) {
    const base = y + L.line * .7, bold = { bold: true, fill: part.colour }, right = { fill: C.tray, "text-anchor": "end" };
    if (part.ground) node.appendChild(rect(y, part.height, { fill: part.ground }));
    const room = L.width - 2 * L.pad - T.width(part.right || "", L.small) - 8;
    node.appendChild(T.node(part.words, L.x + L.pad, base, T.sizeFor(part.words, L.size, room, true), bold));
    if (part.right) node.appendChild(T.node(part.right, L.x + L.width - L.pad, base, L.small, right));
  }

  function drawPart(node, part, y) {
    if (part.words) words(node, part, y);
    part.tray.forEach(function (t, i) {
      PM.paperTags.symbols(node, t.rows, L.x + L.pad, y + (part.words ? L.line : L.gap) + (i + .5) * L.pitch);
    });
  }

  function total(list) { return list.reduce(function (sum, p) { return sum + p.height; }, 0); }

  // Draws the box above `bottom`; answers what it covers of the map, or null.
  function draw(node, list, bottom) {
    const height = total(list), top = bottom - height;
    if (!list.length) return null;
    node.appendChild(rect(top, height, { fill: "#FFFFFF", class: "paper-frame" }));
    list.reduce(function (y, part) { drawPart(node, part, y); return y + part.height; }, top);
    node.appendChild(rect(top, height, { fill: "none", stroke: C.frame }));
    return [L.x - 4, top - 4, L.x + L.width + 4, bottom + 4];
  }

  PM.paperCorner = { parts: parts, height: total, draw: draw };
})(window.PM = window.PM || {});
