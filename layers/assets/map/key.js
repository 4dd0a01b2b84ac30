/* Where the panel is not: a small key explains what is on the map, with the counts of what is shown. In the app and the projector's view. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };

  // What a row answers to each part of the key, as the code the panel's options carry.
  const VALUES = {
    statuses: function (r) { return (PM.data.statuses[PM.now.status[r]] || {}).code; },
    // What needs no sign is not on the map.
    lights: function (r) { return PM.words.warning(r) ? PM.lights.code(r) : null; },
    due: function (r) { return PM.symbols.face(r).late ? "overdue" : null; },
    roads: function (r) {
      const look = PM.filter.roadLook(r);
      return look === PM.filter.noPeriod ? "none" : look >= 0 ? PM.data.phases[look].code : null;
    },
    places: function (r) { return PM.data.certainties[PM.data.certainty[r]].code; }
  };

  // From the back of a room only these can be told apart; the rest is left to the screen at hand.
  const NEAR = { statuses: [], lights: [], due: [], roads: ["open", "none"], places: ["exact"] };
  const HEADS = { statuses: "状态", lights: "进度", roads: "道路", places: "位置" };

  function count(value) {
    const tally = {};
    for (let r = 0; r < PM.data.n; r++) if (PM.state.mask[r]) tally[value(r)] = (tally[value(r)] || 0) + 1;
    return tally;
  }

  function keyRow(svg, word, n, near) {
    return el("li", { class: near ? "key-row near" : "key-row" }, [el("span", { class: "opt-svg" }, [svg]), PM.dom.span("opt-word", word), PM.dom.span("opt-n", String(n))]);
  }
  // Where the panel stands there is no key to fill.
  function update() {
    if (!PM.data.embedded && !document.body.classList.contains("br")) return;
    const list = PM.dom.clear(PM.dom.byId("key-list"));
    Object.keys(VALUES).forEach(function (name) {
      const tally = count(VALUES[name]);
      // Without a road there is nothing to say of roads.
      if (HEADS[name] && PM.panel.options[name]().some(function (o) { return tally[o.value]; })) list.appendChild(el("li", { class: "key-group", text: HEADS[name] }));
      PM.panel.options[name]().forEach(function (o) { if (tally[o.value]) list.appendChild(keyRow(o.svg(), o.word, tally[o.value], NEAR[name].indexOf(o.value) >= 0)); });
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
    PM.on("filter size", update);
  }

  PM.key = { start: start };
})(window.PM = window.PM || {});
