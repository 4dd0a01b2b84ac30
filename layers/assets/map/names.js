/* Which names ask for a place on the map, and what they must keep clear of. */
(function (PM) {
  "use strict";

  const L = PM.look, V = PM.view;

  function linePoints(row, view) {
    const g = PM.data.geo, first = g.starts[g.parts[row]], end = g.starts[g.parts[row] + 1];
    return PM.labels.along(end - first, function (i) { return [g.x[first + i], g.y[first + i]]; }, view);
  }

  function styleOf(row, face) {
    if (row === PM.state.selected) return "selected";
    if (face.road) return face.phase ? "works" : "road";
    if (face.park) return "park";
    if (PM.data.kind[row] === PM.data.issite) return "site";
    return face.late || face.status.code === "building" ? "urgent" : "project";
  }

  // On canvas nothing isolates the marks that turn the reading order.
  function plain(text) { return text.replace(/[\u0000-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ""); }

  // Past the first gap a name is tied to its symbol by a hairline; the selected one is placed at almost any distance.
  const GAPS = [0, 12, 24, 38, 54], SELECTED_GAPS = [0, 14, 28, 44, 64];

  function request(row, mark, scene) {
    const face = PM.symbols.face(row), style = styleOf(row, face), wide = mark ? Math.max(mark.hx, style === "selected" ? L.ring.r + 2 : 0) : 6;
    // The signs of lateness and of a light stick out.
    const gap = wide + L.labelGap - (face.late || face.light ? -1 : 2);
    return {
      text: plain(PM.data.columns.label[row] || PM.data.columns.name[row]), style: style, row: row,
      colour: style === "road" ? face.status.ink : null, beside: scene.marks, loose: Boolean(mark && !face.road),
      gaps: (style === "selected" ? SELECTED_GAPS : mark ? GAPS : [0]).map(function (g) { return g + gap; }),
      shift: mark ? [mark.x - mark.tx, mark.y - mark.ty] : [0, 0],
      anchors: mark ? [[PM.data.geo.px[row], PM.data.geo.py[row]]] : linePoints(row, scene.view)
    };
  }

  function marksByRow(scene) { return new Map(scene.marks.map(function (m) { return [m.row, m]; })); }

  // The things a scene names, on screen by their name and on paper by their number: plates have tags.
  function named(scene) {
    const marks = marksByRow(scene);
    return scene.rows.filter(function (r) {
      return !V.isPlate(r) && (marks.has(r) || (V.hasLine(r) && V.isRoad(r) && PM.scene.owns(scene.piece, r)));
    });
  }

  // Among many lines a short one has no room for a name.
  function isLong(row, view) {
    const b = V.bounds(row);
    return (b[2] - b[0]) * view.scale >= L.crowd.bears || (b[3] - b[1]) * view.scale >= L.crowd.bears;
  }
  function nameRequests(scene) {
    if (!PM.state.counts.shown) return [];
    const marks = marksByRow(scene), all = named(scene), many = all.length - marks.size > L.crowd.courses;
    const rows = many ? all.filter(function (r) { return marks.has(r) || r === PM.state.selected || isLong(r, scene.view); }) : all;
    return rows.map(function (row) { return request(row, marks.get(row), scene); });
  }

  function baseRequests(scene) {
    const base = PM.data.base, view = scene.view, out = [];
    const taken = new Set(scene.rows.map(function (r) { return PM.data.columns.label[r]; }));
    base.places.forEach(function (p) {
      if (p.kind === "area" && view.zoom < 13) return;
      out.push({ text: plain(p.name), style: L.labels[p.kind] ? p.kind : "village", row: -1, centre: true, gaps: [0], anchors: [[p.x, p.y]] });
    });
    base.roads.forEach(function (r) {
      if (taken.has(r.name) || !PM.basemap.roadVisible(r, view.zoom)) return;
      const anchors = PM.labels.along(r.line.length / 2, function (i) { return [r.line[2 * i], r.line[2 * i + 1]]; }, view);
      out.push({ text: plain(r.name), style: "baseRoad", row: -1, gaps: [4], anchors: anchors });
    });
    return out;
  }

  // A drawn line keeps blocks and names off in small boxes along its course.
  function course(space, row, a, b, view) {
    const x = a[0] * view.scale - view.left, y = a[1] * view.scale - view.top, dx = (b[0] - a[0]) * view.scale, dy = (b[1] - a[1]) * view.scale;
    const n = Math.min(60, Math.ceil(Math.hypot(dx, dy) / 12));
    for (let i = 0; i <= n; i++) {
      const cx = x + dx * i / (n || 1), cy = y + dy * i / (n || 1);
      space.add([cx - 3, cy - 3, cx + 3, cy + 3, row]);
    }
  }
  function lineObstacles(space, row, view) {
    V.pieces(row, function (ax, ay, bx, by) { course(space, row, [ax, ay], [bx, by], view); });
  }
  // What plates' names would rather not cover besides.
  function edges(view) {
    const space = new PM.Space(view.width, view.height);
    PM.data.base.district.forEach(function (ring) {
      for (let i = 2; i < ring.length; i += 2) course(space, -1, [ring[i - 2], ring[i - 1]], [ring[i], ring[i + 1]], view);
    });
    return space;
  }

  function hole(box, view) {
    return [box[0] * view.scale - view.left, box[1] * view.scale - view.top, box[2] * view.scale - view.left, box[3] * view.scale - view.top];
  }

  function obstacles(space, scene, frames) {
    scene.marks.forEach(function (m) {
      const more = m.row === PM.state.selected ? Math.max(L.ring.r + 2 - m.hx, 0) : 0;
      space.add([m.x - m.hx - more, m.y - m.hy - more, m.x + m.hx + more, m.y + m.hy + more]);
      if (m.x !== m.tx || m.y !== m.ty) space.add([m.tx - 3, m.ty - 3, m.tx + 3, m.ty + 3]);
    });
    scene.cells.forEach(function (c) { space.add([c.x - c.r, c.y - c.r, c.x + c.r, c.y + c.r]); });
    const lines = scene.rows.filter(V.hasLine), few = lines.length <= L.crowd.courses;
    lines.forEach(function (row) { if (few || isLong(row, scene.view)) lineObstacles(space, row, scene.view); });
    if (scene.piece.outside) space.add(hole(scene.piece.outside, scene.view));
    frames.forEach(function (box) { space.add(box); });
  }

  // In a crowd the selected name may lie over symbols, never over a frame: it is what the reader asked for.
  function placeChosen(requests, space, view, frames) {
    const placed = PM.labels.place(requests, space, view);
    if (placed.length || !requests.length) return placed;
    const bare = new PM.Space(view.width, view.height);
    frames.forEach(function (box) { bare.add(box); });
    return PM.labels.place(requests, bare, view).map(function (p) {
      space.add(PM.hit.nameBox(p, view));
      return p;
    });
  }

  // Things' names and, where `tags` places them, the plates': close up the plate is known and its things matter more.
  function place(scene, frames, tags) {
    const view = scene.view, space = new PM.Space(view.width, view.height), close = view.zoom >= L.plate.closeFrom;
    const all = nameRequests(scene), isChosen = function (r) { return r.style === "selected"; };
    obstacles(space, scene, frames);
    const chosen = placeChosen(all.filter(isChosen), space, view, frames);
    if (tags && !close) tags(space, scene, edges(view));
    const own = chosen.concat(PM.labels.place(all.filter(function (r) { return !isChosen(r); }), space, view));
    if (tags && close) tags(space, scene, edges(view));
    return own.concat(PM.labels.place(view.tiles ? [] : baseRequests(scene), space, view));
  }

  PM.names = { place: place, named: named, base: baseRequests, obstacles: obstacles, hole: hole, plain: plain };
})(window.PM = window.PM || {});
