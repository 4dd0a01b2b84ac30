/* The Leaflet layer: the map's scene on one canvas, sharp at any pixel ratio; it also keeps the inset in step. */
(function (PM) {
  "use strict";

  const V = PM.view, REST_MS = 150;
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
      this._draw = PM.dom.perFrame(this.draw.bind(this));
      this._rest = PM.dom.later(function () { if (this.rides()) this.settle(); }.bind(this), REST_MS);
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
      const view = V.of(this._map);
      if (!view.width || !view.height) return;
      PM.emit("view", view);
      this._piece = PM.inset.settle(view);
      const scene = PM.scene.make(view, this._piece);
      this._stands = standing();
      scene.names = PM.names.place(scene, PM.trays.frames(), PM.tags.place);
      this.show(scene);
      PM.emit("settled", scene);
    },
    // At another date all is drawn at once, but names keep their places until the date rests.
    ride: function () {
      const view = V.of(this._map);
      if (!this.rides() || !view.width || !view.height) return;
      PM.emit("view", view);
      PM.inset.ride();
      this.show(PM.scene.ride(this.scene, view));
      this._rest();
    },
    rides: function () {
      const now = standing(), old = this._stands;
      return Boolean(old) && old.day !== now.day && old.filter === now.filter;
    },
    draw: function () {
      if (this.rides()) { this.show(PM.scene.ride(this.scene, V.of(this._map))); return; }
      const scene = PM.scene.make(V.of(this._map), this._piece), placed = this.scene || {};
      this.show(Object.assign(scene, { names: placed.names || [], ties: placed.ties }));
    },
    show: function (scene) {
      this.scene = scene;
      window.L.DomUtil.setPosition(this._canvas, this._map.containerPointToLayerPoint([0, 0]));
      paint(this._canvas, this.scene);
    },
    redraw: function () { this._draw(); PM.inset.draw(); }
  });

  // What names were last placed for: the date, and all else that is filtered by.
  function standing() {
    return { day: PM.now.day, filter: JSON.stringify(Object.assign({}, PM.state.spec, { asOf: null })) };
  }

  function start(map) {
    layer = new CanvasLayer();
    layer.addTo(map);
    const settle = PM.dom.perFrame(function () { layer.settle(); }), ride = PM.dom.perFrame(function () { layer.ride(); });
    PM.on("filter", function () { if (layer.rides()) ride(); else settle(); });
    PM.on("select tiles layout", settle);
    PM.on("hover layer", function () { layer.redraw(); });
  }

  PM.canvas = {
    start: start, paint: paint, settle: function () { layer.settle(); }, rides: function () { return Boolean(layer) && layer.rides(); },
    scene: function () { return layer && layer.scene; }
  };
})(window.PM = window.PM || {});
