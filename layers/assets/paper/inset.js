/* In the printed map's upper left: the crowded plate enlarged, or, where the map shows a part of the district, which part. */
(function (PM) {
  "use strict";

  const L = PM.paperLook.inset, K = PM.paperLook.locator, C = PM.paperLook.colour, V = PM.view, N = PM.paperPanel, T = PM.paperText;
  const HEIGHT = L.height - L.head - L.foot, PAD = { left: L.pad, top: L.pad, right: L.pad, bottom: L.pad };
  const svg = function (t, a, c) { return PM.dom.svg(t, a, c); };

  function cut(scene) {
    return scene.marks.filter(function (m) {
      return m.x < m.hx || m.y < m.hy || m.x > scene.view.width - m.hx || m.y > scene.view.height - m.hy;
    });
  }

  // What would be cut by the frame is taken in whole.
  function widened(found) {
    for (let i = 0; i < 3 && cut(found.scene).length; i++) {
      found.world = N.around([found.world].concat(found.scene.marks.map(function (m) { return V.bounds(m.row); })));
      found.view = N.view(found.world, L.width, HEIGHT, PAD);
      found.box = V.extent(found.view);
      found.scene = N.scene(found.view, { inside: found.box }, []);
    }
    return found;
  }

  // The plate of an overview that is crowded with what is printed, with its scene; or null.
  function find(overview) {
    const crowded = PM.inset.find(overview);
    if (!crowded) return null;
    const view = N.view(crowded.box, L.width, HEIGHT, PAD), box = V.extent(view);
    const found = widened({ plate: crowded.plate, world: crowded.box, view: view, box: box, scene: N.scene(view, { inside: box }, []) });
    return PM.names.named(found.scene).length >= PM.look.inset.from ? found : null;
  }

  function ground(look) { return svg("rect", { width: look.width, height: look.height, fill: "#FFFFFF" }); }

  function head(node, plate) {
    const name = (plate.short || plate.name) + "放大图", size = T.sizeFor(name, PM.paperLook.plate.name, L.width - L.bar - 60, true);
    node.appendChild(T.node(name, 10, L.head * .7, size, { bold: true, fill: plate.text }));
  }

  // What of the plate is in neither map.
  function foot(node, group, numbers, y) {
    const look = PM.paperLook.plate, words = group && PM.paperTags.lostWords(group, numbers) || "本板块全部已定位";
    const left = 18 + T.width(words, look.line);
    node.appendChild(T.node(words, 10, y + L.foot * .64, look.line, { fill: C.tray }));
    PM.paperTags.tray(group ? group.lost : [], Math.floor((L.width - left) / look.pitch), 1).forEach(function (t) {
      PM.paperTags.symbols(node, t.rows, left, y + L.foot / 2);
    });
  }

  function draw(found, rows) {
    const group = rows.groups.find(function (g) { return g.index === found.plate; }), footTop = L.height - L.foot;
    const map = N.frame(0, L.head, L.width, HEIGHT), drawn = N.draw(map, found.scene, rows, { frames: [], groups: [] });
    const node = N.frame(L.x, L.y, L.width, L.height, [ground(L), map], true);
    head(node, PM.data.plates[found.plate]);
    PM.paperScale.bar(node, found.view, L.width - L.bar - 26, L.head - 9, L.bar);
    foot(node, group, rows.numbers, footTop);
    node.appendChild(svg("path", { d: "M0 " + L.head + "H" + L.width + "M0 " + footTop + "H" + L.width, stroke: C.frame }));
    node.appendChild(N.border(L.width, L.height, 2.4));
    return Object.assign(drawn, { node: node });
  }

  function locator(view) {
    const whole = PM.mapui.whole(), p = K.pad, small = N.view(whole, K.width, K.height, { left: p, top: p, right: p, bottom: p });
    const node = N.frame(K.x, K.y, K.width, K.height, [ground(K)], true), ctx = new PM.svg.Context(node, K.width, K.height);
    PM.data.base.district.forEach(function (ring) { PM.basemap.trace(ctx, ring, small, true); });
    Object.assign(ctx, { fillStyle: PM.look.land, strokeStyle: PM.look.district.edge, lineWidth: 1.2 });
    ctx.fill("evenodd");
    ctx.stroke();
    const b = PM.names.hole(V.extent(view), small);
    Object.assign(ctx, { strokeStyle: PM.look.ink, lineWidth: 1.8 });
    ctx.strokeRect(b[0], b[1], b[2] - b[0], b[3] - b[1]);
    node.appendChild(N.border(K.width, K.height, 1.6));
    return node;
  }

  PM.paperInset = { find: find, draw: draw, locator: locator };
})(window.PM = window.PM || {});
