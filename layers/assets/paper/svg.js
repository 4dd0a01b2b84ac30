/* Paper is drawn by the map's own code: a drawing context that writes SVG elements where a canvas would set pixels. */
(function (PM) {
  "use strict";

  const SAVED = ["fillStyle", "strokeStyle", "lineWidth", "lineCap", "lineJoin", "globalAlpha", "font", "textAlign", "textBaseline", "dash", "x", "y", "node"];
  const ANCHORS = { center: "middle", right: "end", left: null };
  // From the middle of a line of text down to its baseline, in parts of its size: the same for every font and browser.
  const DROP = .36, MARGIN = 60;
  let clips = 0;

  function num(v) { return Math.round(v * 100) / 100; }

  // Draws into an element of that size; letters and boxes beyond it are not written at all.
  function Context(node, width, height) {
    Object.assign(this, {
      vector: true, node: node, width: width, height: height, x: 0, y: 0, d: "", saved: [], dash: [], fillStyle: "#000000", strokeStyle: "#000000", lineWidth: 1,
      lineCap: "butt", lineJoin: "miter", globalAlpha: 1, font: "", textAlign: "left", textBaseline: "middle", halo: null
    });
  }
  const P = Context.prototype;

  P.save = function () {
    const self = this;
    this.saved.push(SAVED.map(function (name) { return self[name]; }));
  };
  P.restore = function () {
    const self = this, values = this.saved.pop();
    SAVED.forEach(function (name, i) { self[name] = values[i]; });
  };
  P.translate = function (x, y) { this.x += x; this.y += y; };
  P.setLineDash = function (dash) { this.dash = dash; };

  P.beginPath = function () { this.d = ""; };
  P.point = function (command, x, y) { this.d += command + num(x + this.x) + " " + num(y + this.y); };
  P.moveTo = function (x, y) { this.point("M", x, y); };
  P.lineTo = function (x, y) { this.point(this.d ? "L" : "M", x, y); };
  P.closePath = function () { this.d += "Z"; };
  P.rect = function (x, y, w, h) {
    this.point("M", x, y);
    this.d += "h" + num(w) + "v" + num(h) + "h" + num(-w) + "Z";
  };
  // The map draws whole circles only.
  P.arc = function (x, y, r) {
    const half = "A" + [num(r), num(r), 0, 1, 1].join(" ") + " ";
    this.point("M", x + r, y);
    [x - r, x + r].forEach(function (to) { this.d += half + num(to + this.x) + " " + num(y + this.y); }, this);
    this.d += "Z";
  };

  P.sees = function (x, y) {
    return x + this.x > -MARGIN && y + this.y > -MARGIN && x + this.x < this.width + MARGIN && y + this.y < this.height + MARGIN;
  };
  P.add = function (tag, attributes) {
    const node = PM.dom.svg(tag, attributes);
    if (this.globalAlpha < 1) node.setAttribute("opacity", num(this.globalAlpha));
    this.node.appendChild(node);
    return node;
  };
  // A symbol comes as path data of its own, drawn where the context stands; everything else is the path traced so far.
  P.path = function (d, paint) {
    const moved = d !== undefined && (this.x || this.y) ? "translate(" + num(this.x) + " " + num(this.y) + ")" : null;
    const path = d === undefined ? this.d : d;
    if (path) this.add("path", Object.assign({ d: path, transform: moved }, paint));
  };
  P.strokeLook = function () {
    return {
      stroke: this.strokeStyle, "stroke-width": num(this.lineWidth), "stroke-linecap": this.lineCap === "butt" ? null : this.lineCap,
      "stroke-linejoin": this.lineJoin === "miter" ? null : this.lineJoin, "stroke-dasharray": this.dash.length ? this.dash.map(num).join(" ") : null
    };
  };
  P.stroke = function (d) { this.path(d, Object.assign({ fill: "none" }, this.strokeLook())); };
  P.fill = function (what) {
    const rule = what === "evenodd" || what === "nonzero";
    this.path(rule ? undefined : what, { fill: this.fillStyle, "fill-rule": rule ? what : null });
  };
  P.box = function (x, y, w, h, paint) {
    if (this.sees(x + w / 2, y + h / 2)) this.add("rect", Object.assign({ x: num(x + this.x), y: num(y + this.y), width: num(w), height: num(h) }, paint));
  };
  P.fillRect = function (x, y, w, h) { this.box(x, y, w, h, { fill: this.fillStyle }); };
  P.strokeRect = function (x, y, w, h) { this.box(x, y, w, h, Object.assign({ fill: "none" }, this.strokeLook())); };

  // What follows until `restore` is seen through the path only.
  P.clip = function (rule) {
    const id = "pm-clip-" + (clips += 1);
    this.node.appendChild(PM.dom.svg("clipPath", { id: id }, [PM.dom.svg("path", { d: this.d, "clip-rule": rule || null })]));
    this.node = this.node.appendChild(PM.dom.svg("g", { "clip-path": "url(#" + id + ")" }));
  };

  // The text that follows is the same one: halo and letters are one element, so that it is read once.
  P.strokeText = function () { this.halo = Object.assign({ "paint-order": "stroke" }, this.strokeLook()); };
  P.fillText = function (text, x, y) {
    const look = /(\d+) ([\d.]+)px/.exec(this.font), size = Number(look[2]), middle = this.textBaseline === "middle" ? DROP * size : 0;
    if (this.sees(x, y)) this.add("text", Object.assign({
      x: num(x + this.x), y: num(y + this.y + middle), "font-size": num(size), "font-weight": look[1],
      "text-anchor": ANCHORS[this.textAlign], fill: this.fillStyle, text: text
    }, this.halo));
    this.halo = null;
  };

  PM.svg = { Context: Context };
})(window.PM = window.PM || {});
