/* The Leaflet layer: one canvas, sharp at any pixel ratio, and what lies under a pixel. */
(function (PM) {
  "use strict";

  const V = PM.view;
  let layer = null;

  const CanvasLayer = window.L.Layer.extend({
    onAdd: function (map) {
      this._canvas = window.L.DomUtil.create("canvas", "pm-canvas", map.getPane("overlayPane"));
      this._canvas.setAttribute("aria-hidden", "true");
      this._placed = [];
      this._draw = PM.dom.perFrame(this.draw.bind(this));
      map.on("move zoom viewreset", this._draw, this);
      map.on("moveend zoomend resize", this.settle, this);
    },
    onRemove: function (map) {
      this._canvas.remove();
      map.off("move zoom viewreset", this._draw, this);
      map.off("moveend zoomend resize", this.settle, this);
    },
    // Names are placed only when the view is at rest; while it moves they ride along.
    settle: function () {
      const view = V.of(this._map), rows = V.shown();
      if (!view.width || !view.height) return;
      const list = V.marks(rows, view);
      this._placed = PM.names.place(rows, list, view);
      this.draw();
      PM.emit("settled", { list: list, view: view });
    },
    draw: function () {
      const view = V.of(this._map), ratio = window.devicePixelRatio || 1, ctx = this.fit(view, ratio);
      this._view = view;
      this._marks = PM.draw.all(ctx, view, ratio, this._placed);
    },
    // Lay the canvas over the map's window, one canvas pixel to a device pixel.
    fit: function (view, ratio) {
      const canvas = this._canvas, w = Math.round(view.width * ratio), h = Math.round(view.height * ratio);
      if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; }
      canvas.style.width = view.width + "px";
      canvas.style.height = view.height + "px";
      window.L.DomUtil.setPosition(canvas, this._map.containerPointToLayerPoint([0, 0]));
      const ctx = canvas.getContext("2d");
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      return ctx;
    }
  });

  function marksAt(x, y, reach) {
    return layer._marks.filter(function (m) { return Math.hypot(m.x - x, m.y - y) <= reach; }).reverse().map(function (m) { return m.row; });
  }

  function namesAt(x, y, view) {
    return layer._placed.filter(function (p) {
      const left = p.anchor[0] * view.scale - view.left + p.dx, top = p.anchor[1] * view.scale - view.top + p.dy - p.h / 2;
      return p.row >= 0 && x >= left && x <= left + p.w && y >= top && y <= top + p.h;
    }).slice(0, 1).map(function (p) { return p.row; });
  }

  function linesAt(x, y, view, reach) {
    const wx = (x + view.left) / view.scale, wy = (y + view.top) / view.scale;
    const near = V.shown().filter(V.hasLine).map(function (row) { return { row: row, d: V.distance(row, wx, wy) * view.scale }; });
    return near.filter(function (l) { return l.d <= reach; }).sort(function (a, b) { return a.d - b.d; }).map(function (l) { return l.row; });
  }

  function hits(x, y, slack) {
    const view = layer._view;
    return [marksAt(x, y, view.r + slack), namesAt(x, y, view), linesAt(x, y, view, slack + 3)].find(function (rows) { return rows.length; }) || [];
  }

  function start(map) {
    layer = new CanvasLayer();
    layer.addTo(map);
    PM.on("filter select", PM.dom.perFrame(function () { layer.settle(); }));
  }

  PM.canvas = { start: start, hits: hits, settle: function () { layer.settle(); } };
})(window.PM = window.PM || {});
