/* Boot: put the parts together, and offer the hook. */
(function (PM) {
  "use strict";

  function texts(d) {
    document.title = d.title;
    PM.dom.byId("title").textContent = d.title;
    PM.dom.byId("subtitle").textContent = d.subtitle;
    PM.dom.byId("head-words").title = [d.title, d.subtitle].filter(Boolean).join("　");
    PM.dom.byId("asof").textContent = PM.days.chinese(d.newest);
    PM.dom.byId("restriction").textContent = d.permission;
    const notes = { "pm-made-by": d.organisation && "编制：" + d.organisation, "pm-base-note": d.baseNote, "pm-datum-note": d.datumNote, "pm-outline-note": d.outlineNote };
    Object.keys(notes).forEach(function (id) {
      if (notes[id]) PM.dom.byId("foot-notes").appendChild(PM.dom.el("span", { id: id, text: notes[id] }));
    });
  }

  // folium puts the map first in the body; in the frame it comes where Tab and the eye expect it.
  function adopt(map) {
    const frame = PM.dom.byId("frame"), node = map.getContainer();
    frame.insertBefore(node, frame.firstChild);
    node.setAttribute("role", "application");
    node.setAttribute("aria-label", "地图：方向键平移，加减键缩放，0 键看全图");
  }

  // All has been written; only now are sizes asked for, since each asking makes the browser lay out the page.
  function fit(map) {
    PM.dom.flushMap();
    map.invalidateSize({ animate: false });
    PM.mapui.quietly(PM.mapui.all);
    PM.time.fit();
  }

  function focusRing() {
    document.addEventListener("keydown", function (e) { if (e.key === "Tab") document.body.classList.add("kbd"); });
    document.addEventListener("pointerdown", function () { document.body.classList.remove("kbd"); }, true);
  }

  function boot() {
    const map = window.map_platemap;
    PM.data = PM.decode(PM.payload());
    document.body.classList.toggle("embedded", Boolean(PM.data.embedded));
    texts(PM.data);
    PM.narrow.start();
    PM.sheet.start();
    adopt(map);
    focusRing();
    PM.inset.start();
    PM.trays.start(map);
    PM.tags.start(map);
    PM.locator.start();
    if (!PM.data.embedded) PM.panel.start();
    PM.key.start();
    PM.search.start();
    PM.summary.start();
    PM.list.start();
    PM.walk.start();
    PM.card.start();
    PM.time.start();
    PM.play.start();
    PM.mapui.start(map);
    PM.measure.start(map);
    PM.pointer.start(map);
    PM.brief.start(map);
    PM.paper.start();
    PM.board.start();
    PM.store.setSpec({});
    fit(map);
    PM.canvas.start(map);
    PM.tiles.start(map);
    PM.bridge.start(map);
    if (PM.data.embedded) PM.pick.start(map); else PM.fragment.start(map);
    PM.canvas.rest();
    document.body.classList.add("ready");
    PM.bridge.ready();
  }

  boot();
  Object.assign(window.platemap, {
    counts: function () { return PM.store.counts(); },
    state: PM.shown,
    placed: function () { return PM.placed(); },
    filter: function (spec) { return PM.store.setSpec(spec); },
    select: function (id) { PM.store.select(PM.bridge.rowOf(id), "host"); },
    clear: function () { PM.store.select(-1, "host"); return PM.store.setSpec({}); }
  });
})(window.PM = window.PM || {});
