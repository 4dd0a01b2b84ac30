/* Plates' names on the printed map, each over the numbers and the small symbols of what nobody could place. */
(function (PM) {
  "use strict";

  const L = PM.paperLook.plate, C = PM.paperLook.colour, V = PM.view;
  const HALO = { stroke: "#FFFFFF", "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };

  // The same small symbols as in the screen's trays, in rows of one length; where they are too many the index has them.
  function tray(list, perRow, most) {
    const n = Math.ceil(list.length / perRow), each = Math.ceil(list.length / n), out = [];
    for (let i = 0; i < list.length && n <= most; i += each) out.push({ rows: list.slice(i, i + each) });
    return out.map(function (t) { return Object.assign(t, { w: t.rows.length * L.pitch, h: L.pitch + 1 }); });
  }

  function symbols(node, rows, x, y) { rows.forEach(function (row, i) { picture(node, PM.symbols.traySwatch(row), x + (i + .5) * L.pitch, y); }); }

  // A swatch of the screen, set by its middle.
  function picture(node, swatch, x, y) {
    swatch.setAttribute("x", x - swatch.getAttribute("width") / 2);
    swatch.setAttribute("y", y - swatch.getAttribute("height") / 2);
    node.appendChild(swatch);
  }

  function lostWords(group, numbers) { return group.lost.length ? "未定位 " + PM.paperRows.span(group.lost, numbers) : ""; }

  function line(text, size, look) { return { text: text, look: look, size: size, w: PM.paperText.width(text, size, look.bold), h: size * 1.22 }; }

  // Lines of a plate's block, centred under each other.
  function lines(group, numbers, elsewhere) {
    const p = group.plate, metres = p.outline === "anchor" && PM.words.cell("accuracy", p.row), words = lostWords(group, numbers);
    const name = line(p.short || p.name, L.name, { bold: true, fill: p.text });
    const small = function (text) { return text ? [line(text, L.line, { fill: C.tray })] : []; };
    if (elsewhere) return [name].concat(small("见放大图"));
    return [name].concat(small(metres && "误差约 " + PM.words.metres(metres)), small(words), tray(group.lost, L.perRow, L.rows));
  }

  function anchor(plate, view, hole) {
    const at = V.screen(plate.row, view);
    if (hole) return [hole[0] - 60, (hole[1] + hole[3]) / 2];
    return [at[0], at[1] + (plate.outline === "anchor" ? PM.look.plate.mark / 2 + 24 : 0)];
  }

  // Near its plate, free of everything; else further off; a name is never left out.
  function spot(at, w, h, space) {
    const reaches = [PM.look.plate.tagReach, space.width];
    return reaches.reduce(function (found, reach) { return found || PM.labels.placeBlock(at[0], at[1], w, h, space, reach); }, null) ||
      [at[0] - w / 2, at[1] - h / 2, at[0] + w / 2, at[1] + h / 2];
  }

  function tag(group, numbers, scene, space, inset) {
    const own = inset && inset.plate === group.index, list = lines(group, numbers, own);
    const w = Math.max.apply(null, list.map(function (l) { return l.w; })), h = list.reduce(function (sum, l) { return sum + l.h; }, 0);
    const b = spot(anchor(group.plate, scene.view, own && inset.hole), w, h, space);
    return { lines: list, x: (b[0] + b[2]) / 2, y: (b[1] + b[3] - h) / 2 };
  }

  // `inset`: {plate, hole}: the plate that has a frame of its own, and where the map leaves it out.
  function place(groups, numbers, scene, space, inset) {
    return groups.filter(function (g) { return PM.tags.onMap(g.plate); }).map(function (g) { return tag(g, numbers, scene, space, inset); });
  }

  function drawLine(node, item, x, y) {
    const look = Object.assign({ "text-anchor": "middle" }, HALO, item.look);
    if (item.rows) symbols(node, item.rows, x - item.w / 2, y + item.h / 2);
    else node.appendChild(PM.paperText.node(item.text, x.toFixed(2), (y + item.h * .78).toFixed(2), item.size, look));
  }

  function draw(node, tags) {
    tags.forEach(function (t) {
      const own = node.appendChild(PM.dom.svg("g", { class: "paper-tag" }));
      t.lines.reduce(function (y, item) { drawLine(own, item, t.x, y); return y + item.h; }, t.y);
    });
  }

  PM.paperTags = { place: place, draw: draw, halo: HALO, tray: tray, symbols: symbols, picture: picture, lostWords: lostWords };
})(window.PM = window.PM || {});
