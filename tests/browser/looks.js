/* What a test can see of a page's layout. */
(() => {
  const visible = n => getComputedStyle(n).visibility === "visible" && n.getBoundingClientRect().width > 0;
  const hides = style => /hidden|clip/.test(style.overflowX + style.overflowY);
  const scrolls = style => /auto|scroll/.test(style.overflowX + style.overflowY);
  const page = new DOMRect(0, 0, innerWidth, innerHeight);
  const all = selector => [...document.querySelectorAll(selector)];
  const name = n => (n.id || n.className || n.tagName) + " " + n.textContent.slice(0, 30);

  // The box around a line of text that hides part of it. A scroller shows the rest on demand.
  // A CJK face is taller than its line, so two pixels above and below are not ink.
  function hider(line, from) {
    for (let box = from; box; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (scrolls(style)) return null;
      if (!hides(style)) continue;
      const b = box === document.body ? page : box.getBoundingClientRect();
      const inside = line.left >= b.left - 1 && line.right <= b.right + 1 && line.top >= b.top - 2 && line.bottom <= b.bottom + 2;
      if (!inside) return box;
    }
    return null;
  }

  // Texts that cannot be read whole; a title attribute says what an ellipsis left out.
  function cut(root) {
    const walker = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT), out = [];
    while (walker.nextNode()) {
      const node = walker.currentNode, parent = node.parentElement, range = document.createRange();
      if (!node.textContent.trim() || !visible(parent)) continue;
      if (parent.closest(".skip, .heard, .leaflet-pane, .failed, script, style, svg, [title]")) continue;
      range.selectNodeContents(node);
      const box = [...range.getClientRects()].map(line => line.width && hider(line, parent)).find(Boolean);
      if (box) out.push(name(box) + ": " + node.textContent.slice(0, 40));
    }
    return out;
  }

  // Rows of the list that are not as high as their text.
  function tight() {
    return all(".row").filter(row => {
      const box = row.getBoundingClientRect(), text = row.querySelector(".item-text").getBoundingClientRect();
      return text.top < box.top + 3 || text.bottom > box.bottom - 3;
    }).map(name);
  }

  function outside() {
    const apart = ".skip, .heard, .leaflet-container, .failed, svg, script, style";
    return all("body *").filter(n => {
      const b = n.getBoundingClientRect();
      return !n.closest(apart) && visible(n) && (b.left < -1 || b.right > innerWidth + 1);
    }).map(name);
  }

  // Boxes over the map that lie on one another.
  function overlaps() {
    const boxes = all("#pm-frame [data-frame], #pm-state, .right, .left, #pm-restriction").filter(visible), out = [];
    const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => {
      if (a.contains(b) || b.contains(a)) return;
      if (over(a.getBoundingClientRect(), b.getBoundingClientRect())) out.push(name(a) + " / " + name(b));
    }));
    return out;
  }

  // Controls with a side under `least`; a tray's symbol and a name on the map have rules of their own.
  function small(least) {
    return all("button, input, [role=slider]").filter(n => {
      const b = n.getBoundingClientRect();
      const apart = n.closest(".skip, .leaflet-container, .failed, .cells") || n.matches(".tag-name");
      return !apart && visible(n) && (b.width < least || b.height < least);
    }).map(name);
  }

  return { cut, tight, outside, overlaps, small };
})()
