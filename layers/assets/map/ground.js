/* The ground of a scene: the built-in base, and the plates in it. */
(function (PM) {
  "use strict";

  const L = PM.look, V = PM.view, FAR = 8;
  const kept = new WeakMap();

  // An area as it is published or wrapped; a known anchor as a mark of fixed size, which is no area.
  function platePath(ctx, row, view) {
    if (V.hasArea(row)) { V.trace(ctx, row, view); return; }
    const at = V.screen(row, view);
    ctx.beginPath();
    ctx.arc(at[0], at[1], L.plate.mark / 2, 0, 7);
  }

  // Where a straight piece enters and leaves a box, as shares of its length; null where it passes by (Liang and Barsky).
  function inside(a, b, box) {
    let from = 0, to = 1;
    for (let k = 0; k < 4; k++) {
      const axis = k % 2, sign = k < 2 ? 1 : -1, step = sign * (b[axis] - a[axis]), room = sign * (a[axis] - box[k]), at = -room / step;
      if (step === 0 && room < 0) return null;
      if (step > 0) from = Math.max(from, at);
      if (step < 0) to = Math.min(to, at);
    }
    return from < to ? [from, to] : null;
  }

  // Every dash is drawn by itself, seen or not: one member far away makes a hundred thousand. Of an edge that long only what lies in the view.
  function edgePath(ctx, row, view) {
    const b = V.bounds(row), e = V.extent(view), w = e[2] - e[0], h = e[3] - e[1];
    if (!V.hasArea(row) || Math.max(b[2] - b[0], b[3] - b[1]) < FAR * Math.max(w, h)) { platePath(ctx, row, view); return; }
    const box = [e[0] - w, e[1] - h, e[2] + w, e[3] + h];
    ctx.beginPath();
    V.pieces(row, function (x0, y0, x1, y1) {
      const part = inside([x0, y0], [x1, y1], box);
      if (!part) return;
      const at = part.map(function (t) { return [(x0 + (x1 - x0) * t) * view.scale - view.left, (y0 + (y1 - y0) * t) * view.scale - view.top]; });
      ctx.moveTo(at[0][0], at[0][1]);
      ctx.lineTo(at[1][0], at[1][1]);
    });
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
      edgePath(ctx, p.row, view);
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
