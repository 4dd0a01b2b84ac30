/* Unpacks gzip (RFC 1951, 1952) for the plain list of a browser that cannot. In old JavaScript. */
(function (PM) {
  "use strict";

  var HEAD = 10, TAIL = 8, MOST_BITS = 15;
  var ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  var LENGTHS = steps(3, [8, 4, 4, 4, 4, 4], 28), DISTANCES = steps(1, [4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], 30);

  // First value and further bits of each code: so many codes of no bits, then so many of one, of two …
  function steps(first, counts, most) {
    var out = [], bits, i;
    for (bits = 0; bits < counts.length; bits++) {
      for (i = 0; i < counts[bits] && out.length < most; i++) {
        out.push([first, bits]);
        first += 1 << bits;
      }
    }
    return out;
  }

  // How many codes there are of each length, and the symbols in the order of their codes.
  function tree(lengths) {
    var counts = new Uint16Array(MOST_BITS + 1), at = new Uint16Array(MOST_BITS + 2), symbols = new Uint16Array(lengths.length), i;
    for (i = 0; i < lengths.length; i++) counts[lengths[i]]++;
    counts[0] = 0;
    for (i = 1; i <= MOST_BITS; i++) at[i + 1] = at[i] + counts[i];
    for (i = 0; i < lengths.length; i++) if (lengths[i]) symbols[at[lengths[i]]++] = i;
    return { counts: counts, symbols: symbols };
  }

  function fixed() {
    var lengths = [], i;
    for (i = 0; i < 288; i++) lengths.push(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
    return [tree(lengths), tree(lengths.slice(0, 30).map(function () { return 5; }))];
  }

  function inflate(packed) {
    var end = packed.length - TAIL, at = HEAD, hold = 0, held = 0, to = 0, out, last, kind;
    if (packed[0] !== 31 || packed[1] !== 139 || packed[3] !== 0) throw new Error("no gzip of ours");
    out = new Uint8Array(new DataView(packed.buffer, packed.byteOffset + end).getUint32(4, true));

    function bits(n) {
      var value;
      while (held < n) {
        if (at >= end) throw new Error("the pack ends too early");
        hold |= packed[at++] << held;
        held += 8;
      }
      value = hold & ((1 << n) - 1);
      hold >>>= n;
      held -= n;
      return value;
    }

    function symbol(t) {
      var code = 0, first = 0, before = 0, n;
      for (n = 1; n <= MOST_BITS; n++) {
        code |= bits(1);
        if (code - first < t.counts[n]) return t.symbols[before + code - first];
        before += t.counts[n];
        first = (first + t.counts[n]) << 1;
        code <<= 1;
      }
      throw new Error("no such code");
    }

    function stored() {
      var size;
      held = hold = 0;
      size = packed[at] | packed[at + 1] << 8;
      at += 4;
      out.set(packed.subarray(at, at + size), to);
      at += size;
      to += size;
    }

    function trees() {
      var n = bits(5) + 257, all = n + bits(5) + 1, known = bits(4) + 4, short = [], lengths = [], i, code, again, value;
      for (i = 0; i < ORDER.length; i++) short[ORDER[i]] = i < known ? bits(3) : 0;
      code = tree(short);
      while (lengths.length < all) {
        value = symbol(code);
        again = value < 16 ? 1 : value === 16 ? 3 + bits(2) : value === 17 ? 3 + bits(3) : 11 + bits(7);
        if (value === 16) value = lengths[lengths.length - 1]; else if (value > 16) value = 0;
        for (i = 0; i < again; i++) lengths.push(value);
      }
      return [tree(lengths.slice(0, n)), tree(lengths.slice(n, all))];
    }

    function block(pair) {
      var s = symbol(pair[0]), size, from, step;
      while (s !== 256) {
        if (s < 256) out[to++] = s;
        else {
          step = s === 285 ? [258, 0] : LENGTHS[s - 257];
          size = step[0] + bits(step[1]);
          step = DISTANCES[symbol(pair[1])];
          from = to - step[0] - bits(step[1]);
          for (size += to; to < size; to++) out[to] = out[from++];
        }
        s = symbol(pair[0]);
      }
    }

    do {
      last = bits(1);
      kind = bits(2);
      if (kind === 0) stored(); else block(kind === 1 ? fixed() : trees());
    } while (!last);
    return out;
  }

  PM.inflate = inflate;
})(window.PM);
