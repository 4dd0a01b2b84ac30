/* Unpacks the scripts of the page and runs them. Whatever fails on the way, the skeleton's plain list stands in. */
(function (PM) {
  "use strict";

  function bytes() {
    const letters = atob(document.getElementById("platemap-pack").textContent);
    const out = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) out[i] = letters.charCodeAt(i);
    return out;
  }

  function scripts() {
    const packed = new Blob([bytes()]).stream();
    return new Response(packed.pipeThrough(new DecompressionStream("gzip"))).text();
  }

  // The browser itself reports what fails inside; that it came up can only be seen.
  function run(text) {
    const script = document.createElement("script");
    script.textContent = text;
    document.body.appendChild(script).remove();
    if (!document.body.classList.contains("ready")) throw new Error("the page did not come up");
  }

  function nothing() { return null; }

  // Whoever asks early is told nothing; main.js puts the answers here.
  window.platemap = {
    ready: Promise.resolve().then(scripts).then(run),
    counts: nothing, state: nothing, placed: nothing, filter: nothing, select: nothing, clear: nothing
  };
  window.platemap.ready.catch(function (error) { PM.fail(); throw error; });
})(window.PM);
