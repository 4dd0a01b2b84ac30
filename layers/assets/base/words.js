/* What the page says of a row: one place for the Chinese texts, so list, tooltip and card agree. */
(function (PM) {
  "use strict";

  const NOT_WRITTEN = "原文未写明", NOT_SAID = "到这一天还没有说明", WARNING = ["red", "yellow"];

  // A column that nothing has is not in the file.
  function cell(name, row) { return (PM.data.columns[name] || {})[row]; }
  function text(index) { return index >= 0 ? PM.data.texts[index] : ""; }
  function fromStep(name, row) {
    const i = PM.now.step[row];
    return i < 0 ? "" : text(PM.data.steps[name][i]);
  }
  function period(row) {
    const p = PM.periodOf(row);
    return p ? p.words : "";
  }
  function unit(row) { return fromStep("unit", row); }

  // What only ledgers say, as (heading, text, note): the code, amounts as last stated, columns we have no field for.
  function more(row) {
    const code = cell("code", row), named = function (f) { return [text(f[0])].concat(f.slice(1)); };
    return (code ? [["项目代码", code]] : []).concat(PM.amountWords(row).concat(details(row)).map(named));
  }
  function details(row) {
    const d = PM.data.details, out = [];
    for (let i = d ? d.offset[row] : 0; d && i < d.offset[row + 1]; i++) out.push([d.heading[i], d.text[i]]);
    return out;
  }

  function status(row) {
    const s = PM.data.statuses[PM.now.status[row]];
    return s ? s.word : "未说明";
  }
  function phase(row) {
    const i = PM.now.phase[row];
    return i < 0 ? "" : PM.data.phases[i].word;
  }
  // A road with a period is spoken of by its phase, everything else by its status.
  function stage(row) {
    return PM.filter.roadLook(row) >= 0 && PM.filter.roadLook(row) !== PM.filter.noPeriod ? phase(row) : status(row);
  }
  // A light is spoken of where it warns.
  function warns(code) { return WARNING.indexOf(code) >= 0; }
  function warning(row) {
    const look = PM.data.lightLooks[PM.now.light[row]];
    return look && warns(look.code) ? look.word : "";
  }
  function second(row) {
    const late = PM.data.kind[row] !== PM.data.isroad && phase(row) && PM.data.phases[PM.now.phase[row]].code === "overdue";
    return [stage(row), late ? phase(row) : "", warning(row), period(row) || unit(row)].filter(Boolean).join(" · ");
  }

  function certainty(row) { return PM.data.certainties[PM.data.certainty[row]]; }
  function metres(m) {
    if (!m) return "";
    return m >= 1000 ? Math.round(m / 100) / 10 + " 公里" : m + " 米";
  }
  function metresShort(m) {
    if (!m) return "";
    return m >= 1000 ? " ±" + Math.round(m / 100) / 10 + "km" : " ±" + m + "m";
  }
  function place(row) {
    const m = cell("accuracy", row), word = certainty(row).word;
    if (certainty(row).code === "none" || !m) return word;
    return certainty(row).code === "exact" ? word + "（" + metres(m) + "以内）" : word + "，误差约 " + metres(m);
  }
  // What stands in the list's tag; an exact place needs none.
  function tag(row) {
    const c = certainty(row);
    if (c.code === "exact") return null;
    return { code: c.code, word: c.code === "none" ? c.word : c.word + metresShort(cell("accuracy", row)) };
  }

  function plate(row) { return PM.data.plates[PM.data.plate[row]]; }
  function spoken(row) {
    return [cell("name", row), stage(row), warning(row), certainty(row).word, plate(row).name].filter(Boolean).join("，");
  }

  // When the source of an entry of the evidence spoke, as far as that is known: on a day, in a month, within a window.
  function when(said) { return PM.data.documents[said.document].window; }

  // The newest day on which a source spoke of the row, seen from the date shown.
  function lastSaid(row) {
    const e = PM.data.evidence;
    let day = -1;
    for (let i = e.offset[row]; i < e.offset[row + 1]; i++) if (e.day[i] <= PM.now.day) day = Math.max(day, e.day[i]);
    return day;
  }

  function since(row) {
    const said = lastSaid(row);
    if (said < 0) return "";
    const stale = PM.now.day - said > PM.look.staleDays;
    return stale ? "自 " + PM.days.chinese(said) + "起未更新" : PM.days.chinese(said) + "所述";
  }

  function counted(c) {
    return "符合条件 " + c.shown + " 项，未定位 " + c.unlocated + " 项";
  }

  PM.words = {
    notWritten: NOT_WRITTEN, notSaid: NOT_SAID, cell: cell, text: text, more: more, period: period, unit: unit, phase: phase,
    stage: stage, warning: warning, warns: warns, second: second, certainty: certainty, place: place, metres: metres, tag: tag, plate: plate, spoken: spoken,
    when: when, since: since, counted: counted
  };
})(window.PM = window.PM || {});
