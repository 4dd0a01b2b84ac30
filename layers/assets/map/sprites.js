/* Something small that stands at many places: painted once on a canvas of its own, then copied. */
(function (PM) {
  "use strict";

  const sprites = new Map();

  // A symbol is painted once for a look and size, then copied.
  function sprite(key, half, ratio, layers) {
    if (!sprites.has(key)) {
      const canvas = document.createElement("canvas"), ctx = canvas.getContext("2d");
      canvas.width = canvas.height = half * 2 * ratio;
      ctx.scale(ratio, ratio);
      ctx.translate(half, half);
      PM.symbols.paint(ctx, layers());
      sprites.set(key, { image: canvas, half: half });
      // A canvas is looked at anew each time it is copied, a picture is not.
      window.createImageBitmap(canvas).then(function (image) { sprites.get(key).image = image; });
    }
    return sprites.get(key);
  }
  function stamp(ctx, s, x, y, ratio) {
    ctx.drawImage(s.image, Math.round((x - s.half) * ratio) / ratio, Math.round((y - s.half) * ratio) / ratio, s.half * 2, s.half * 2);
  }

  // Something small at a place. Paper is drawn with paths alone, so that it stays sharp.
  function sign(ctx, key, half, layers, at, ratio) {
    if (!ctx.vector) { stamp(ctx, sprite(key + "," + ratio, Math.ceil(half), ratio, layers), at.x, at.y, ratio); return; }
    ctx.save();
    ctx.translate(at.x, at.y);
    PM.symbols.paint(ctx, layers());
    ctx.restore();
  }

  PM.sprites = { sign: sign };
})(window.PM = window.PM || {});
