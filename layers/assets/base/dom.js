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

  // What a change brings besides the map runs after the frame that shows it, in the order it was asked for, once. What
  // lies on the map comes first: names keep clear of it.
  const onMap = [], beside = [];
  function wait(list, work) {
    if (!onMap.length && !beside.length) requestAnimationFrame(function () { setTimeout(flush, 0); });
    if (list.indexOf(work) < 0) list.push(work);
  }
  function run(list) { list.splice(0).forEach(function (work) { work(); }); }
  // Whoever needs the map or the page whole does not wait for it.
  function flushMap() { run(onMap); }
  function flush() {
    flushMap();
    run(beside);
  }

  // Whether anything of the last change is still to come.
  PM.busy = function () { return onMap.length > 0 || beside.length > 0 || PM.canvas.rides(); };

  PM.dom = {
    el: el, span: span, button: button, svg: svg, clear: clear, byId: byId, perFrame: perFrame, later: later,
    afterFrame: function (work) { wait(beside, work); }, onMap: function (work) { wait(onMap, work); }, flush: flush, flushMap: flushMap
  };
})(window.PM = window.PM || {});
