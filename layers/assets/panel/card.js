/* The detail card: what is known of one row, with its evidence. An empty fact is said, never dropped. */
(function (PM) {
  "use strict";

  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const MOST_LOST = 200, MOST_SAID = 50;
  let back = null;

  function bar(row) {
    const p = PM.order.position(row), inList = p.at > 0, plate = PM.words.plate(row).short || PM.words.plate(row).name;
    const step = function (by, word, mark) {
      const to = PM.order.neighbour(row, by);
      const go = function () { PM.store.select(to, "user"); focusStep(by); };
      const b = PM.dom.button({ class: "card-step", "aria-label": word, "data-step": by, text: mark, click: go });
      b.disabled = to < 0;
      return b;
    };
    return el("div", { class: "card-bar" }, [
      PM.dom.button({ class: "link card-back", text: PM.data.embedded ? "× 关闭" : "‹ 返回清单", click: close }),
      inList ? el("span", { class: "card-of", text: plate, title: plate }) : null,
      PM.dom.span("card-at", inList ? p.at + " / " + p.of : "不在当前筛选内"),
      PM.data.embedded ? null : step(-1, "上一项", "▲"), PM.data.embedded ? null : step(1, "下一项", "▼")
    ]);
  }
  function focusStep(by) {
    const b = PM.dom.byId("card").querySelector('[data-step="' + by + '"]');
    if (b && !b.disabled) b.focus();
  }

  function title(row) {
    const p = PM.words.plate(row), plate = PM.data.kind[row] === PM.data.isplate ? "" : p.name;
    return el("div", { class: "card-title" }, [
      el("h2", { text: PM.words.cell("name", row), tabindex: "-1" }),
      el("p", { text: [PM.words.cell("category", row), plate].filter(Boolean).join(" · ") }),
      PM.words.cell("aliases", row) ? el("p", { text: "又名：" + PM.words.cell("aliases", row) }) : null
    ]);
  }

  function band(row) {
    const f = Object.assign({}, PM.symbols.face(row), { certainty: "exact", late: false });
    const r = f.park ? 6.5 : 8;
    const svg = f.phase ? PM.symbols.roadSwatch(f, 30, 1) : PM.symbols.svg(PM.symbols.warned(PM.symbols.point(f, r), f, [8, 8], 1), 30, 28);
    return el("div", { class: "card-band" }, [svg, el("b", { text: PM.words.stage(row) }), el("span", { text: PM.words.since(row) })]);
  }

  function caution(row) {
    const i = PM.now.phase[row];
    if (i < 0 || PM.data.phases[i].code !== "overdue") return null;
    return el("p", { class: "caution", text: "已过计划完成时间，尚未收到完成情况，请核实。" });
  }

  function fact(word, value, notes) {
    return [el("dt", { text: word }), el("dd", {}, [el("span", { class: value ? "" : "missing", text: value || PM.words.notWritten })].concat(
      notes.filter(Boolean).map(function (n) { return el("small", { text: n }); })))];
  }

  function facts(row) {
    const w = PM.words, lost = PM.data.certainty[row] === PM.data.none, p = w.plate(row), noPlate = p.id === "none";
    const basis = [w.cell("method", row), w.cell("place", row)].filter(Boolean).join("；");
    const plateNote = [w.cell("basis", row), w.cell("plateReason", row)].filter(Boolean).join("：");
    const list = el("dl", { class: "facts" }), note = w.cell("note", row);
    [fact("位置", w.place(row), [lost ? w.cell("reason", row) : basis && "依据：" + basis, w.cell("address", row) && "地址：" + w.cell("address", row)]),
      fact("所属板块", noPlate ? "" : p.name, [noPlate ? "" : plateNote, PM.data.kind[row] === PM.data.isplate ? outlineNote(p) : ""]),
      fact("计划工期", w.period(row), [w.phase(row)]),
      fact("责任单位", w.unit(row), [w.cell("unitNote", row)])
    ].concat(w.more(row).map(function (f) { return fact(f[0], f[1], f.slice(2)); }), note ? [fact("说明", note, [])] : [])
      .forEach(function (pair) { pair.forEach(function (n) { list.appendChild(n); }); });
    return list;
  }

  function outlineNote(p) {
    const m = PM.words.metres(PM.words.cell("accuracy", p.row));
    if (p.outline === "official") return "";
    if (p.outline === "none") return "位置待定：没有可以落图的资料";
    return "示意范围，以正式划定为准" + (p.outline === "anchor" && m ? "（仅知一处支撑点，误差约 " + m + "）" : "");
  }

  function statement(e) {
    const s = PM.data.statuses[e.status], source = [PM.data.documents[e.document].title, e.section, PM.words.when(e)];
    return el("li", { class: "said" }, [
      el("p", { class: "said-words", text: e.words ? "“" + e.words + "”" : PM.words.notWritten }),
      el("p", { class: "said-from", text: source.filter(Boolean).join(" · ") }),
      el("p", { class: "said-from", text: [s ? "记为" + s.word : "", e.certainty, e.period, e.office].filter(Boolean).join(" · ") }),
      e.note ? el("p", { class: "said-note", text: e.note }) : null
    ]);
  }

  function part(head, nodes) { return el("section", { class: "card-part" }, [el("h3", { text: head })].concat(nodes)); }

  // Whoever wants them all asks, and reads on with the first of them.
  function restButton(list, rest) {
    const button = PM.dom.button({ class: "link", text: "显示更早的 " + rest.length + " 条", click: function () {
      const items = rest.map(statement);
      items.forEach(function (item) { list.appendChild(item); });
      items[0].setAttribute("tabindex", "-1");
      items[0].focus({ preventScroll: true });
      button.remove();
    } });
    return button;
  }
  // Only what had been said by the date shown: who stands on an earlier day must not see the later word.
  function evidence(row) {
    const all = PM.evidence(row), said = all.filter(function (e) { return e.day <= PM.now.day; }), later = all.length - said.length;
    const list = el("ul", {}, said.slice(0, MOST_SAID).map(statement));
    return part("依据", [
      said.length ? list : el("p", { class: "missing", text: PM.words.notSaid }),
      said.length > MOST_SAID ? restButton(list, said.slice(MOST_SAID)) : null,
      later ? el("p", { class: "missing", text: "另有 " + later + " 条依据晚于截至日期" }) : null
    ]);
  }

  function line(row, extra) {
    const node = PM.item.node(row, PM.words.second(row), extra ? PM.dom.span("item-tag bare", extra) : null);
    node.addEventListener("click", function () { PM.store.select(row, "user"); });
    return node;
  }

  function widened(box, by) { return [box[0] - by, box[1] - by, box[2] + by, box[3] + by]; }
  function placeless(row) {
    const code = PM.words.certainty(row).code;
    return code === "none" || code === "schematic" || PM.view.isPlate(row);
  }
  function near(row) {
    if (placeless(row)) return null;
    const perUnit = PM.view.metres(row), box = widened(PM.view.bounds(row), PM.look.nearMetres / perUnit);
    const found = PM.index.within(box).filter(function (r) { return r !== row && !placeless(r); }).map(function (r) {
      return { row: r, m: PM.view.between(row, r) * perUnit };
    });
    return found.filter(function (f) { return f.m <= PM.look.nearMetres; }).sort(function (a, b) { return a.m - b.m; }).slice(0, PM.look.nearMost);
  }

  function nearPart(row) {
    const list = near(row);
    if (!list) return null;
    const rows = list.map(function (f) { return line(f.row, f.m < 5 ? "相接" : "约 " + Math.max(10, Math.round(f.m / 10) * 10) + " 米"); });
    return part("300 米内", rows.length ? rows : [el("p", { class: "missing", text: "没有其他已定位的内容" })]);
  }

  // A plate's card names those of its things that nobody could place.
  function lostPart(row) {
    if (PM.data.kind[row] !== PM.data.isplate) return null;
    const plate = PM.data.plate[row], n = PM.state.plates.lost[plate], lost = PM.trays.lost(plate, MOST_LOST), more = n - lost.length;
    const rest = more ? [el("p", { class: "missing", text: "另 " + more + " 项，见清单“未定位”" })] : [];
    return part("本板块未定位 " + n + " 项", lost.map(function (r) { return line(r); }).concat(rest));
  }

  function zoomButton(row) {
    if (PM.data.certainty[row] === PM.data.none) return null;
    const word = PM.data.kind[row] === PM.data.isplate ? "进入 ›" : "放大查看 ›";
    return PM.dom.button({ class: "button card-zoom", text: word, click: function () { PM.mapui.enter(row); } });
  }

  // What other files make of a row.
  function light(row) { return PM.progress.light(row); }
  function plate(row) { return PM.progress.plate(row); }
  function timeline(row) { return PM.timeline.part(row); }

  const PARTS = [title, band, light, caution, zoomButton, plate, timeline, facts, evidence, lostPart, nearPart];

  function show(by) {
    const row = PM.state.selected, card = PM.dom.byId("card"), was = card.hidden ? -1 : 0, from = document.activeElement;
    PM.dom.clear(card);
    card.hidden = row < 0;
    document.body.classList.toggle("has-card", row >= 0);
    if (row < 0) return;
    card.setAttribute("aria-label", PM.words.cell("name", row));
    card.appendChild(bar(row));
    card.appendChild(el("div", { class: "card-body" }, PARTS.map(function (make) { return make(row); })));
    if (was < 0 && by !== "host" && document.body.classList.contains("kbd")) {
      back = from;
      card.querySelector(".card-back").focus();
    }
  }

  function again() { if (PM.state.selected >= 0) show("host"); }

  // Back to where the reader came from; the list's rows may have been made anew meanwhile.
  function close() {
    PM.store.select(-1, "user");
    const listed = back && (back.classList.contains("item") || !document.contains(back) || !back.offsetWidth);
    if (listed && !PM.data.embedded) PM.list.focus();
    else if (back) back.focus();
    back = null;
  }

  function start() {
    PM.on("select", show);
    PM.on("filter", function () { PM.dom.onMap(again); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && PM.state.selected >= 0 && !PM.pointer.closeChooser()) close();
    });
  }

  PM.card = { start: start };
})(window.PM = window.PM || {});
