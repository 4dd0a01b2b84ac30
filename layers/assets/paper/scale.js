/* Scale and north of the printed map. */
(function (PM) {
  "use strict";

  const L = PM.paperLook.scale, T = PM.paperText;
  const LENGTHS = [.1, .2, .4, 1, 2, 4, 10, 20, 40, 100];

  // Metres a unit of the sheet stands for, in the middle of a view.
  function metres(view) {
    const middle = PM.view.lonLat((view.left + view.width / 2) / view.scale, (view.top + view.height / 2) / view.scale);
    return 40075016.686 * Math.cos(middle.lat * Math.PI / 180) / view.scale;
  }

  function word(km) { return km < 1 ? km * 1000 + " 米" : km + " 公里"; }

  // Black and white by turns, in four parts; answers where its words end.
  function bar(node, view, x, y, most) {
    const unit = metres(view), long = LENGTHS.filter(function (km) { return km * 1000 / unit <= most; }).pop() || LENGTHS[0];
    const step = long * 1000 / unit / 4, halo = PM.paperTags.halo, end = x + 4 * step;
    for (let i = 0; i < 4; i++) {
      node.appendChild(PM.dom.svg("rect", {
        x: (x + i * step).toFixed(2), y: y, width: step.toFixed(2), height: L.height, fill: i % 2 ? "#FFFFFF" : PM.look.ink, stroke: PM.look.ink
      }));
    }
    node.appendChild(T.node("0", x - .5, y - 4, L.size, Object.assign({ fill: PM.look.ink }, halo)));
    node.appendChild(T.node(word(long), end.toFixed(2), y - 4, L.size, Object.assign({ fill: PM.look.ink, "text-anchor": "middle" }, halo)));
    return end + T.width(word(long), L.size) / 2;
  }

  function parts(n) { return n < 20000 ? String(Math.round(n / 100) * 100) : Math.round(n / 1000) / 10 + " 万"; }

  // A ratio is true on one paper only, so that of each is told.
  function ratio(view) {
    const mm = PM.paperLook.millimetre;
    return Object.keys(mm).map(function (paper) { return paper + " 约 1:" + parts(metres(view) * 1000 / mm[paper]); }).join("，");
  }

  function north(x, y) {
    return PM.dom.svg("g", { class: "paper-frame", transform: "translate(" + x + " " + y + ")" }, [
      PM.dom.svg("path", { d: "M0 0L7 27L0 20L-7 27Z", fill: PM.look.ink, stroke: "#FFFFFF", "stroke-width": 3, "paint-order": "stroke" }),
      T.node("北", 0, 42, 14, Object.assign({ bold: true, fill: PM.look.ink, "text-anchor": "middle" }, PM.paperTags.halo))
    ]);
  }

  PM.paperScale = { bar: bar, ratio: ratio, north: north };
})(window.PM = window.PM || {});
