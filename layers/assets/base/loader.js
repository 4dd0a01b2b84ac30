/* Unpacks the scripts and the data of the page and runs them. Whatever fails on the way, the plain list stands in. */
(function (PM) {
  "use strict";

  function unpacked(id) {
    const packed = new Blob([PM.bytes(id)]).stream();
    return new Response(packed.pipeThrough(new DecompressionStream("gzip")));
  }

  function both() {
    return Promise.all([unpacked("platemap-pack").text(), unpacked("platemap-data").arrayBuffer()]);
  }

  // The browser itself reports what fails inside; that it came up can only be seen.
  function run(found) {
    const script = document.createElement("script");
    PM.packed = new Uint8Array(found[1]);
    script.textContent = found[0];
    document.body.appendChild(script).remove();
    if (!document.body.classList.contains("ready")) throw new Error("the page did not come up");
  }

  function nothing() { return null; }

  // Whoever asks early is told nothing; main.js puts the answers here.
  window.platemap = {
    ready: Promise.resolve().then(both).then(run),
    counts: nothing, state: nothing, placed: nothing, filter: nothing, select: nothing, clear: nothing
  };
  window.platemap.ready.catch(function (error) { PM.fail(); throw error; });
})(window.PM);
