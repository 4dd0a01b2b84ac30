// Builds the sheets and reads them from the page, as sheets.py asks: boxes are in pixels of the window.
(function () {
  function box(node) {
    const r = node.getBoundingClientRect();
    return [r.left, r.top, r.right, r.bottom];
  }
  // A window's own edge: its rectangle would tell of what it hides as well.
  function edge(node) {
    if (node.tagName !== "svg") return box(node);
    const m = node.firstElementChild.getScreenCTM(), w = node.width.baseVal.value, h = node.height.baseVal.value;
    return [m.e, m.f, m.e + w * m.a, m.f + h * m.d];
  }
  function all(node, selector) { return Array.from(node.querySelectorAll(selector)); }

  function number(node) {
    const pill = node.querySelector(".paper-pin rect"), text = node.querySelector(".paper-pin text") || node.querySelector("text");
    return { n: Number(text.textContent), ground: pill && pill.getAttribute("fill"), ink: text.getAttribute("fill") };
  }

  function indexRow(node) {
    const texts = all(node, "text"), names = all(node, "text.paper-name");
    return Object.assign(number(node), {
      row: Number(node.getAttribute("data-row")), names: names.map((t) => t.textContent), nameBoxes: names.map(box),
      size: Number(names[0].getAttribute("font-size")), stage: texts[texts.length - 1].textContent, stageBox: box(texts[texts.length - 1])
    });
  }

  // A panel's symbols and numbers, in the window's pixels.
  function panel(made) {
    const node = document.querySelector('#pm-paper .paper-pin[data-row="' + made.pins[0].row + '"]'), m = node.getScreenCTM();
    const place = (b) => [b[0] * m.a + m.e, b[1] * m.d + m.f, b[2] * m.a + m.e, b[3] * m.d + m.f];
    return {
      pins: made.pins.map((p) => ({ row: p.row, n: p.n, box: place(p.box), leader: Boolean(p.wire) })),
      symbols: made.scene.marks.map((s) => ({ row: s.row, box: place([s.x - s.hx, s.y - s.hy, s.x + s.hx, s.y + s.hy]) })),
      tags: all(node.parentNode, ".paper-tag").map(box), frame: edge(node.ownerSVGElement)
    };
  }

  function read() {
    const made = PM.paper.build(), sheets = all(document, ".paper-sheet");
    return {
      sheets: sheets.length,
      rows: all(document, ".paper-row").map(indexRow),
      panels: made.panels.filter((p) => p.pins.length).map(panel),
      frames: all(document, ".paper-frame").map(edge),
      words: sheets.map((s) => all(s, "text").map((t) => t.textContent)),
      beyond: [].concat(...sheets.map((s) => all(s, "text").filter((t) => {
        const a = box(t), b = box(s);
        return t.textContent && (a[0] < b[0] || a[1] < b[1] || a[2] > b[2] + 0.5 || a[3] > b[3] + 0.5);
      }).map((t) => t.textContent.slice(0, 40)))),
      bitmaps: all(document, "#pm-paper canvas, #pm-paper image, #pm-paper img").length
    };
  }

  return { read: read };
})()
