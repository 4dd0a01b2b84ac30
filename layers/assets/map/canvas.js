/* The Leaflet layer: the map's scene on one canvas, sharp at any pixel ratio; it also keeps the inset in step. */
(function (PM) {
  "use strict";

  const V = PM.view;
  // Names find their places once a filter, or a date that may be dragged, has stood so long.
  const REST_MS = { filter: 60, date: 150 }, KEEP_MS = 200;
  let layer = null;

  // One canvas pixel to a device pixel, whatever the zoom of the page.
  function context(canvas, width, height, ratio) {
    const w = Math.round(width * ratio), h = Math.round(height * ratio);
    if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; }
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
    const ctx = canvas.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    return ctx;
  }

  function paint(canvas, scene) {
    const ratio = window.devicePixelRatio || 1, ctx = context(canvas, scene.view.width, scene.view.height, ratio);
    PM.draw.all(ctx, scene, ratio);
    PM.labels.draw(ctx, scene.names, scene.view);
    PM.layer.draw(ctx, scene);
  }

  const CanvasLayer = window.L.Layer.extend({
    onAdd: function (map) {
      this._canvas = window.L.DomUtil.create("canvas", "pm-canvas", map.getPane("overlayPane"));
      this._canvas.setAttribute("aria-hidden", "true");
      const paint = PM.dom.perFrame(function () { if (this._stale && !this._unsettled) this.draw(); }.bind(this));
      this._draw = function () { this._stale = true; paint(); };
      const settle = PM.dom.perFrame(function () { if (this._unsettled) this.settle(); }.bind(this));
      this._settle = function () { this._unsettled = true; settle(); }.bind(this);
      map.on("move zoom viewreset", this._draw, this);
      map.on("moveend zoomend resize", this.moved, this);
    },
    onRemove: function (map) {
      this._canvas.remove();
      map.off("move zoom viewreset", this._draw, this);
      map.off("moveend zoomend resize", this.moved, this);
    },
    // A move that is only part of a change is settled with the rest of it.
    moved: function () { if (this._partly) this._settle(); else this.settle(); },
    together: function (work) {
      this._partly = true;
      try { work(); } finally { this._partly = false; }
    },
    // Names are placed only when the view is at rest; while it moves they ride along.
    settle: function () {
      this._unsettled = false;
      // Names keep clear of trays and tags: those must stand.
      PM.dom.flushMap();
      const view = V.of(this._map);
      if (!view.width || !view.height) return;
      PM.emit("view", view);
      this._piece = PM.inset.settle(view);
      const scene = PM.scene.make(view, this._piece);
      this._stands = standing();
      scene.names = PM.names.place(scene, PM.trays.frames(), PM.tags.place);
      this.show(scene);
      keepGround();
      PM.emit("settled", scene);
    },
    // At another date or filter all is drawn at once, but names keep their places until it rests.
    ride: function () {
      const view = V.of(this._map);
      if (!this.rides()) { this._settle(); return; }
      if (!view.width || !view.height) return;
      PM.emit("view", view);
      PM.dom.onMap(PM.inset.ride);
      this.show(PM.scene.ride(this.scene, view));
      clearTimeout(this._rest);
      this._rest = setTimeout(function () { if (this.rides()) this.settle(); }.bind(this), this._stands.day === PM.now.day ? REST_MS.filter : REST_MS.date);
    },
    rides: function () {
      const now = standing(), old = this._stands;
      return Boolean(old) && (old.day !== now.day || old.filter !== now.filter);
    },
    draw: function () { if (this.scene) this.show(PM.scene.ride(this.scene, V.of(this._map))); },
    show: function (scene) {
      this.scene = scene;
      this._stale = false;
      window.L.DomUtil.setPosition(this._canvas, this._map.containerPointToLayerPoint([0, 0]));
      paint(this._canvas, this.scene);
    },
    redraw: function () { this._draw(); PM.inset.draw(); }
  });

  // What names were last placed for: the date, and all else that is filtered by.
  function standing() {
    return { day: PM.now.day, filter: JSON.stringify(Object.assign({}, PM.state.spec, { asOf: null })) };
  }

  // Not in the midst of a move.
  const keepGround = PM.dom.later(function () { PM.ground.keep(layer._canvas, layer.scene.view, window.devicePixelRatio || 1); }, KEEP_MS);

  function start(map) {
    layer = new CanvasLayer();
    layer.addTo(map);
    PM.on("filter", function () { layer.ride(); });
    PM.on("select tiles layout", layer._settle);
    PM.on("hover layer", function () { layer.redraw(); });
  }

  PM.canvas = {
    start: start, paint: paint, settle: function () { layer.settle(); },
    rest: function () { if (layer._unsettled || !layer.scene) layer.settle(); }, together: function (work) { layer.together(work); }, rides: function () { return Boolean(layer) && layer.rides(); },
    scene: function () { return layer && layer.scene; }
  };
})(window.PM = window.PM || {});
