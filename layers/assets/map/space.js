/* What of a view is taken: boxes in a coarse grid, so that it is quickly told whether another has room. */
(function (PM) {
  "use strict";

  const L = PM.look, CELL = 64, ANY = true;

  // Boxes are [x0, y0, x1, y1, row]. One with a row is a piece of
  // that row's course: kept clear if it can be, but a name would rather lie over it than be lost.
  function Space(width, height) {
    this.width = width;
    this.height = height;
    this.cells = new Map();
  }
  Space.prototype.each = function (box, visit) {
    for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x++) {
      for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y++) {
        if (visit(x * 4096 + y)) return true;
      }
    }
    return false;
  };
  Space.prototype.add = function (box) {
    if (box[2] < 0 || box[3] < 0 || box[0] > this.width || box[1] > this.height) return;
    const cells = this.cells;
    this.each(box, function (key) {
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(box);
    });
  };
  Space.prototype.inside = function (box) {
    const e = L.labelEdge;
    return box[0] >= e && box[1] >= e && box[2] <= this.width - e && box[3] <= this.height - e;
  };
  // `over`: nothing; the row over whose own course a box may lie; or ANY course.
  Space.prototype.free = function (box, over) {
    const cells = this.cells;
    return this.inside(box) && !this.each(box, function (key) {
      const list = cells.get(key);
      for (let i = 0; list && i < list.length; i++) {
        const b = list[i];
        if (b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1]
          && !(b[4] !== undefined && (over === ANY || over === b[4]))) return true;
      }
      return false;
    });
  };
  // Area of a box that is taken, to choose the emptiest of several spots.
  Space.prototype.taken = function (box) {
    const cells = this.cells, seen = new Set();
    let sum = 0;
    this.each(box, function (key) {
      (cells.get(key) || []).forEach(function (b) {
        if (seen.has(b)) return;
        seen.add(b);
        const w = Math.min(b[2], box[2]) - Math.max(b[0], box[0]), h = Math.min(b[3], box[3]) - Math.max(b[1], box[1]);
        if (w > 0 && h > 0) sum += w * h;
      });
    });
    return sum;
  };

  Space.ANY = ANY;
  PM.Space = Space;
})(window.PM = window.PM || {});
