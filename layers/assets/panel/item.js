/* One row of things to choose: symbol, name, a second line and what stands at the right. The list and the card share it. */
(function (PM) {
  "use strict";

  // Past this many characters a line may end in "…", so the whole text is one hover away.
  const LONG = 20;
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };

  function picture(row) {
    return PM.data.kind[row] === PM.data.isplate ? PM.panel.plateSvg(PM.words.plate(row)) : PM.symbols.swatch(row, 26);
  }
  function line(className, text) {
    return el("span", { class: className, text: text, title: text.length > LONG ? text : null });
  }

  function node(row, second, right) {
    const top = el("span", { class: "item-top" }, [line("item-name", PM.words.cell("name", row)), right]);
    const words = el("span", { class: "item-text" }, [top, line("item-second", second)]);
    return PM.dom.button({ class: "item", "data-row": row }, [el("span", { class: "item-svg" }, [picture(row)]), words]);
  }

  PM.item = { node: node };
})(window.PM = window.PM || {});
