/* Standalone: the state lives in the address' fragment, so a link or a reload brings the same picture back. */
(function (PM) {
  "use strict";

  let map = null, own = "", moved = false;

  function decodePart(text) {
    try { return decodeURIComponent(text.replace(/\+/g, " ")); } catch (e) { return null; }
  }

  // Half a surrogate pair cannot stand in an address.
  function encode(text) {
    try { return encodeURIComponent(text); } catch (e) { return ""; }
  }

  function parse(hash) {
    const out = {};
    hash.replace(/^#/, "").split("&").forEach(function (part) {
      const cut = part.indexOf("=");
      const value = cut > 0 ? decodePart(part.slice(cut + 1)) : null;
      if (value !== null) out[part.slice(0, cut)] = value;
    });
    return out;
  }

  function toSpec(parts) {
    const spec = { text: parts.q, asOf: parts.date };
    // What is written empty matches nothing; what makes no sense is as if not written.
    PM.filter.names.forEach(function (name) {
      if (!Object.prototype.hasOwnProperty.call(parts, name)) return;
      const found = parts[name].split(",").filter(function (v) { return PM.filter.known(name, v); });
      if (found.length || parts[name] === "") spec[name] = found;
    });
    return spec;
  }

  function view(text) {
    const v = (text || "").split(",").map(Number);
    const ok = v.length === 3 && v.every(isFinite) && Math.abs(v[0]) <= 180 && Math.abs(v[1]) <= 85 && v[2] >= 9 && v[2] <= 18;
    return ok ? v : null;
  }

  // A page that opens on everything shows that already.
  function filter(spec) {
    if (Object.keys(PM.filter.clean(spec)).length || Object.keys(PM.state.spec).length) PM.store.setSpec(spec);
  }

  function read() {
    const parts = parse(window.location.hash || ""), at = view(parts.view);
    moved = Boolean(at);
    filter(toSpec(parts));
    PM.board.read(parts.board);
    if (at) PM.mapui.look(at[0], at[1], at[2]);
    // Whether the inset shows the selected thing must be known before the map would move to it.
    PM.canvas.settle();
    PM.store.select(PM.bridge.rowOf(parts.id), "host");
  }

  function text(moved) {
    const spec = PM.state.spec, parts = [];
    const add = function (key, value) { parts.push(key + "=" + value); };
    PM.filter.names.forEach(function (name) { if (spec[name]) add(name, spec[name].map(encode).join(",")); });
    if (spec.text) add("q", encode(spec.text));
    if (spec.asOf) add("date", spec.asOf);
    if (PM.board.text()) add("board", PM.board.text().split(":").map(encode).join(":"));
    if (PM.state.selected >= 0) add("id", encode(PM.words.cell("id", PM.state.selected)));
    const c = map.getCenter();
    if (moved) add("view", [c.lng.toFixed(5), c.lat.toFixed(5), map.getZoom().toFixed(2)].join(","));
    return parts.length ? "#" + parts.join("&") : "";
  }

  function start(leafletMap) {
    map = leafletMap;
    const write = PM.dom.later(function () {
      // Another address is in the bar already, and is read in a moment.
      if (window.location.hash !== own) return;
      const address = text(moved) || window.location.pathname + window.location.search;
      try { window.history.replaceState(null, "", address); } catch (e) { /* sandboxed: the page works without */ }
      own = window.location.hash;
    }, 300);
    own = window.location.hash;
    read();
    PM.on("filter select board", write);
    map.on("moveend", function () { if (!PM.mapui.isQuiet()) { moved = true; write(); } });
    window.addEventListener("hashchange", function () {
      if (window.location.hash === own) return;
      own = window.location.hash;
      read();
    });
  }

  PM.fragment = { start: start };
})(window.PM = window.PM || {});
