/* Messages to and from the app that shows this document in a frame. Only the parent is listened to. */
(function (PM) {
  "use strict";

  let map = null;

  function send(type, more) {
    if (window.parent !== window) window.parent.postMessage(Object.assign({ platemap: 1, type: type }, more), "*");
  }

  function idOf(row) { return row < 0 ? null : PM.words.cell("id", row); }
  function rowOf(id) { return typeof id === "string" && PM.data.rowOf.has(id) ? PM.data.rowOf.get(id) : -1; }

  function setView(m) {
    const c = m.center;
    if (!Array.isArray(c) || ![c[0], c[1], m.zoom].every(Number.isFinite)) return;
    PM.mapui.look(c[0], c[1], m.zoom);
  }

  const RECEIVE = {
    filter: function (m) { PM.store.setSpec(m.filter); },
    select: function (m) { PM.store.select(rowOf(m.id), "host"); },
    view: setView,
    pick: function (m) { if (PM.pick) PM.pick.set(m); }
  };

  function received(event) {
    const m = event.data;
    if (event.source !== window.parent || !m || m.platemap !== 1) return;
    if (Object.prototype.hasOwnProperty.call(RECEIVE, m.type)) RECEIVE[m.type](m);
  }

  // Of a date that is running by itself the app hears when it stands.
  function state() {
    const c = map.getCenter(), asOf = PM.play.playing() ? null : PM.days.iso(PM.now.day);
    send("state", { datum: PM.data.datum, center: [c.lng, c.lat], zoom: map.getZoom(), asOf: asOf });
  }

  function start(leafletMap) {
    map = leafletMap;
    if (window.parent === window) return;
    window.addEventListener("message", received);
    const report = PM.dom.later(state, 300);
    map.on("moveend", function () { if (!PM.mapui.isQuiet()) report(); });
    PM.on("day", PM.dom.later(function () { if (!PM.play.playing()) state(); }, 300));
    PM.on("pick", function (m) { send("pick", Object.assign(m, { datum: PM.data.datum })); });
    PM.on("select", function (by) { if (by !== "host") send("select", { id: idOf(PM.state.selected) }); });
  }

  PM.bridge = { start: start, ready: function () { send("ready", { datum: PM.data.datum, counts: PM.store.counts() }); }, rowOf: rowOf };
})(window.PM = window.PM || {});
