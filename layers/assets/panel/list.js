/* The grouped list: only the rows near what is seen are in the page, however many there are. */
(function (PM) {
  "use strict";

  // `NEAR`: rows counted around one that is wanted, more than a window holds.
  const MARGIN = 300, NEAR = 64;
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  let list = null, width = 0, height = 0, scrolled = 0, parts = [], active = -1;

  // The row at the top of the window stays there, whatever `work` does to the heights of rows: where the list is to be scrolled.
  function keeping(top, work) {
    const first = PM.seats.at(top), off = top - PM.seats.top(first);
    return work() === false ? top : Math.max(0, PM.seats.top(first) + off);
  }

  // Rows [from, to) near what is seen there.
  function near(top) {
    const margin = Math.min(MARGIN, height);
    return [PM.seats.at(top - margin), PM.seats.at(top + height + margin) + 1];
  }
  function drawAt(top) {
    let y = -1, next = top;
    while (next !== y) {
      y = next;
      next = keeping(y, function () { return PM.seats.know.apply(null, near(y)); });
    }
    const rows = near(y);
    parts.forEach(function (part) { PM.group.draw(part, rows[0], rows[1], active); });
    return y;
  }
  function scrollTo(top) {
    const y = drawAt(top);
    if (Math.abs(y - list.scrollTop) >= 1) list.scrollTop = y;
    scrolled = y;
  }
  function draw() { scrollTo(list.scrollTop); }

  function emptyNode() {
    const some = PM.state.counts.shown > 0, none = PM.data.nothing, clear = PM.dom.button({ class: "button", text: "清除筛选", click: PM.search.clearAll });
    return el("div", { class: "empty" }, [el("p", { text: some ? "这一类没有内容" : none || "没有符合条件的项目" }), some || none ? null : clear]);
  }

  // Make everything anew where it stands; a row that had the focus has it again.
  function renew(scrollTop) {
    const focused = list.contains(document.activeElement);
    PM.seats.lay();
    PM.group.forgetAll();
    parts = PM.order.groups().map(PM.group.make);
    PM.dom.clear(list);
    parts.forEach(function (part) { list.appendChild(part.node); });
    if (!parts.length) list.appendChild(emptyNode());
    // Rows first, then the scroll: asking either way round would lay the page out twice.
    const y = drawAt(scrollTop);
    if (y || scrolled) list.scrollTop = y;
    scrolled = y;
    if (focused) focus();
  }

  // The same rows say something else.
  function again() {
    const was = scrolled, y = keeping(was, PM.seats.lay);
    PM.order.groups().forEach(function (group, i) { PM.group.renew(parts[i], group); });
    scrolled = drawAt(y);
    if (scrolled !== was) list.scrollTop = scrolled;
  }

  function update() {
    const changed = PM.order.thin();
    if (PM.order.place(active) < 0) active = PM.order.row(Math.max(0, PM.order.place(PM.state.selected)));
    if (!width) return;
    measure(false);
    if (changed || !parts.length) renew(changed ? 0 : scrolled); else again();
    if (changed && PM.state.selected >= 0) bring(PM.state.selected);
  }

  // Reasons are read, not skimmed: they may take a line more.
  function measure(anew) {
    list.classList.toggle("reasons", PM.state.tab === "lost");
    if (PM.data.n) PM.rows.measure(list, anew);
  }

  // New sizes break lines elsewhere: the row at the top stays at the top.
  function refit() {
    const was = width, top = list.scrollTop;
    width = list.clientWidth;
    height = list.clientHeight;
    if (!width) return;
    measure(true);
    renew(was ? keeping(top, PM.seats.lay) : scrolled);
  }
  function resized() {
    height = list.clientHeight;
    if (list.clientWidth === width) draw(); else refit();
  }

  // Scroll so that a row is seen below its group's head.
  function bring(row) {
    const at = PM.order.place(row);
    if (at < 0 || !width) return;
    const now = keeping(list.scrollTop, function () { return PM.seats.know(at - NEAR, at + NEAR); });
    const top = PM.seats.top(at) - PM.rows.head, bottom = PM.seats.top(at) + PM.seats.height(at);
    scrollTo(top < now ? top : bottom > now + list.clientHeight ? bottom - list.clientHeight : now);
  }

  // The one row that Tab reaches.
  function reach(row) {
    const old = PM.group.button(active);
    if (old) old.setAttribute("tabindex", "-1");
    active = row;
    bring(row);
    const now = PM.group.button(row);
    if (now) now.setAttribute("tabindex", "0");
  }
  function focus() {
    const row = PM.group.button(active);
    if (row) row.focus({ preventScroll: true });
    else PM.dom.byId("search").focus();
  }

  function mark() {
    PM.group.mark(PM.state.selected);
    if (PM.order.place(PM.state.selected) >= 0) reach(PM.state.selected);
  }

  function rowAt(event) {
    const item = event.target.closest(".item");
    return item ? Number(item.getAttribute("data-row")) : -1;
  }

  // What is pointed at in one is shown in the other.
  function hover() {
    const old = list.querySelector(".item.hot"), now = PM.group.button(PM.state.hovered);
    if (old) old.classList.remove("hot");
    if (now) now.classList.add("hot");
  }

  function start() {
    list = PM.dom.byId("list");
    list.addEventListener("scroll", draw);
    list.addEventListener("click", function (event) { if (rowAt(event) >= 0) PM.store.select(rowAt(event), "list"); });
    list.addEventListener("mouseover", function (event) { PM.store.hover(rowAt(event)); });
    list.addEventListener("mouseleave", function () { PM.store.hover(-1); });
    PM.on("hover", hover);
    new ResizeObserver(resized).observe(list);
    PM.after("filter", update);
    PM.on("tab", update);
    PM.after("select", mark);
    PM.on("shape", refit);
  }

  PM.list = {
    start: start, reach: reach, focus: focus,
    active: function () { return PM.order.place(active); }
  };
})(window.PM = window.PM || {});
