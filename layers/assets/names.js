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

  function nameRequests(rows, view) {
    return rows.filter(function (r) { return !V.isPlate(r); }).map(function (row) {
      const face = PM.symbols.face(row), style = styleOf(row, face), line = V.isRoad(row) && V.hasLine(row);
      const wide = line ? 6 : face.road ? 10 : face.park || face.certainty === "schematic" ? view.r * 1.62 : view.r;
      return {
        text: plain(PM.data.columns.label[row] || PM.data.columns.name[row]), style: style, row: row,
        colour: style === "road" ? face.status.ink : null,
        gap: (style === "selected" && !line ? L.ring.r : wide) + L.labelGap,
        anchors: line ? linePoints(row, view) : [[PM.data.geo.px[row], PM.data.geo.py[row]]]
      };
    });
  }

  function baseRequests(rows, view) {
    const base = PM.data.base, taken = new Set(rows.map(function (r) { return PM.data.columns.label[r]; })), out = [];
    base.places.forEach(function (p) {
      if (p.kind === "area" && view.zoom < 13) return;
      out.push({ text: plain(p.name), style: L.labels[p.kind] ? p.kind : "village", row: -1, centre: true, gap: 0, anchors: [[p.x, p.y]] });
    });
    base.roads.forEach(function (r) {
      if (taken.has(r.name) || !PM.basemap.roadVisible(r, view.zoom)) return;
      const anchors = PM.labels.along(r.line.length / 2, function (i) { return [r.line[2 * i], r.line[2 * i + 1]]; }, view);
      out.push({ text: plain(r.name), style: "baseRoad", row: -1, gap: 4, anchors: anchors });
    });
    return out;
  }

  // A drawn line keeps blocks and names off in small boxes along its course.
  function lineObstacles(space, row, view) {
    V.pieces(row, function (ax, ay, bx, by) {
      const x = ax * view.scale - view.left, y = ay * view.scale - view.top, dx = (bx - ax) * view.scale, dy = (by - ay) * view.scale;
      const n = Math.min(60, Math.ceil(Math.hypot(dx, dy) / 12));
      for (let i = 0; i <= n; i++) {
        const cx = x + dx * i / (n || 1), cy = y + dy * i / (n || 1);
        space.add([cx - 3, cy - 3, cx + 3, cy + 3, true]);
      }
    });
  }

  function obstacles(space, rows, list, view) {
    list.forEach(function (m) {
      const f = PM.symbols.face(m.row), wide = f.park || f.certainty === "schematic" ? 1.6 : 1.1;
      const r = m.row === PM.state.selected ? L.ring.r + 2 : view.r * wide, w = f.road ? 11 : r;
      space.add([m.x - w, m.y - r, m.x + w, m.y + r]);
    });
    rows.filter(V.hasLine).forEach(function (row) { lineObstacles(space, row, view); });
    PM.trays.frames().forEach(function (box) { space.add(box); });
  }

  // The selected name comes first; in a crowd it may lie over other symbols, never over a frame.
  function selectedName(requests, space, view) {
    const placed = PM.labels.place(requests, space, view);
    if (placed.length || !requests.length) return placed;
    const bare = new PM.labels.Space(view.width, view.height);
    PM.trays.frames().forEach(function (box) { bare.add(box); });
    return PM.labels.place(requests, bare, view).map(function (p) {
      const x = p.anchor[0] * view.scale - view.left + p.dx, y = p.anchor[1] * view.scale - view.top + p.dy;
      space.add([x - 2, y - p.h / 2, x + p.w + 2, y + p.h / 2]);
      return p;
    });
  }

  // Close up the plate is known and its things matter more: its name comes after theirs.
  function place(rows, list, view) {
    const space = new PM.labels.Space(view.width, view.height), close = view.zoom >= L.plate.closeFrom;
    const requests = nameRequests(rows, view), rest = requests.filter(function (r) { return r.style !== "selected"; });
    obstacles(space, rows, list, view);
    const chosen = selectedName(requests.filter(function (r) { return r.style === "selected"; }), space, view);
    if (!close) PM.trays.place(space, view);
    const own = chosen.concat(PM.labels.place(rest, space, view));
    if (close) PM.trays.place(space, view);
    return own.concat(PM.labels.place(baseRequests(rows, view), space, view));
  }

  PM.names = { place: place };
})(window.PM = window.PM || {});
