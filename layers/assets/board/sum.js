/* 汇总: plate by status for one measure, as bars and as a table whose last row and column are the sums. */
(function (PM) {
  "use strict";

  const B = PM.boardParts, NONE = "–";
  const el = function (t, a, c) { return PM.dom.el(t, a, c); };
  const YEAR = ["annual_plan", "annual_done"];

  function moneyKind(code) {
    const of = function (cell) { return cell.money[PM.sums.measureOf(code)]; };
    return {
      unit: "单位：万元", money: true, value: function (cell) { return of(cell).yuan; },
      text: function (cell) { return of(cell).read ? B.money(of(cell).yuan) : of(cell).unread ? "未计入" : NONE; },
      unread: function (cell) { return of(cell).unread; }, read: function (cell) { return of(cell).read; }
    };
  }

  // What can be added up; a light's table has lights for columns.
  const KINDS = {
    count: { word: "项数", unit: "单位：项", value: function (c) { return c.count; }, text: function (c) { return c.count ? B.number(c.count) : NONE; } },
    total: Object.assign({ word: "总投资" }, moneyKind("total")),
    total_done: Object.assign({ word: "累计完成投资" }, moneyKind("total_done")),
    annual_plan: Object.assign({ word: "年度计划投资" }, moneyKind("annual_plan")),
    annual_done: Object.assign({ word: "年度完成投资" }, moneyKind("annual_done")),
    lights: { word: "灯", unit: "单位：项", value: function (c) { return c.count; }, text: function (c) { return c.count ? B.number(c.count) : NONE; } },
    road: {
      word: "道路长度", unit: "单位：米，只计有线位的道路；每格取整，合计按取整前相加", value: function (c) { return c.road; },
      text: function (c) { return c.road ? B.metres(c.road) : NONE; }
    }
  };

  // What an address says may be any word.
  function kindNow() {
    const wanted = PM.board.option("sum", "count");
    return Object.prototype.hasOwnProperty.call(KINDS, wanted) ? wanted : "count";
  }

  // Columns of a table: what stands at the head, what a cell shows, and which filter a click on it sets.
  function statusColumns(kind, t) {
    return PM.data.statuses.map(function (s, i) { return { look: s, index: i }; }).filter(function (c) { return t.statuses.has(c.index); }).map(function (c) {
      const cell = function (plate) { return (plate === null ? t.statuses.get(c.index) : t.cells.get(plate + "," + c.index)) || PM.sums.blank(); };
      return {
        word: c.look.word, face: c.look.face, ink: c.look.ink, filter: { statuses: [c.look.code] },
        svg: PM.panel.options.statuses()[c.index].svg,
        value: function (plate) { return kind.value(cell(plate)); }, text: function (plate) { return kind.text(cell(plate)); }
      };
    });
  }
  function lightColumns(kind, t) {
    return PM.data.lightLooks.map(function (look, i) {
      const value = function (plate) { return lineOf(t, plate).lights[i]; };
      return {
        word: look.word, face: look.face, ink: look.ink, filter: { lights: [look.code] }, svg: PM.panel.options.lights()[i].svg,
        value: value, text: function (plate) { return value(plate) ? B.number(value(plate)) : NONE; }
      };
    });
  }
  function lineOf(t, plate) { return plate === null ? t.whole : t.plates.get(plate) || PM.sums.blank(); }

  // Plates with anything to add up, the one of no plate among them.
  function platesOf(t) {
    return PM.data.plates.map(function (_, i) { return i; }).filter(function (i) { return t.plates.has(i); });
  }
  function plateWord(i) { return PM.data.plates[i].short || PM.data.plates[i].name; }
  function plateHead(i) {
    const outside = i !== null && PM.data.plates[i].id === "none";
    return el("th", { scope: "row" }, [el("span", { text: i === null ? "合计" : plateWord(i) }), outside ? el("small", { text: "不在任何板块" }) : null]);
  }

  // What is added up of what the filter lets through: the plates are not.
  function summedKinds() {
    const codes = PM.data.kinds.map(function (k) { return k.code; }), wanted = PM.state.spec.kinds || codes;
    return wanted.filter(function (code) { return code !== "plate"; });
  }

  // In the app the sidebar alone filters.
  function cellNode(column, plate, onlyPlate) {
    const text = column.text(plate), empty = text === NONE;
    if (empty || PM.data.embedded || plate === null) return el("td", { class: empty ? "none" : "" }, [el("span", { text: text })]);
    const id = PM.data.plates[plate].id, pick = function () { PM.store.change(Object.assign({ plates: [id], kinds: summedKinds() }, onlyPlate ? {} : column.filter)); };
    const label = plateWord(plate) + "，" + column.word + "，" + text + "：按此筛选";
    return el("td", {}, [PM.dom.button({ class: "b-cell", "aria-label": label, "data-key": id + column.word, text: text, click: pick })]);
  }

  function head(columns, extra) {
    const cells = columns.map(function (c) { return el("th", { scope: "col" }, [el("span", { class: "b-th" }, [c.svg ? c.svg() : null, el("span", { text: c.word })])]); });
    return el("thead", {}, [el("tr", {}, [el("th", { scope: "col", text: "板块" })].concat(cells, extra.map(function (x) { return el("th", { scope: "col" }, [el("span", { class: "b-line", text: x.word }), el("small", { text: x.second })]); })))]);
  }

  function line(columns, total, extra, plate) {
    const cells = columns.map(function (c) { return cellNode(c, plate, false); }).concat(cellNode(total, plate, true));
    return el("tr", { class: plate === null ? "sum" : "" }, [plateHead(plate)].concat(cells, extra.map(function (x) { return el("td", { class: "b-rate" }, x.lines(plate).map(function (w) { return PM.dom.span("b-line", w); })); })));
  }

  // A quotient of whole numbers with one decimal; half a tenth goes away from 0, as in Python. Whole numbers all the
  // way: a float may fall on either side of the half.
  function fixed(top, bottom) {
    const twice = 20 * Math.abs(top) + bottom, tenths = (twice - twice % (2 * bottom)) / (2 * bottom);
    return (top < 0 && tenths ? "−" : "") + (tenths - tenths % 10) / 10 + "." + tenths % 10;
  }

  // How far what is done is ahead of so many months of twelve, in percentage points.
  function lead(c, months) {
    const by = 12 * c.done - months * c.plan, points = fixed(25 * Math.abs(by), 3 * c.plan);
    return points === "0.0" ? "与序时持平" : (by > 0 ? "超 " : "落后 ") + points + " 个百分点";
  }

  // What is done of the year's plan, beside what the calendar asks for: whole months, as the lights count.
  function rates(t) {
    const months = PM.days.date(PM.now.day).getUTCMonth() + 1;
    const lines = function (plate) {
      const c = lineOf(t, plate);
      return c.both ? [fixed(100 * c.done, c.plan) + "%（" + c.both + " 项）", lead(c, months)] : [NONE];
    };
    return [{ word: "年度完成率", second: "序时进度 " + fixed(100 * months, 12) + "%", lines: lines }];
  }

  function table(kind, columns, t, extra) {
    const total = { word: "合计", value: function (p) { return kind.value(lineOf(t, p)); }, text: function (p) { return kind.text(lineOf(t, p)); } };
    const body = platesOf(t).concat([null]).map(function (p) { return line(columns, total, extra, p); });
    return el("div", { class: "b-scroll" }, [el("table", { class: "b-table" }, [el("caption", { class: "heard", text: "板块与" + kind.word }), head(columns.concat(total), extra), el("tbody", {}, body)])]);
  }

  function chart(kind, columns, t, width) {
    const lines = platesOf(t).map(function (p) {
      return {
        word: PM.data.plates[p].short, value: kind.value(lineOf(t, p)), total: kind.text(lineOf(t, p)),
        parts: columns.map(function (c) { return { value: c.value(p), text: c.text(p), face: c.face, ink: c.ink }; })
      };
    });
    return PM.boardChart.draw(lines, width);
  }

  function notes(code, kind, t) {
    const out = [kind.unit];
    if (kind.money && kind.read(t.whole) < t.whole.count - kind.unread(t.whole)) out.push("有金额的 " + kind.read(t.whole) + " 项，共 " + t.whole.count + " 项");
    if (kind.money && kind.unread(t.whole)) out.push("另有 " + kind.unread(t.whole) + " 项金额读不出或是区间，没有计入");
    if (YEAR.indexOf(code) >= 0) out.push("年度数只计 " + yearNow() + " 年所报的，年度完成率只计两个数都写明的项");
    return out.concat("板块本身不计入", code === "road" ? PM.data.roadNotes : [], leftNote()).filter(Boolean).join("；") + "。";
  }

  // What its ledger no longer lists on this day, and is still counted.
  function leftNote() {
    const left = PM.data.left, day = PM.now.day;
    let n = 0;
    for (let i = 0; i < left.row.length; i++) if (PM.state.mask[left.row[i]] && left.since[i] <= day && !(left.until[i] <= day)) n++;
    return n ? "其中 " + n + " 项最近一期台账没有再列出，仍计入" : "";
  }

  function yearNow() { return PM.days.date(PM.now.day).getUTCFullYear(); }

  // Of another year's figures Python has none left on this day.
  function unsaid(code, count) {
    const yearly = YEAR.indexOf(code) >= 0;
    return "到这一天，符合条件的 " + count + " 项都没有写明" + (yearly ? " " + yearNow() + " 年的" : "") + KINDS[code].word +
      (yearly ? "，没有可相加的数，也算不出年度完成率。往年的年度数不计入。" : "。");
  }

  function empty(code, t) {
    const kind = KINDS[code];
    if (!t.whole.count) return "没有符合条件的项目、道路等内容，没有可汇总的（板块本身不计入）。";
    if (kind.money && !kind.read(t.whole)) return kind.unread(t.whole) ? "到这一天，写了" + kind.word + "的 " + kind.unread(t.whole) + " 项都读不出或是区间，没有可相加的数。" : unsaid(code, t.whole.count);
    if (kind === KINDS.road && !t.whole.road) return "符合条件的内容里没有画出线位的道路，长度未知。";
    return "";
  }

  function draw(panel) {
    const code = kindNow(), kind = KINDS[code], t = PM.sums.all(), why = empty(code, t);
    const list = Object.keys(KINDS).map(function (k) { return { value: k, word: KINDS[k].word }; });
    panel.appendChild(B.choices("汇总什么", list, code, function (v) { PM.board.setOption("sum", v); }));
    if (why) { panel.appendChild(B.message(why)); return; }
    const columns = code === "lights" ? lightColumns(kind, t) : statusColumns(kind, t).filter(function (c) { return c.text(null) !== NONE; }), extra = YEAR.indexOf(code) >= 0 ? rates(t) : [];
    panel.appendChild(chart(kind, columns, t, PM.board.width()));
    panel.appendChild(table(kind, columns, t, extra));
    panel.appendChild(B.note(notes(code, kind, t)));
  }

  PM.boardTabs.sum = { draw: draw };
})(window.PM = window.PM || {});
