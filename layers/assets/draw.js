/* What stands on the base map: plates, road works, the uncertainty of the selected place, symbols. */
(function (PM) {
  "use strict";

  const L = PM.look, V = PM.view;
  const sprites = new Map();

  // An area as it is published or wrapped; a known anchor as a mark of fixed size, which is no area.
  function platePath(ctx, row, view) {
    if (V.hasArea(row)) { V.trace(ctx, row, view); return; }
    const at = V.screen(row, view);
    ctx.beginPath();
    ctx.arc(at[0], at[1], L.plate.mark / 2, 0, 7);
  }

  function plates() {
    return PM.data.plates.filter(function (p) { return p.row >= 0 && V.located(p.row) && V.hasPoint(p.row); });
  }

  function plateFills(ctx, view) {
    plates().forEach(function (p) {
      if (!PM.state.mask[p.row]) return;
      platePath(ctx, p.row, view);
      ctx.globalAlpha = L.plate.fill * (view.zoom >= L.plate.closeFrom ? L.plate.close : 1);
      ctx.fillStyle = p.tint;
      ctx.fill("evenodd");
    });
    ctx.globalAlpha = 1;
  }

  function plateEdges(ctx, view) {
    ctx.lineJoin = "round";
    plates().forEach(function (p) {
      const anchor = p.outline === "anchor", selected = p.row === PM.state.selected;
      platePath(ctx, p.row, view);
      ctx.globalAlpha = PM.state.mask[p.row] ? 1 : L.plate.faded;
      ctx.setLineDash(anchor ? L.plate.dots : L.plate.dash);
      ctx.lineCap = anchor ? "round" : "butt";
      ctx.lineWidth = L.plate.width * (anchor ? 1.3 : 1) + (selected ? 1.4 : 0);
      ctx.strokeStyle = p.edge;
      ctx.stroke();
    });
    ctx.globalAlpha = 1;
  }

  const ROAD_ORDER = ["upcoming", "open", "overdue", "active"];
  function roadRank(row) { return ROAD_ORDER.indexOf(PM.symbols.face(row).phase); }

  function stroke(ctx, s) {
    ctx.lineWidth = s.width;
    ctx.strokeStyle = s.stroke;
    ctx.setLineDash(s.dash || []);
    ctx.lineCap = s.cap || "butt";
    ctx.stroke();
  }

  function halo(ctx, width) {
    stroke(ctx, { stroke: "#FFFFFF", width: width + 7, cap: "round" });
    stroke(ctx, { stroke: L.ink, width: width + 4, cap: "round" });
    stroke(ctx, { stroke: "#FFFFFF", width: width + 1, cap: "round" });
  }

  function lines(ctx, rows, view) {
    const k = L.at(view.zoom).road;
    const list = rows.filter(V.hasLine).map(function (r) { return { row: r, rank: roadRank(r) }; });
    list.sort(function (a, b) { return a.rank - b.rank; });
    ctx.lineJoin = "round";
    list.forEach(function (item) {
      const face = PM.symbols.face(item.row), thin = V.isRoad(item.row) ? 1 : .7;
      V.trace(ctx, item.row, view);
      if (item.row === PM.state.selected) halo(ctx, 8 * k * thin);
      PM.symbols.road(face, k * thin).forEach(function (s) { stroke(ctx, s); });
    });
    ctx.setLineDash([]);
  }

  // A symbol is painted once for a look and size, then copied.
  function sprite(row, r, ratio) {
    const f = PM.symbols.face(row);
    const key = [f.status.code, f.certainty, f.park, f.road, f.phase, f.late, r, ratio].join();
    if (!sprites.has(key)) {
      const half = Math.ceil(r * 1.62 + 8), canvas = document.createElement("canvas"), ctx = canvas.getContext("2d");
      canvas.width = canvas.height = half * 2 * ratio;
      ctx.scale(ratio, ratio);
      ctx.translate(half, half);
      PM.symbols.paint(ctx, PM.symbols.mark(row, r));
      sprites.set(key, { canvas: canvas, half: half });
    }
    return sprites.get(key);
  }

  function points(ctx, list, view, ratio) {
    list.forEach(function (m) {
      const s = sprite(m.row, view.r, ratio), size = s.half * 2;
      ctx.drawImage(s.canvas, Math.round((m.x - s.half) * ratio) / ratio, Math.round((m.y - s.half) * ratio) / ratio, size, size);
    });
  }

  function uncertainty(ctx, view) {
    const row = PM.state.selected, c = PM.data.columns;
    if (row < 0 || !V.located(row) || !V.hasMark(row) || !c.accuracy[row] || PM.data.certainties[PM.data.certainty[row]].code === "exact") return;
    const at = V.screen(row, view), status = PM.symbols.face(row).status;
    ctx.save();
    ctx.beginPath();
    ctx.arc(at[0], at[1], c.accuracy[row] / V.metres(row) * view.scale, 0, 7);
    ctx.globalAlpha = L.circle.fill;
    ctx.fillStyle = status.face;
    ctx.fill();
    ctx.globalAlpha = 1;
    stroke(ctx, { stroke: status.ink, width: L.circle.width, dash: L.circle.dash });
    ctx.restore();
  }

  function ring(ctx, view) {
    const row = PM.state.selected;
    if (row < 0 || !V.located(row) || !V.hasMark(row)) return;
    const at = V.screen(row, view);
    ctx.save();
    ctx.beginPath();
    ctx.arc(at[0], at[1], L.ring.r, 0, 7);
    stroke(ctx, { stroke: "#FFFFFF", width: L.ring.white });
    stroke(ctx, { stroke: L.ink, width: L.ring.ink });
    ctx.restore();
  }

  function all(ctx, view, ratio, placed) {
    const rows = V.shown(), list = V.marks(rows, view), base = PM.basemap;
    base.land(ctx, view);
    plateFills(ctx, view);
    base.roads(ctx, view);
    base.stations(ctx, view);
    base.mask(ctx, view);
    base.edge(ctx, view);
    plateEdges(ctx, view);
    ctx.globalAlpha = PM.state.counts.shown ? 1 : L.dim;
    lines(ctx, rows, view);
    uncertainty(ctx, view);
    ring(ctx, view);
    points(ctx, list, view, ratio);
    PM.labels.draw(ctx, placed, view);
    ctx.globalAlpha = 1;
    return list;
  }

  PM.draw = { all: all };
})(window.PM = window.PM || {});
