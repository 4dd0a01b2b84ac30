/* A piece of the world drawn for paper by the map's own code, with plates' names and numbers: the district, or a plate enlarged. */
(function (PM) {
  "use strict";

  const L = PM.paperLook.map, V = PM.view;

  function printed(row) { return PM.state.mask[row] === 1; }

  // The smallest box around boxes, or null.
  function around(boxes) {
    return boxes.filter(Boolean).reduce(function (all, b) {
      return all ? [Math.min(all[0], b[0]), Math.min(all[1], b[1]), Math.max(all[2], b[2]), Math.max(all[3], b[3])] : b;
    }, null);
  }

  // Paper has sizes of its own, whatever the screen's view is dressed in.
  function view(box, width, height, pad) { return Object.assign(V.fit(box, width, height, pad), L.view); }

  // Only what the filter shows is printed, whatever is dimmed on screen, and nothing whose place is under a frame or beyond the edge.
  function scene(view, piece, frames) {
    const made = PM.scene.make(view, piece), under = function (b, m) { return V.within(b, m.tx, m.ty); };
    const open = function (m) { return under([0, 0, view.width, view.height], m) && !frames.some(function (b) { return under(b, m); }); };
    made.rows = made.rows.filter(printed);
    made.marks = made.marks.filter(function (m) { return printed(m.row) && open(m); });
    made.cells = made.cells.filter(open);
    return made;
  }

  // Each layer keeps clear of the ones before it. Answers what was drawn and which numbers were placed.
  function draw(node, scene, rows, options) {
    const v = scene.view, space = new PM.Space(v.width, v.height), ctx = new PM.svg.Context(node, v.width, v.height);
    PM.names.obstacles(space, scene, options.frames);
    const tags = PM.paperTags.place(options.groups, rows.numbers, scene, space, options.inset);
    const pins = rows.listed ? PM.paperPins.place(scene, rows.numbers, space) : [], names = PM.labels.place(PM.names.base(scene), space, v);
    PM.draw.all(ctx, scene, 1);
    PM.labels.draw(ctx, names, v);
    PM.paperTags.draw(node, tags);
    PM.paperPins.draw(node, pins);
    return { scene: scene, pins: pins };
  }

  // A window with coordinates of its own; `over`: it stands on the map and hides what is below.
  function frame(x, y, w, h, children, over) {
    const box = "0 0 " + w + " " + h;
    return PM.dom.svg("svg", { x: x, y: y, width: w, height: h, viewBox: box, overflow: "hidden", class: over ? "paper-frame" : null }, children);
  }
  function border(w, h, width) {
    return PM.dom.svg("rect", { width: w, height: h, fill: "none", stroke: PM.look.ink, "stroke-width": width });
  }

  PM.paperPanel = { printed: printed, around: around, view: view, scene: scene, draw: draw, frame: frame, border: border };
})(window.PM = window.PM || {});
