/* The page's shape: which of the narrow layouts is in force, and the drawers that open only there. */
(function (PM) {
  "use strict";

  // The only home of these conditions: each one that holds is a class of the body, and CSS asks for the class.
  // Under 560 px even a wide screen is a phone: its keyboard takes half the height, which turns the sides round.
  const PHONE = "(max-width: 559px), (max-width: 760px) and (orientation: portrait)";
  const SHAPES = {
    phone: PHONE,
    touch: PHONE + ", (pointer: coarse)",
    drawer: "(max-width: 1179px)",
    slim: "(max-width: 900px)",
    low: "(max-height: 480px)"
  };
  const byId = function (id) { return PM.dom.byId(id); };
  const asked = {};

  // Inside the app the frame's own narrow layout is enough.
  function is(name) { return asked[name].matches && !(PM.data.embedded && name !== "touch"); }

  function shape() {
    Object.keys(SHAPES).forEach(function (name) { document.body.classList.toggle(name, is(name)); });
  }

  function open(button, className, on) {
    document.body.classList.toggle(className, on);
    button.setAttribute("aria-expanded", String(on));
    PM.emit("layout");
  }
  function toggle(button, className) {
    button.addEventListener("click", function () { open(button, className, !document.body.classList.contains(className)); });
  }
  function closeDrawer() {
    open(byId("drawer"), "drawer-open", false);
    byId("drawer").focus();
  }

  // Wherever the focus is, the drawer lies over the rest: it closes first, and nothing else with it.
  function escaped(event) {
    if (event.key !== "Escape" || !is("drawer") || !document.body.classList.contains("drawer-open")) return;
    event.stopImmediatePropagation();
    closeDrawer();
  }

  function drawers() {
    toggle(byId("drawer"), "drawer-open");
    toggle(byId("date-open"), "date-open");
    byId("drawer-close").addEventListener("click", closeDrawer);
    document.addEventListener("keydown", escaped);
  }

  function start() {
    Object.keys(SHAPES).forEach(function (name) {
      asked[name] = window.matchMedia(SHAPES[name]);
      asked[name].addEventListener("change", function () { shape(); PM.emit("shape"); PM.emit("layout"); });
    });
    shape();
    drawers();
  }

  PM.narrow = { start: start, phone: function () { return is("phone"); } };
})(window.PM = window.PM || {});
