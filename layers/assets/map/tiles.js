/* The optional online base: picture tiles under our canvas. The built-in base is drawn until they come, and if they do not. */
(function (PM) {
  "use strict";

  const PATIENCE = 8000, LOST = "在线底图未连通，已用内置底图";
  let state = "none", layers = [];

  function turn(next, words) {
    state = next;
    PM.dom.byId("base-note").textContent = words;
    PM.emit("tiles");
  }

  function succeed() {
    if (state === "waiting") turn("shown", PM.data.tiles.note);
  }
  function fail() {
    turn("failed", LOST);
    layers.forEach(function (layer) { layer.remove(); });
    layers = [];
  }

  // A round of loading has ended, well or not: with no picture on the map there is no base to show.
  function judge() {
    const base = layers[0];
    if (base && !base.isLoading() && !base.getContainer().querySelector(".leaflet-tile-loaded")) fail();
  }

  function layer(url, zIndex) {
    const t = PM.data.tiles;
    return window.L.tileLayer(url, { subdomains: t.subdomains, maxNativeZoom: t.maxZoom, zIndex: zIndex });
  }

  function start(map) {
    if (!PM.data.tiles) return;
    state = "waiting";
    document.body.classList.add("online");
    layers = PM.data.tiles.urls.map(layer);
    layers[0].on("tileload", succeed);
    // Leaflet still needs the layer after it has told of the end.
    layers[0].on("load", function () { setTimeout(judge, 0); });
    layers.forEach(function (each) { each.addTo(map); });
    setTimeout(function () { if (state === "waiting") fail(); }, PATIENCE);
  }

  PM.tiles = { start: start, shown: function () { return state === "shown"; } };
})(window.PM = window.PM || {});
