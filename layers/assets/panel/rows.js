/* How a row of the list looks and how tall it is: from the text it holds, before anything is drawn. */
(function (PM) {
  "use strict";

  const HEAD = 30;
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const tagWidths = new Map();
  let fits = {}, fit = null;

  function lostTab() { return PM.state.tab === "lost"; }
  function second(row) { return lostTab() ? PM.words.cell("reason", row) || PM.words.notWritten : PM.words.second(row); }
  // Among the unlocated the tag would say the same of every row.
  function tag(row) { return lostTab() ? null : PM.words.tag(row); }

  function node(row) {
    const t = tag(row);
    return PM.item.node(row, second(row), t && PM.dom.span("item-tag " + t.code, t.word));
  }

  // All that a row shows at the date.
  function key(row) { return [second(row), PM.symbols.look(PM.symbols.face(row)), tag(row) ? tag(row).word : ""].join("|"); }

  // The style sheet is the home of sizes: a row is laid out unseen and asked for them.
  function textLook(probe, selector) {
    const style = getComputedStyle(probe.querySelector(selector));
    return { size: parseFloat(style.fontSize), line: parseFloat(style.lineHeight), most: Number(style.webkitLineClamp) || 1 };
  }
  function measured(list) {
    const row = el("div", { class: "row" }, [PM.item.node(0, "二", PM.dom.span("item-tag", "二"))]);
    row.style.visibility = "hidden";
    list.appendChild(row);
    const button = row.firstChild, style = getComputedStyle(button), tagNode = row.querySelector(".item-tag");
    const found = {
      width: row.querySelector(".item-text").clientWidth, name: textLook(row, ".item-name"), second: textLook(row, ".item-second"),
      least: parseFloat(style.minHeight), pad: parseFloat(style.paddingTop) + parseFloat(style.paddingBottom) + parseFloat(style.borderBottomWidth),
      tag: textLook(row, ".item-tag").size
    };
    found.tagPad = tagNode.offsetWidth - found.tag + parseFloat(getComputedStyle(tagNode).marginLeft);
    list.removeChild(row);
    return found;
  }

  // The sizes and heights in force for the tab; `anew` when the page has another shape.
  function measure(list, anew) {
    if (anew) fits = {};
    fits[PM.state.tab] = fits[PM.state.tab] || Object.assign(measured(list), { heights: new Map(), known: new Map(), mean: 0 });
    fit = fits[PM.state.tab];
  }

  function tagWidth(word) {
    if (!tagWidths.has(word)) tagWidths.set(word, PM.wrap.width(word));
    return tagWidths.get(word) * fit.tag + fit.tagPad;
  }

  function tall(look, text, width) {
    return look.line * Math.min(look.most, PM.wrap.lines(text, width / look.size));
  }
  // Names are many, what is said of them repeats itself.
  function secondTall(text) {
    if (!fit.known.has(text)) fit.known.set(text, tall(fit.second, text, fit.width));
    return fit.known.get(text);
  }
  function count(row) {
    const t = tag(row), beside = t ? tagWidth(t.word) : 0;
    const words = tall(fit.name, PM.words.cell("name", row), fit.width - beside) + secondTall(second(row));
    return Math.max(fit.least, Math.ceil(words + fit.pad));
  }

  // All a row says follows from the step in force and its light, so each is counted once, whatever dates are shown.
  function height(row) {
    const step = PM.now.step[row], said = step >= 0 && !lostTab() ? step : PM.data.steps.day.length + row;
    const slot = said * (PM.data.lightLooks.length + 1) + PM.now.light[row] + 1;
    if (!fit.heights.has(slot)) fit.heights.set(slot, count(row));
    return fit.heights.get(slot);
  }

  PM.rows = { head: HEAD, node: node, key: key, measure: measure, height: height, fit: function () { return fit; } };
})(window.PM = window.PM || {});
