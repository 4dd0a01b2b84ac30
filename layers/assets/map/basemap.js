/* The built-in base: land, roads, metro stations, the mask outside the district and its edge. */
(function (PM) {
  "use strict";

  const L = PM.look;

  // `view` projects: x = world * scale - left, y = world * scale - top.
  function trace(ctx, flat, view, close) {
    for (let i = 0; i < flat.length; i += 2) {
      const x = flat[i] * view.scale - view.left, y = flat[i + 1] * view.scale - view.top;
      if (i) ctx.lineTo(x, y); else ctx.moveTo(x, y);
    }
    if (close) ctx.closePath();
  }

  function districtPath(ctx, view) {
    ctx.beginPath();
    PM.data.base.district.forEach(function (ring) { trace(ctx, ring, view, true); });
  }

  function land(ctx, view) {
    ctx.fillStyle = L.land;
    ctx.fillRect(0, 0, view.width, view.height);
  }

  function visible(road, zoom) { return road.class !== "local" || zoom >= L.localFrom; }

  function strokeRoads(ctx, view, width, colour) {
    const grow = view.base;
    ctx.lineCap = "round";
    ctx.lineJoin = "round";
    ctx.setLineDash([]);
    ["local", "main", "expressway"].forEach(function (name) {
      const look = L.baseRoads[name];
      ctx.beginPath();
      PM.data.base.roads.forEach(function (r) { if (r.class === name && visible(r, view.zoom)) trace(ctx, r.line, view); });
      ctx.lineWidth = look.width * grow + width;
      ctx.strokeStyle = look[colour];
      ctx.stroke();
    });
  }

  function roads(ctx, view) {
    strokeRoads(ctx, view, L.casingAdds, "casing");
    strokeRoads(ctx, view, 0, "face");
  }

  function stationDot(ctx, x, y) {
    const s = L.station;
    ctx.beginPath();
    ctx.arc(x, y, s.r, 0, 7);
    ctx.fill();
    ctx.stroke();
  }

  function stationBox(ctx, x, y) {
    const size = L.station.box;
    ctx.fillRect(x - size / 2, y - size / 2, size, size);
    ctx.strokeRect(x - size / 2, y - size / 2, size, size);
    ctx.fillStyle = L.ink2;
    ctx.fillText("M", x, y + .5);
    ctx.fillStyle = L.station.face;
  }

  function stations(ctx, view) {
    const draw = view.zoom >= L.station.boxFrom ? stationBox : stationDot;
    ctx.save();
    ctx.setLineDash([]);
    ctx.lineWidth = 1.2;
    ctx.strokeStyle = L.station.edge;
    ctx.fillStyle = L.station.face;
    // Naming a font makes the browser work out styles: only where there is text.
    if (draw === stationBox) { ctx.font = "700 11px " + L.font; ctx.textAlign = "center"; ctx.textBaseline = "middle"; }
    PM.data.base.stations.forEach(function (s) { draw(ctx, s.x * view.scale - view.left, s.y * view.scale - view.top); });
    ctx.restore();
  }

  function mask(ctx, view) {
    ctx.save();
    districtPath(ctx, view);
    ctx.rect(0, 0, view.width, view.height);
    ctx.globalAlpha = L.outsideAlpha;
    ctx.fillStyle = L.outside;
    ctx.fill("evenodd");
    ctx.restore();
  }

  function edge(ctx, view) {
    const d = L.district;
    ctx.save();
    ctx.setLineDash([]);
    ctx.lineJoin = "round";
    districtPath(ctx, view);
    ctx.globalAlpha = d.glowAlpha;
    ctx.strokeStyle = d.glow;
    ctx.lineWidth = d.glowWidth;
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.strokeStyle = d.edge;
    ctx.lineWidth = d.width;
    ctx.stroke();
    ctx.restore();
  }

  // Over the online base only the district's edge is ours.
  function unlessTiles(draw) { return function (ctx, view) { if (!view.tiles) draw(ctx, view); }; }
  function ground(ctx, view) {
    if (view.tiles) ctx.clearRect(0, 0, view.width, view.height); else land(ctx, view);
  }

  PM.basemap = {
    land: ground, roads: unlessTiles(roads), stations: unlessTiles(stations), mask: unlessTiles(mask), edge: edge, trace: trace, roadVisible: visible
  };
})(window.PM = window.PM || {});
