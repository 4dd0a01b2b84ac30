/* Strokes and signs of the board's layer: everything on a white edge, so that it stands out from what lies below. */
(function (PM) {
  "use strict";

  const FULL = 7, SIGN = 15;

  function stroke(ctx, ink, width, dash) {
    ctx.setLineDash([]);
    ctx.lineWidth = width + 3;
    ctx.strokeStyle = "#FFFFFF";
    ctx.stroke();
    ctx.setLineDash(dash || []);
    ctx.lineWidth = width;
    ctx.strokeStyle = ink;
    ctx.stroke();
    ctx.setLineDash([]);
  }
  function circle(ctx, x, y, r, ink, width, dash) {
    ctx.beginPath();
    ctx.arc(x, y, r, 0, FULL);
    stroke(ctx, ink, width, dash);
  }

  function line(ctx, a, b, ink, width) {
    ctx.beginPath();
    ctx.moveTo(a[0], a[1]);
    ctx.lineTo(b[0], b[1]);
    stroke(ctx, ink, width);
  }

  function pill(ctx, x, y, text, ink) {
    ctx.font = "700 12px " + PM.look.font;
    const w = Math.max(SIGN, ctx.measureText(text).width + 6);
    ctx.fillStyle = "#FFFFFF";
    ctx.fillRect(x - w / 2 - 1, y - SIGN / 2 - 1, w + 2, SIGN + 2);
    ctx.fillStyle = ink;
    ctx.fillRect(x - w / 2, y - SIGN / 2, w, SIGN);
    ctx.fillStyle = "#FFFFFF";
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(text, x, y + .5);
  }

  function arrow(ctx, from, to, ink) {
    const far = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (far < 8) return;
    const ux = (to[0] - from[0]) / far, uy = (to[1] - from[1]) / far;
    line(ctx, from, to, ink, 2);
    ctx.beginPath();
    ctx.moveTo(to[0], to[1]);
    ctx.lineTo(to[0] - 11 * ux + 5 * uy, to[1] - 11 * uy - 5 * ux);
    ctx.lineTo(to[0] - 11 * ux - 5 * uy, to[1] - 11 * uy + 5 * ux);
    ctx.closePath();
    ctx.fillStyle = ink;
    ctx.fill();
  }

  // `sign`: how high a pill is, and how wide at least.
  PM.pens = { stroke: stroke, circle: circle, line: line, pill: pill, arrow: arrow, sign: SIGN };
})(window.PM = window.PM || {});
