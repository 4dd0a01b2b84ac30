/* Head and foot of the printed sheets, and what they say of the filter and the date they were printed with. */
(function (PM) {
  "use strict";

  const L = PM.paperLook, P = L.page, T = PM.paperText, MOST_WORDS = 4, MOST_LETTERS = 20;
  const QUIET = { fill: PM.look.ink2 }, STRONG = { bold: true, fill: PM.look.ink }, TITLE = { bold: true, fill: L.colour.rule };

  function among(list, key) {
    return function (code) {
      const found = PM.data[list].find(function (item) { return item[key] === code; });
      return found ? found.short || found.word : code;
    };
  }
  const phase = among("phases", "code");

  // How each part of a filter is spoken, and what its options are called when there are many.
  const SPOKEN = {
    plates: { many: "个板块", word: among("plates", "id") },
    statuses: { many: "种状态", word: among("statuses", "code") },
    kinds: { many: "个类别", word: among("kinds", "code") },
    roads: { many: "种道路", word: function (code) { return code === "none" ? "未定工期的道路" : phase(code); } },
    places: { many: "种位置", word: among("certainties", "code") }
  };

  function part(name, values) {
    const s = SPOKEN[name];
    return values.length && values.length <= MOST_WORDS ? values.map(s.word).join("、") : values.length + " " + s.many;
  }

  function filterWords() {
    const spec = PM.state.spec, letters = Array.from((spec.text || "").trim());
    const parts = Object.keys(SPOKEN).filter(function (name) { return spec[name]; }).map(function (name) { return part(name, spec[name]); });
    if (letters.length) parts.push("含“" + letters.slice(0, MOST_LETTERS).join("") + (letters.length > MOST_LETTERS ? "…" : "") + "”");
    return parts.length ? "筛选：" + parts.join(" · ") : "";
  }

  function dateWords() {
    const other = PM.now.day !== PM.data.newest;
    return "数据截至 " + PM.days.chinese(PM.data.newest) + (other ? "，现显示 " + PM.days.chinese(PM.now.day) : "");
  }

  function countWords(rows) {
    const c = PM.state.counts, plates = c.shown - rows.n, rest = plates ? "；其中板块 " + plates + " 个" + (rows.listed ? "，不编号" : "") : "";
    return "共 " + c.shown + " 项：图上 " + c.located + " 项，未定位 " + c.unlocated + " 项" + (rows.listed ? "（表中注明）" : "") + rest;
  }

  // A line of two texts: the right one keeps its size, the left one takes the room that is left.
  function line(node, y, left, right) {
    const rightSize = T.sizeFor(right.text, right.size, P.body * .7, right.look.bold), taken = T.width(right.text, rightSize, right.look.bold);
    const leftSize = T.sizeFor(left.text, left.size, P.body - taken - 24, left.look.bold);
    node.appendChild(T.node(left.text, P.left, y, leftSize, left.look));
    node.appendChild(T.node(right.text, P.right, y, rightSize, Object.assign({ "text-anchor": "end" }, right.look)));
  }
  function text(words, size, look) { return { text: words, size: size, look: look }; }

  function group(name, y, height, colour) {
    const rule = PM.dom.svg("rect", { x: P.left, y: y, width: P.body, height: height, fill: colour });
    return PM.dom.svg("g", { class: "paper-" + name }, [rule]);
  }

  function head(rows) {
    const H = L.head, node = group("head", H.rule, H.thick, L.colour.rule), filter = filterWords();
    line(node, H.baseline, text(PM.data.title, H.title, TITLE), text(dateWords(), H.second, STRONG));
    line(node, H.line, text(filter || PM.data.subtitle, H.second, filter ? STRONG : QUIET), text(countWords(rows), H.counts, QUIET));
    return node;
  }

  // Of the sheets that only carry on the index.
  function running() {
    const R = L.running, node = group("head", R.rule, R.thick, L.colour.rule), filter = filterWords();
    line(node, R.baseline, text(PM.data.title + "（续表）" + (filter && "　" + filter), R.size, TITLE), text(dateWords(), R.size, QUIET));
    return node;
  }

  // `beyond`: some places lie outside the map.
  function foot(page, of, beyond, listed) {
    const F = L.foot, d = PM.data, node = group("foot", F.rule, 1, PM.look.ink2), made = d.organisation && "编制：" + d.organisation;
    const numbers = "黑底编号：图上有点位；灰字编号：未定位" + (beyond ? "；框线编号：位置在图外。" : "。");
    const notes = [d.nothing, made, d.outlineNote, d.datumNote, d.baseNote].filter(Boolean).join("　");
    line(node, F.lines[0], text(listed ? numbers : "", F.size, QUIET), text(d.permission, F.size, STRONG));
    line(node, F.lines[1], text(notes, F.size, QUIET), text("第 " + page + " 页，共 " + of + " 页", F.size, QUIET));
    return node;
  }

  PM.paperPage = { head: head, running: running, foot: foot };
})(window.PM = window.PM || {});
