/* Reads the bytes of a document: its header, and each column when it is first asked for. In old JavaScript, for the plain list reads it, too. */
window.PM = window.PM || {};
(function (PM) {
  "use strict";

  var SEPARATOR = "\x1f", ZEROS = "000000000000000";

  function bytes(id) {
    var text = document.getElementById(id).textContent, letters, out, i;
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    letters = atob(text);
    out = new Uint8Array(letters.length);
    for (i = 0; i < letters.length; i++) out[i] = letters.charCodeAt(i);
    return out;
  }

  function utf8(part) {
    var text = "", i;
    if (window.TextDecoder) return new TextDecoder("utf-8", { ignoreBOM: true }).decode(part);
    for (i = 0; i < part.length; i++) text += String.fromCharCode(part[i]);
    return decodeURIComponent(escape(text));
  }

  // Two kinds of arrays and no more: loops over them stay quick.
  function room(n, low, high) {
    return low >= -2147483648 && high < 2147483648 ? new Int32Array(n) : new Float64Array(n);
  }

  // What is written of each entry: planes of bytes, the lowest first.
  function codes(c, n, blob) {
    var low = c.low, at = c.at, out = room(n, low, low + Math.pow(256, c.width)), scale = 256, plane, i;
    if (c.width) out.set(blob.subarray(at, at + n));
    for (plane = 1; plane < c.width; plane++) {
      at += n;
      for (i = 0; i < n; i++) out[i] += blob[at + i] * scale;
      scale *= 256;
    }
    if (low) for (i = 0; i < n; i++) out[i] += low;
    return out;
  }

  function plain(c, blob) { return codes(c, c.n, blob); }

  // From each number to the next.
  function steps(c, blob) {
    var written = codes(c, c.n - 1, blob), out = room(c.n, c.span[0], c.span[1]), sum = c.first, i;
    out[0] = sum;
    for (i = 1; i < c.n; i++) out[i] = sum += written[i - 1];
    return out;
  }

  // How far each number is below the next higher than all before.
  function newest(c, blob) {
    var written = codes(c, c.n, blob), out = room(c.n, c.span[0], c.span[1]), next = c.first, i;
    for (i = 0; i < c.n; i++) {
      out[i] = next - written[i];
      if (written[i] <= 0) next = out[i] + 1;
    }
    return out;
  }

  function runs(c, blob) {
    var of = column(c.of, blob), more = column(c.more, blob), out = new of.constructor(c.n), at = 0, r, end;
    for (r = 0; r < of.length; r++) {
      for (end = at + more[r]; at <= end; at++) out[at] = of[r];
    }
    return out;
  }

  function some(c, blob) {
    var whole = column(c.of, blob), out = new Float64Array(whole.length), i;
    for (i = 0; i < out.length; i++) out[i] = whole[i] === c.none ? NaN : whole[i];
    return out;
  }

  function floats(c, blob) {
    var out = new Float64Array(c.n), raw = new Uint8Array(out.buffer), plane, i;
    for (plane = 0; plane < 8; plane++) {
      for (i = 0; i < c.n; i++) raw[8 * i + plane] = blob[c.at + plane * c.n + i];
    }
    return out;
  }

  function texts(c, blob) { return utf8(blob.subarray(c.at, c.at + c.size)).split(SEPARATOR); }

  function coded(c, blob) {
    var of = column(c.of, blob), codes = column(c.codes, blob), out = new Array(c.n), i;
    for (i = 0; i < c.n; i++) out[i] = of[codes[i]];
    return out;
  }

  function numbered(c, blob) {
    var heads = column(c.heads, blob), digits = column(c.digits, blob), number = column(c.number, blob), tails = column(c.tails, blob);
    var out = new Array(c.n), text, i;
    for (i = 0; i < c.n; i++) {
      text = digits[i] ? String(number[i]) : "";
      if (text.length < digits[i]) text = (ZEROS + text).slice(-digits[i]);
      out[i] = heads[i] + text + tails[i];
    }
    return out;
  }

  var KINDS = { plain: plain, steps: steps, newest: newest, runs: runs, some: some, float: floats, texts: texts, coded: coded, numbered: numbered };

  // What is short stands in the header as it is.
  function column(c, blob) { return c.$ ? KINDS[c.$](c, blob) : c; }

  function lazy(object, name, make) {
    Object.defineProperty(object, name, {
      configurable: true, enumerable: true,
      get: function () {
        var value = make();
        Object.defineProperty(object, name, { configurable: true, enumerable: true, writable: true, value: value });
        return value;
      }
    });
  }

  function opened(tree, blob) {
    Object.keys(tree).forEach(function (name) {
      var item = tree[name];
      if (!item || typeof item !== "object") return;
      if (item.$) lazy(tree, name, function () { return column(item, blob); });
      else opened(item, blob);
    });
    return tree;
  }

  function read(all) {
    var size = new DataView(all.buffer, all.byteOffset).getUint32(0, true);
    return opened(JSON.parse(utf8(all.subarray(4, 4 + size))), all.subarray(4 + size));
  }

  PM.bytes = bytes;
  PM.lazy = lazy;
  PM.read = read;
})(window.PM);
