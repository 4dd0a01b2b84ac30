/* The ground of a scene: the built-in base, and the plates in it. */
(function (PM) {
  "use strict";

  const L = PM.look, V = PM.view;
  const kept = new WeakMap();

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

  // What lies on the plates is the same at every date and for every filter.
  function over(ctx, view) {
    const base = PM.basemap;
    base.roads(ctx, view);
    base.stations(ctx, view);
    base.mask(ctx, view);
    base.edge(ctx, view);
  }

  function keyOf(view, ratio) { return [view.left, view.top, view.scale, view.width, view.height, view.tiles, ratio].join(); }
  function sheet(ctx, view, ratio) { return ctx.vector ? null : (kept.get(ctx.canvas) || {})[keyOf(view, ratio)]; }

  // Paint it once for a view at rest: while dates and filters follow each other it is copied.
  function keep(canvas, view, ratio) {
    const own = document.createElement("canvas"), pen = own.getContext("2d");
    own.width = canvas.width;
    own.height = canvas.height;
    pen.scale(ratio, ratio);
    over(pen, view);
    // A canvas is looked at anew each time it is copied, a picture is not.
    window.createImageBitmap(own).then(function (image) {
      const sheets = {};
      sheets[keyOf(view, ratio)] = image;
      kept.set(canvas, sheets);
    });
  }
  function copy(ctx, image) {
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.drawImage(image, 0, 0);
    ctx.restore();
  }

  function draw(ctx, scene, ratio) {
    const image = sheet(ctx, scene.view, ratio);
    PM.basemap.land(ctx, scene.view);
    plateFills(ctx, scene.view);
    if (image) copy(ctx, image); else over(ctx, scene.view);
    plateEdges(ctx, scene.view);
  }

  PM.ground = { draw: draw, keep: keep };
})(window.PM = window.PM || {});
