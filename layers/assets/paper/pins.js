/* The numbers on the printed map. Every one is placed: on its road or beside its symbol, else further out with a leader. */
(function (PM) {
  "use strict";

  const V = PM.view, L = PM.paperLook.pin, S = PM.paperSpots, STEP = 5, PASSES = 3;

  // Points along a road in view, from its middle outward.
  function course(row, view) {
    const out = [];
    V.pieces(row, function (ax, ay, bx, by) {
      const x = ax * view.scale - view.left, y = ay * view.scale - view.top, dx = (bx - ax) * view.scale, dy = (by - ay) * view.scale;
      const n = Math.max(1, Math.ceil(Math.hypot(dx, dy) / STEP));
      for (let i = 0; i < n; i++) out.push([x + dx * (i + .5) / n, y + dy * (i + .5) / n]);
    });
    const middle = (out.length - 1) / 2;
    return out.map(function (at, i) { return { at: at, off: Math.abs(i - middle) }; }).sort(function (a, b) { return a.off - b.off; })
      .map(function (p) { return p.at; }).filter(function (p) { return V.within([4, 4, view.width - 4, view.height - 4], p[0], p[1]); });
  }

  // What a road's number stands beside: its whole length.
  function extent(points) {
    const b = PM.paperPanel.around(points.map(function (p) { return [p[0], p[1], p[0], p[1]]; }));
    return { x: (b[0] + b[2]) / 2, y: (b[1] + b[3]) / 2, hx: (b[2] - b[0]) / 2 + 6, hy: (b[3] - b[1]) / 2 + 6 };
  }

  // A stretch too short to be seen around its number has the number beside it.
  function job(row, mark, view, n) {
    const points = mark ? [] : course(row, view), size = S.size(n);
    if (!mark && !points.length) return null;
    return { row: row, n: n, size: size, course: points, on: points.length * STEP > size[0] * L.onLine, anchor: mark || extent(points) };
  }

  function jobs(scene, numbers) {
    const marks = new Map(scene.marks.map(function (m) { return [m.row, m]; })), crowd = new PM.Space(scene.view.width, scene.view.height);
    const boxes = new Map(scene.marks.map(function (m) { return [m.row, S.around(m)]; }));
    boxes.forEach(function (b) { crowd.add(b); });
    return PM.names.named(scene).map(function (row) { return job(row, marks.get(row), scene.view, numbers.get(row)); }).filter(Boolean)
      .map(function (j) { return Object.assign(j, { crowd: crowd, symbol: boxes.get(j.row) }); });
  }

  function freeOfRoads(job, at, scene) {
    const view = scene.view, x = (at[0] + view.left) / view.scale, y = (at[1] + view.top) / view.scale;
    return !scene.rows.some(function (r) { return r !== job.row && V.hasLine(r) && V.distance(r, x, y) * view.scale < job.size[0] / 2 + 4; });
  }

  // On the road itself, where no other road, symbol or number could be meant.
  function onCourse(job, scene, space, others) {
    const at = job.on && job.course.find(function (p) {
      const b = S.box(p[0], p[1], job.size);
      return space.free(b, true) && freeOfRoads(job, p, scene) && S.clearance(job, b) >= L.clear &&
        others.every(function (o) { return S.gap(o.box, b) > L.apart && !(o.wire && S.through(o.wire, b)); });
    });
    return at ? { box: S.box(at[0], at[1], job.size), wire: null, cost: 0 } : null;
  }

  // What the numbers already placed add to a spot's cost: infinite where one would cover the other.
  function conflict(spot, others) {
    let sum = 0;
    for (let i = 0; i < others.length; i++) {
      const o = others[i];
      if (S.gap(spot.box, o.box) < 1) return Infinity;
      if (o.wire && S.through(o.wire, spot.box)) sum += L.cost.under;
      if (spot.wire && S.through(spot.wire, o.box)) sum += L.cost.under;
      if (spot.wire && o.wire && S.cross(spot.wire, o.wire)) sum += L.cost.cross;
    }
    return sum;
  }

  // The cheapest of a sorted list; what costs more from the start need not be looked at.
  function cheapest(list, others, space) {
    let best = null, least = Infinity;
    for (let i = 0; i < list.length && list[i].cost < least; i++) {
      const plain = list[i].cost + conflict(list[i], others), cost = plain < least ? plain + S.over(list[i].wire, space) : plain;
      if (cost < least) { least = cost; best = Object.assign({}, list[i], { cost: cost }); }
    }
    return best;
  }

  function better(a, b) { return !a || (b && b.cost < a.cost) ? b : a; }

  // Touching its symbol, else in the rings around it, else in ever wider ones.
  function beside(item, scene, space, others) {
    let best = cheapest(item.spots, others, space);
    if (best && best.cost <= L.cost.leader) return best;
    item.far = item.far || S.list(item.job, L.rings, space);
    best = better(best, cheapest(item.far, others, space));
    for (let ring = L.rings[L.rings.length - 1]; !best && ring < scene.view.width; ring += L.height) {
      best = cheapest(S.list(item.job, [ring], space), others, space);
    }
    return best || S.at(item.job, 0, 0);
  }

  function choose(item, scene, space, others) { return onCourse(item.job, scene, space, others) || beside(item, scene, space, others); }

  // The signs of lateness and of a light stick out of their symbol's box; a road's light stands on the road.
  function badges(scene, space) {
    const r = scene.view.r, b = PM.look.badge.r + 1, l = PM.look.light, view = scene.view;
    const add = function (x, y, half) { space.add([x - half, y - half, x + half, y + half]); };
    scene.marks.forEach(function (m) {
      const f = PM.symbols.face(m.row);
      if (f.late) add(m.x + r, m.y - r, b);
      if (f.light) add(m.x + (f.road ? l.crossing : r), m.y + (f.road ? 5 : r), l.half);
    });
    scene.rows.filter(function (row) { return V.isRoad(row) && V.hasLine(row) && PM.symbols.face(row).light; }).forEach(function (row) {
      const at = V.middle(row);
      add(at[0] * view.scale - view.left, at[1] * view.scale - view.top, l.half);
    });
  }

  // Those with the least room choose first; roads have their whole length to choose from.
  function inOrder(scene, numbers, space) {
    const list = jobs(scene, numbers).map(function (j) {
      const spots = S.list(j, [0], space);
      return { job: j, spots: spots, far: null, room: j.on ? Infinity : spots.length, found: null };
    });
    return list.sort(function (a, b) { return a.room === b.room ? a.job.n - b.job.n : a.room - b.room; });
  }

  // One after the other; then each may move where the others have left it something better.
  function place(scene, numbers, space) {
    badges(scene, space);
    const list = inOrder(scene, numbers, space);
    for (let pass = 0; pass < PASSES; pass++) {
      list.forEach(function (item) {
        if (item.found && !item.found.cost) return;
        const others = list.filter(function (o) { return o !== item && o.found; }).map(function (o) { return o.found; });
        item.found = choose(item, scene, space, others);
      });
    }
    list.forEach(function (item) { space.add(S.grown(item.found.box, 1)); });
    return list.map(function (item) { return Object.assign({ row: item.job.row, n: item.job.n, anchor: item.job.anchor }, item.found); });
  }

  function leader(pin) {
    const w = pin.wire.map(function (v) { return v.toFixed(2); });
    return PM.dom.svg("path", { d: "M" + w[0] + " " + w[1] + "L" + w[2] + " " + w[3], stroke: PM.look.ink, "stroke-width": PM.look.leader.width });
  }

  const DARK = { ground: PM.look.ink, edge: "#FFFFFF", text: "#FFFFFF" }, FRAMED = { ground: "#FFFFFF", edge: PM.look.ink, text: PM.look.ink };

  // A number at the middle of a box, on dark ground if no other look is asked for.
  function pill(n, b, look) {
    const f = function (v) { return v.toFixed(2); }, c = look || DARK, type = { bold: true, fill: c.text, "text-anchor": "middle" };
    return PM.dom.svg("g", { class: "paper-pin" }, [
      PM.dom.svg("rect", {
        x: f(b[0]), y: f(b[1]), width: f(b[2] - b[0]), height: f(b[3] - b[1]), rx: L.radius, fill: c.ground, stroke: c.edge, "stroke-width": 1
      }),
      PM.paperText.node(String(n), f((b[0] + b[2]) / 2), f((b[1] + b[3]) / 2 + L.size * .36), L.size, type)
    ]);
  }

  function draw(node, pins) {
    pins.forEach(function (p) { if (p.wire) node.appendChild(leader(p)); });
    pins.forEach(function (p) { node.appendChild(pill(p.n, p.box)).setAttribute("data-row", p.row); });
  }

  PM.paperPins = { place: place, draw: draw, pill: pill, framed: FRAMED };
})(window.PM = window.PM || {});
