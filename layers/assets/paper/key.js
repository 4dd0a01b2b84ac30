/* The legend of the printed sheet: the same rows as the screen's key, of them what the sheet shows. */
(function (PM) {
  "use strict";

  const L = PM.paperLook.key, P = PM.paperLook.page, V = PM.view, T = PM.paperText;

  function some(test) {
    for (let r = 0; r < PM.data.n; r++) if (PM.state.mask[r] && test(r)) return true;
    return false;
  }

  // The panel's rows of a part of the filter, as far as anything printed answers them.
  function fromPanel(facet) {
    return PM.panel.options[facet]().filter(function (o) {
      const answering = PM.filter.mask({ [facet]: [o.value] });
      return some(function (r) { return answering[r]; });
    }).map(function (o) { return { value: o.value, word: o.word, svg: o.svg() }; });
  }

  function face(more) {
    const status = PM.data.statuses[PM.data.statusOf.get("building")];
    return Object.assign({ status: status, certainty: "exact", park: false, road: false, phase: null, late: false }, more);
  }

  // Signs the panel has no row of its own for. The unlocated stand small under their plate's name, as nowhere on screen.
  const SIGNS = {
    late: {
      word: "逾期未核实", is: function (r) { return PM.symbols.face(r).late; },
      layers: function () { return PM.symbols.point(face({}), 6).concat(PM.signs.badge(6)); }
    },
    lost: {
      word: "未定位，在板块名下", is: function (r) { return !V.isPlate(r) && !V.located(r); },
      layers: function () { return PM.symbols.point(face({ certainty: "none" }), 4.6); }
    },
    park: {
      word: "生态公园", is: function (r) { return PM.data.kind[r] === PM.data.ispark; },
      layers: function () { return PM.symbols.point(face({ park: true }), 5.6); }
    },
    crossing: {
      word: "只知路口", is: function (r) { return V.isRoad(r) && V.isPoint(r); },
      layers: function () { return PM.symbols.capsule(face({ phase: "active" })); }
    }
  };
  function signs(names) {
    return names.map(function (name) { return SIGNS[name]; }).filter(function (s) { return some(s.is); }).map(function (s) {
      return { word: s.word, svg: PM.symbols.svg(s.layers(), L.picture, 22) };
    });
  }

  // The lights that have a sign on the map.
  function lights() {
    return PM.data.lightLooks.filter(function (look) {
      return some(function (r) { return PM.symbols.face(r).light === look; });
    }).map(function (look) { return { word: look.word, svg: PM.symbols.svg(PM.signs.light(look, [0, 0], 1.1), L.picture, 22) }; });
  }

  // Plates by how their outline is known; the tint is that of the first.
  const OUTLINES = [
    { word: "正式范围", is: function (p) { return p.outline === "official"; } },
    { word: "示意范围", is: function (p) { return V.hasArea(p.row) && p.outline !== "official"; } },
    { word: "只知大致方位", is: function (p) { return V.located(p.row) && !V.hasArea(p.row); } }
  ];
  function outlines() {
    const plates = PM.data.plates.filter(function (p) { return p.row >= 0 && PM.state.mask[p.row]; });
    return OUTLINES.map(function (o) {
      const first = plates.find(o.is);
      return first && { word: o.word, svg: PM.panel.plateSvg(first) };
    }).filter(Boolean);
  }

  function groups() {
    const places = fromPanel("places").filter(function (item) { return item.value !== "none"; });
    return [
      { head: "状态", items: fromPanel("statuses") }, { head: "进度", items: lights().concat(signs(["late"])) }, { head: "位置", items: places.concat(signs(["lost", "park"])) },
      { head: "道路", items: fromPanel("roads").concat(signs(["crossing"])) }, { head: "板块", items: outlines() }
    ].filter(function (g) { return g.items.length; });
  }

  function cell(of, w) { return Object.assign(of, { need: w, w: w + L.space }); }

  // A group's head and rows, with more space after them where the next group begins.
  function cellsOf(group) {
    const cells = [cell({ head: group.head }, T.width(group.head, L.size, true))].concat(group.items.map(function (item) {
      return cell({ item: item }, L.picture + 4 + T.width(item.word, L.size));
    }));
    cells[0].need = cells.reduce(function (sum, c) { return sum + c.w; }, -L.space);
    cells[cells.length - 1].w += L.group;
    return cells;
  }

  // Groups side by side while they fit; one too long for a line is broken between its rows.
  function lines() {
    const out = [];
    let room = 0;
    [].concat.apply([], groups().map(cellsOf)).forEach(function (c) {
      if (!out.length || c.need > room) { out.push([]); room = P.body; }
      out[out.length - 1].push(c);
      room -= c.w;
    });
    return out;
  }

  function draw(node, cell, x, y) {
    if (cell.head) { node.appendChild(T.node(cell.head, x, y + L.size * .36, L.size, { bold: true, fill: PM.look.ink })); return; }
    PM.paperTags.picture(node, cell.item.svg, x + L.picture / 2, y);
    node.appendChild(T.node(cell.item.word, x + L.picture + 4, y + L.size * .36, L.size, { fill: PM.look.ink }));
  }

  function make(top) {
    const node = PM.dom.svg("g", { class: "paper-key" }), list = lines();
    list.forEach(function (cells, i) {
      const y = top + L.row * (i + .5);
      cells.reduce(function (x, cell) { draw(node, cell, x, y); return x + cell.w; }, P.left);
    });
    return { node: node, height: list.length * L.row };
  }

  PM.paperKey = { make: make };
})(window.PM = window.PM || {});
