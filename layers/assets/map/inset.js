/* The inset: a plate too small for its things gets a frame of its own; the map then shows only where it lies. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const V = PM.view, L = PM.look.inset;
  let box = null, canvas = null, points = null, foot = null, now = null, scene = null;

  // Located things by plate: no filter changes them.
  let full = null;
  function things(index) {
    const d = PM.data;
    if (!full) {
      full = new Uint32Array(d.plates.length);
      for (let r = 0; r < d.n; r++) if (d.kind[r] !== d.isplate && d.certainty[r] !== d.none) full[d.plate[r]]++;
    }
    return full[index];
  }

  // The plate of an overview that most needs a frame: small on the map, and full. {plate, box in world units} or null.
  function find(view) {
    let best = null;
    PM.data.plates.forEach(function (p, index) {
      if (p.row < 0 || !V.hasArea(p.row)) return;
      const b = V.bounds(p.row), n = things(index);
      if ((b[2] - b[0]) * view.scale < L.under && n >= L.from && (!best || n > best.n)) best = { plate: index, box: b, n: n };
    });
    return best;
  }

  // The same with the view of a frame of this size, and the piece of the world that it shows.
  function frame(view, width, height) {
    const found = find(view);
    if (!found) return null;
    found.view = V.fit(found.box, width, height, { left: L.pad, top: L.pad, right: L.pad, bottom: L.pad });
    found.box = V.extent(found.view);
    return found;
  }

  function size(view) {
    const width = document.body.classList.contains("br") ? L.brief : window.innerWidth >= L.wideFrom ? L.wide : L.width;
    // The trays of the same side keep their place.
    const rest = Math.max(L.rest, PM.trays.corner() + L.below);
    return { width: width, height: Math.min(Math.round(L.height * width / L.width), view.height - rest) - L.head - L.foot };
  }

  function holds(piece) {
    const g = PM.data.geo;
    return PM.index.within(piece).some(function (r) { return V.isShown(r) && !V.isPlate(r) && V.within(piece, g.px[r], g.py[r]); });
  }
  function meets(a, b) { return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]; }

  function wanted(view) {
    if (view.width < 640 || view.zoom >= L.until || ["at-stop", "picking"].concat(view.width < L.besideFrom ? "board-side" : []).some(function (c) { return document.body.classList.contains(c); })) return null;
    const s = size(view), found = s.height < 120 ? null : frame(view, s.width, s.height);
    return found && meets(found.box, V.extent(view)) && !PM.cells.crowded(view) && holds(found.box) ? found : null;
  }

  // Decide for a view at rest; answers the piece of the scene that is left to the map.
  function settle(view) {
    now = wanted(view);
    box.hidden = !now;
    document.body.classList.toggle("has-inset", Boolean(now));
    if (!now) { scene = null; return {}; }
    words();
    scene = PM.scene.make(now.view, { inside: now.box });
    scene.names = PM.names.place(scene, [], null);
    speak();
    draw();
    return { outside: now.box };
  }

  function ride() {
    if (!scene) return;
    words();
    scene = PM.scene.ride(scene, now.view);
    draw();
  }

  function draw() {
    if (!scene) return;
    PM.canvas.paint(canvas, scene);
  }

  function words() {
    const p = PM.data.plates[now.plate], width = now.view.width;
    box.style.width = width + 2 + "px";
    box.setAttribute("aria-label", p.name + "放大图");
    const head = box.querySelector("h2");
    head.textContent = p.short + " 放大图";
    head.title = head.textContent;
    fillFoot(Math.floor((width - 90) / 24));
  }

  // Made anew only with other things in it, or things that look otherwise: a cell may hold the focus.
  function fillFoot(most) {
    const lost = PM.trays.lost(now.plate, most), n = PM.state.plates.lost[now.plate], holds = n + ":" + PM.trays.looks(lost);
    if (foot.getAttribute("data-holds") === holds) return;
    foot.setAttribute("data-holds", holds);
    PM.dom.clear(foot);
    foot.appendChild(PM.dom.span("tag-word", "未定位 " + n + " 项"));
    if (n) foot.appendChild(PM.trays.cells(lost, n));
  }

  function speak() {
    PM.dom.clear(points);
    PM.pointer.speak(points, scene, function (x, y) { return [x, y]; });
  }

  function enter() { PM.mapui.enter(PM.data.plates[now.plate].row); }

  function start() {
    box = PM.dom.byId("inset");
    canvas = el("canvas", { "aria-hidden": "true" });
    points = el("div", { class: "inset-points" });
    foot = el("div", { class: "inset-foot" });
    const head = el("div", { class: "inset-head" }, [el("h2", {}), PM.dom.button({ class: "link", text: "进入 ›", click: enter })]);
    [head, el("div", { class: "inset-map" }, [canvas, points]), foot].forEach(function (n) { box.appendChild(n); });
  }

  // Where the frame ends, should there be one at this size.
  function right() {
    const wide = PM.dom.byId("frame").clientWidth;
    return wide < 640 ? 0 : parseFloat(window.getComputedStyle(box).left) + size({ height: 600 }).width;
  }

  PM.inset = {
    start: start, right: right, wanted: wanted, find: find, settle: settle, ride: ride, draw: draw,
    scene: function () { return scene; }, plate: function () { return now ? now.plate : -1; },
    shows: function (row) { return Boolean(now) && V.within(now.box, PM.data.geo.px[row], PM.data.geo.py[row]); }
  };
})(window.PM = window.PM || {});
