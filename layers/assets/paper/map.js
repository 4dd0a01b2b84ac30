/* The printed map: the district, or the plates the filter names, with all that stands in the corners of its frame. */
(function (PM) {
  "use strict";

  const L = PM.paperLook.map, I = PM.paperLook.inset, K = PM.paperLook.locator, B = PM.paperLook.corner, S = PM.paperLook.scale;
  const V = PM.view, N = PM.paperPanel, WIDTH = PM.paperLook.page.body;

  // At least as much of the world as shows where it is.
  function roomy(box) {
    const half = L.least / 40075016.686, x = (box[0] + box[2]) / 2, y = (box[1] + box[3]) / 2;
    return N.around([box, [x - half, y - half, x + half, y + half]]);
  }

  // Plates the filter names are shown as large as the sheet allows; every other filter thins out the district.
  function close(whole) {
    const box = PM.state.spec.plates && N.around(V.shown().filter(N.printed).map(V.bounds)), part = L.close;
    return box && box[2] - box[0] < (whole[2] - whole[0]) * part && box[3] - box[1] < (whole[3] - whole[1]) * part ? roomy(box) : null;
  }

  function view(box, height, pad, more) {
    return N.view(box, WIDTH, height, Object.assign({ left: pad, top: pad, right: pad, bottom: pad }, more));
  }
  function largest(views) { return views.reduce(function (a, b) { return b.scale > a.scale ? b : a; }); }

  // Clear of what stands in the corners on the left: beside it or, on a high map, above and below.
  function clearOf(box, height, pad, corners) {
    const side = { left: Math.max(pad, corners.width) }, ends = { top: Math.max(pad, corners.top), bottom: Math.max(pad, corners.bottom) };
    return largest([view(box, height, pad, side), view(box, height, pad, ends)]);
  }

  // {view, inset} or, close up, {view, locator}.
  function layout(height, parts, listed) {
    const whole = PM.mapui.whole(), near = close(whole), low = parts.length ? PM.paperCorner.height(parts) + B.bottom + 10 : 0;
    const corners = { width: low ? B.x + B.width + 10 : 0, top: 0, bottom: low };
    if (near) {
      const both = { width: Math.max(corners.width, K.x + K.width + 10), top: K.y + K.height + 10, bottom: low };
      return { view: clearOf(near, height, L.closePad, both), locator: true };
    }
    const beside = view(whole, height, L.pad, { left: I.x + I.width + 10 }), inset = listed && PM.paperInset.find(beside);
    return inset ? { view: beside, inset: inset } : { view: clearOf(whole, height, L.pad, corners) };
  }

  function boxOf(look) { return [look.x - 4, look.y - 4, look.x + look.width + 4, look.y + look.height + 4]; }

  // Draws the corners; answers the boxes they cover.
  function corners(node, at, parts, height) {
    const boxes = PM.paperCorner.draw(node, parts, height - B.bottom), end = PM.paperScale.bar(node, at.view, B.x, height - S.bottom, S.most);
    const words = PM.paperScale.ratio(at.view), right = end + 12 + PM.paperText.width(words, S.size);
    node.appendChild(PM.paperText.node(words, end + 12, height - S.bottom + S.height, S.size, Object.assign({ fill: PM.look.ink }, PM.paperTags.halo)));
    node.appendChild(PM.paperScale.north(WIDTH - 24, 14));
    if (at.locator) node.appendChild(PM.paperInset.locator(at.view));
    return [[WIDTH - 40, 8, WIDTH - 8, 62], [0, height - 34, right + 6, height], boxes, at.inset && boxOf(I), at.locator && boxOf(K)].filter(Boolean);
  }

  // Answers the node, and what was drawn with which numbers.
  function make(rows, height) {
    const parts = PM.paperCorner.parts(rows.groups, rows.numbers), at = layout(height, parts, rows.listed);
    const ground = PM.dom.svg("g", {}), corner = PM.dom.svg("g", {}), frames = corners(corner, at, parts, height);
    const scene = N.scene(at.view, at.inset ? { outside: at.inset.box } : {}, frames);
    const hole = at.inset && { plate: at.inset.plate, hole: PM.names.hole(at.inset.box, at.view) };
    const panels = [N.draw(ground, scene, rows, { frames: frames, groups: rows.groups, inset: hole })];
    if (at.inset) panels.push(PM.paperInset.draw(at.inset, rows));
    const node = N.frame(PM.paperLook.page.left, L.top, WIDTH, height, [ground, corner, at.inset && panels[1].node, N.border(WIDTH, height, 3)]);
    return { node: node, panels: panels, inset: Boolean(at.inset) };
  }

  PM.paperMap = { make: make };
})(window.PM = window.PM || {});
