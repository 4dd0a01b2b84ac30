/* Small helpers for the page: elements are made and filled with textContent only, never from markup strings. */
(function (PM) {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  function fill(node, attributes, children) {
    Object.keys(attributes || {}).forEach(function (name) {
      const value = attributes[name];
      if (name === "text") node.textContent = value;
      else if (name === "click") node.addEventListener("click", value);
      else if (value !== null && value !== undefined) node.setAttribute(name, value);
    });
    (children || []).forEach(function (child) { if (child) node.appendChild(child); });
    return node;
  }

  function el(tag, attributes, children) {
    return fill(document.createElement(tag), attributes, children);
  }

  function span(className, text) { return el("span", { class: className, text: text }); }

  function button(attributes, children) {
    return el("button", Object.assign({ type: "button" }, attributes), children);
  }

  function svg(tag, attributes, children) {
    return fill(document.createElementNS(SVG, tag), attributes, children);
  }

  function clear(node) {
    while (node.firstChild) node.removeChild(node.firstChild);
    return node;
  }

  function byId(id) { return document.getElementById("pm-" + id); }

  // One call a frame, however often it is asked for.
  function perFrame(work) {
    let asked = 0;
    return function () {
      if (!asked) asked = requestAnimationFrame(function () { asked = 0; work(); });
    };
  }

  function later(work, wait) {
    let timer = 0;
    return function () { clearTimeout(timer); timer = setTimeout(work, wait); };
  }

  // What the map does not need runs after the frame that shows the change, in the order it was asked for, once.
  const waiting = [];
  function afterFrame(work) {
    if (waiting.indexOf(work) >= 0) return;
    waiting.push(work);
    if (waiting.length === 1) requestAnimationFrame(function () { setTimeout(flush, 0); });
  }
  // Whoever needs the page whole does not wait for it.
  function flush() { waiting.splice(0).forEach(function (work) { work(); }); }

  // Whether anything of the last change is still to come.
  PM.busy = function () { return waiting.length > 0 || PM.canvas.rides(); };

  PM.dom = {
    el: el, span: span, button: button, svg: svg, clear: clear, byId: byId, perFrame: perFrame, later: later,
    afterFrame: afterFrame, flush: flush
  };
})(window.PM = window.PM || {});
