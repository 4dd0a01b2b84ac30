/* The ground of a scene: the built-in base and the plates, which are the same at every date. */
(function (PM) {
  "use strict";

  const L = PM.look, V = PM.view;
  const grounds = new WeakMap();

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
      ctx.globalAlpha = L.plate.fill * (view.zoom >= L.plate.closeFrom ? L.plate.close : view.tiles ? L.plate.overTiles : 1);
      ctx.fillStyle = p.tint;
      ctx.fill("evenodd");
    });
    ctx.globalAlpha = 1;
  }

  function plateEdges(ctx, view) {
    ctx.lineJoin = "round";
    plates().forEach(function (p) {
      const anchor = p.outline === "anchor", selected = p.row === PM.state.selected && !ctx.vector;
      platePath(ctx, p.row, view);
      ctx.globalAlpha = PM.state.mask[p.row] ? 1 : L.plate.faded;
      ctx.setLineDash(p.outline === "official" ? [] : anchor ? L.plate.dots : L.plate.dash);
      ctx.lineCap = anchor ? "round" : "butt";
      ctx.lineWidth = L.plate.width * (anchor ? 1.3 : 1) + (selected ? 1.4 : 0);
      ctx.strokeStyle = p.edge;
      ctx.stroke();
    });
    ctx.globalAlpha = 1;
  }

  function paint(ctx, view) {
    const base = PM.basemap;
    base.land(ctx, view);
    plateFills(ctx, view);
    base.roads(ctx, view);
    base.stations(ctx, view);
    base.mask(ctx, view);
    base.edge(ctx, view);
    plateEdges(ctx, view);
  }

  // The ground is the same at every date: while dates follow each other a canvas keeps its own, painted once.
  function groundKey(view, ratio) {
    const chosen = plates().map(function (p) { return PM.state.mask[p.row] + (p.row === PM.state.selected ? "s" : ""); });
    return [view.left, view.top, view.scale, view.width, view.height, view.tiles, ratio].concat(chosen).join();
  }
  function keepGround(ctx, view, ratio, key) {
    const own = document.createElement("canvas"), pen = own.getContext("2d");
    own.width = ctx.canvas.width;
    own.height = ctx.canvas.height;
    pen.scale(ratio, ratio);
    paint(pen, view);
    grounds.set(ctx.canvas, { key: key, canvas: own });
  }
  function draw(ctx, scene, ratio) {
    const key = ctx.vector ? null : groundKey(scene.view, ratio), same = function () { return key && (grounds.get(ctx.canvas) || {}).key === key; };
    if (scene.rides && !same()) keepGround(ctx, scene.view, ratio, key);
    if (!same()) { paint(ctx, scene.view); return; }
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalCompositeOperation = "copy";
    ctx.drawImage(grounds.get(ctx.canvas).canvas, 0, 0);
    ctx.restore();
  }

  PM.ground = { draw: draw };
})(window.PM = window.PM || {});
