/* The search field, and the way back from every filter. */
(function (PM) {
  "use strict";

  const WAIT = 120;
  const byId = function (id) { return PM.dom.byId(id); };

  function clearAll() {
    const day = PM.state.spec.asOf;
    byId("search").value = "";
    PM.store.setSpec(day ? { asOf: day } : {});
    byId("search").focus();
  }

  // Who is typing is not interrupted by what the filter made of it.
  function update() {
    const input = byId("search");
    if (document.activeElement !== input) input.value = PM.state.spec.text || "";
    byId("search-clear").hidden = !input.value;
  }

  function start() {
    const input = byId("search");
    const search = PM.dom.later(function () { PM.store.change({ text: input.value }); }, WAIT);
    // Who goes on to something else within the wait must not lose what was typed.
    input.addEventListener("blur", function () { if (input.value !== (PM.state.spec.text || "")) PM.store.change({ text: input.value }); });
    input.addEventListener("input", search);
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown") { event.preventDefault(); PM.walk.enter(); }
      if (event.key === "Escape" && input.value) { event.stopPropagation(); input.value = ""; search(); }
    });
    byId("search-clear").addEventListener("click", function () { input.value = ""; PM.store.drop(["text"]); input.focus(); });
    byId("clear").addEventListener("click", clearAll);
    PM.after("filter", update);
    PM.haystack.start();
  }

  PM.search = { start: start, clearAll: clearAll };
})(window.PM = window.PM || {});
