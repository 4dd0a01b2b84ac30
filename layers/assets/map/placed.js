/* What was placed where, in pixels of the page: for tests, which see that nothing covers anything. */
(function (PM) {
  "use strict";

  function of(scene, origin, where) {
    const at = function (b) { return [b[0] + origin.left, b[1] + origin.top, b[2] + origin.left, b[3] + origin.top]; };
    return {
      labels: scene.names.map(function (p) { return { text: p.text, where: where, box: at(PM.hit.nameBox(p, scene.view)) }; }),
      cells: scene.cells.map(function (c) { return { n: c.n, where: where, box: at([c.x - c.r, c.y - c.r, c.x + c.r, c.y + c.r]) }; }),
      symbols: scene.marks.map(function (m) {
        return { id: PM.words.cell("id", m.row), where: where, box: at([m.x - m.hx, m.y - m.hy, m.x + m.hx, m.y + m.hy]) };
      })
    };
  }

  function boxOf(node) {
    const r = node.getBoundingClientRect();
    return [r.left, r.top, r.right, r.bottom];
  }
  function visible(node) { return node.style.visibility !== "hidden" && node.getBoundingClientRect().width > 0; }
  function all(selector) { return Array.from(document.querySelectorAll(selector)).filter(visible); }

  // {labels: [{text, where, box}], symbols: [{id, where, box}], cells: [{n, where, box}], frames: [box]}; `where` is "map" or "inset", a box [left, top, right, bottom].
  function placed() {
    const out = of(PM.canvas.scene(), PM.dom.byId("frame").getBoundingClientRect(), "map"), inset = PM.inset.scene();
    all(".tag").forEach(function (t) { out.labels.push({ text: t.firstChild.textContent, where: "map", box: boxOf(t) }); });
    out.frames = all("[data-frame]").map(boxOf);
    if (!inset) return out;
    const small = of(inset, document.querySelector(".inset-map").getBoundingClientRect(), "inset");
    return { labels: out.labels.concat(small.labels), symbols: out.symbols.concat(small.symbols), cells: out.cells, frames: out.frames };
  }

  PM.placed = placed;
})(window.PM = window.PM || {});
