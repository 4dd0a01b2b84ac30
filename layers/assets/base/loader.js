/* Unpacks the scripts and the data of the page and runs them. Whatever fails on the way, the plain list stands in. */
(function (PM) {
  "use strict";

  // Written straight into the stream: a Blob's bytes would go through another process and back.
  function unpacked(id) {
    const stream = new DecompressionStream("gzip"), writer = stream.writable.getWriter(), found = new Response(stream.readable);
    // What fails is heard where it is read.
    [writer.write(PM.bytes(id)), writer.close()].forEach(function (done) { done.catch(function () {}); });
    return found;
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
