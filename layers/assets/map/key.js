/* Where the panel is not: a small key explains what is on the map, with the counts of what is shown. In the app and the projector's view. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };

  // How many of what is shown answer to each part of the key, by the code the panel's options carry.
  function shown(name) { return function (code) { return PM.filter.shownCounts(name)(code).n; }; }
  const COUNTS = {
    statuses: shown("statuses"),
    // What needs no sign is not on the map.
    lights: function (code) { return PM.words.warns(code) ? shown("lights")(code) : 0; },
    due: function (code) { return code === "overdue" ? late() : 0; },
    roads: shown("roads"),
    places: shown("places")
  };
  // What bears the sign that it is late: a road's line says it already.
  function late() {
    const d = PM.data, mask = PM.state.mask;
    let n = 0;
    for (let r = 0; r < d.n; r++) if (mask[r] && PM.now.due[r] === 0 && d.kind[r] !== d.isroad) n++;
    return n;
  }

  // From the back of a room only these can be told apart; the rest is left to the screen at hand.
  const NEAR = { statuses: [], lights: [], due: [], roads: ["open", "none"], places: ["exact"] };
  const HEADS = { statuses: "状态", lights: "进度", roads: "道路", places: "位置" };

  function keyRow(svg, word, n, near) {
    return el("li", { class: near ? "key-row near" : "key-row" }, [el("span", { class: "opt-svg" }, [svg]), PM.dom.span("opt-word", word), PM.dom.span("opt-n", String(n))]);
  }
  // Where symbols are too many to stand apart: what a ring means, said while there is one.
  function rings(tag) { return el(tag, { class: "key-cells", hidden: "" }); }
  function ringed() {
    const scene = PM.canvas.scene(), some = Boolean(scene && scene.cells && scene.cells.length);
    document.querySelectorAll(".key-cells").forEach(function (node) {
      node.hidden = !some;
      if (some && !node.firstChild) [PM.rings.swatch(), el("span", { text: PM.rings.sentence })].forEach(function (part) { node.appendChild(part); });
    });
  }

  // Where the panel stands there is no key to fill.
  function update() {
    if (!PM.data.embedded && !document.body.classList.contains("br")) return;
    const list = PM.dom.clear(PM.dom.byId("key-list"));
    list.appendChild(rings("li"));
    ringed();
    Object.keys(COUNTS).forEach(function (name) {
      const options = PM.panel.options[name]().map(function (o) { return { o: o, n: COUNTS[name](o.value) }; }).filter(function (e) { return e.n; });
      // Without a road there is nothing to say of roads.
      if (HEADS[name] && options.length) list.appendChild(el("li", { class: "key-group", text: HEADS[name] }));
      options.forEach(function (e) { list.appendChild(keyRow(e.o.svg(), e.o.word, e.n, NEAR[name].indexOf(e.o.value) >= 0)); });
    });
  }
  function start() {
    const box = PM.dom.byId("key"), list = el("ul", { id: "pm-key-list", class: "key-list" });
    const head = PM.dom.button({ class: "key-head", text: "图例", "aria-expanded": "true", "aria-controls": "pm-key-list" });
    head.addEventListener("click", function () {
      list.hidden = !list.hidden;
      head.setAttribute("aria-expanded", String(!list.hidden));
      PM.emit("layout");
    });
    box.appendChild(head);
    box.appendChild(list);
    // Above the trays of the same corner; where both do not fit, the key waits to be asked.
    if (PM.data.embedded && (PM.dom.byId("frame").clientHeight < PM.look.keyOpenFrom || PM.dom.byId("frame").clientWidth < 700)) head.click();
    PM.on("filter", function () { PM.dom.onMap(update); });
    PM.on("size", update);
    PM.on("settled", ringed);
  }

  PM.key = { start: start, rings: rings };
})(window.PM = window.PM || {});
