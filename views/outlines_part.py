"""Outlines of plates from a file: which plate each is, what was found, and taking them over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from geo.cells import FIRST_DAY
from geo.clock import today
from geo.crs import Datum
from geo.errors import FileError
from geo.filters import short_plate_name
from geo.model import Facts, Kind
from geo.outline import reading
from geo.outline import writing as outline_batch
from geo.outline.reading import Outlines
from geo.store import Workspace
from views import acting, flash, heading, parts, workspace
from views.plain import clip, label

_COUNT = "outline_files"
_LEFT_OUT = ""
_UNDECLARED = ""
_DATUMS = {_UNDECLARED: "未声明"} | {datum.value: datum.word for datum in Datum}
_ACCURACIES = {1: "1 米内（测绘成果）", 10: "约 10 米", 50: "约 50 米", 200: "约 200 米（草图）"}
_MEGABYTES = reading.MAX_BYTES // 1024 // 1024


@dataclass(frozen=True)
class _File:
    """An upload and how its user wants it read."""

    name: str
    content: bytes
    datum: Datum | None
    layer: str
    swap: bool

    def read(self, facts: Facts) -> Outlines:
        """Read the outlines; raises FileError."""
        return reading.read(
            self.name,
            self.content,
            datum=self.datum,
            base=facts.base,
            layer=self.layer,
            swap=self.swap,
        )


def outlines() -> None:
    """Draw the upload and, once a file is there, what is in it."""
    heading.step(
        "板块范围",
        "GeoJSON，或打成 .zip 的 Shapefile（.shp、.dbf、.shx、.prj）。先预览，确认后写入。",
    )
    count = st.session_state.setdefault(_COUNT, 0)
    given = st.file_uploader(
        f"板块范围文件，最大 {_MEGABYTES} MB", key=f"outlines_{count}", max_upload_size=_MEGABYTES
    )
    if given is None:
        return
    facts = workspace.facts()
    try:
        file = _asked(given.name, given.getvalue())
        found = file.read(facts)
    except FileError as error:
        st.html(flash.box("refused", [f"{given.name}：{error}", "什么都没有写入。"]))
        return
    _preview(facts, found)


def _asked(name: str, content: bytes) -> _File:
    left, middle, right = st.columns(3, vertical_alignment="bottom")
    with left:
        code = st.selectbox(
            "坐标系", list(_DATUMS), format_func=_DATUMS.__getitem__, key="outline_datum"
        )
    names = reading.layers(content)
    layer = ""
    if len(names) > 1:
        with middle:
            layer = st.selectbox("图层", names, format_func=lambda one: clip(one, 40)) or ""
    with right:
        swap = st.checkbox("经度、纬度对调后再读", key="outline_swap")
    return _File(name, content, Datum(code) if code else None, layer, swap)


def _preview(facts: Facts, found: Outlines) -> None:
    if found.notes:
        st.html(flash.box("warned", found.notes))
    if found.refused:
        rows = [[clip(one.which, 60), clip(one.reason, 300)] for one in found.refused]
        st.html(parts.titled(f"没有读入的 {len(rows)} 个", parts.table(("哪一个", "原因"), rows)))
    if not found.outlines:
        return
    with st.form("outlines_form"):
        matched = _matched(facts, found)
        left, right = st.columns(2)
        accuracy = left.selectbox(
            "范围线有多准", list(_ACCURACIES), index=1, format_func=_ACCURACIES.__getitem__
        )
        day = right.date_input(
            "范围的日期", min_value=FIRST_DAY, max_value=today(), format="YYYY-MM-DD", value=today()
        )
        asked = st.form_submit_button("写入工作区", type="primary")
    if asked and day:
        _accept(found, day, accuracy, matched)


def _matched(facts: Facts, found: Outlines) -> dict[int, str]:
    """Let the user say which plate each outline is of; a plate of the same name is proposed."""
    plates = {_LEFT_OUT: "不写入", outline_batch.NEW: "作为新板块"}
    plates |= {
        f.id: f"{clip(short_plate_name(f.name), 30)}（{f.id}）"
        for f in facts.features
        if f.kind is Kind.PLATE
    }
    proposed, matched = outline_batch.match(facts, found), {}
    for at, outline in enumerate(found.outlines):
        choices = list(plates)
        matched[at] = st.selectbox(
            f"第 {outline.number} 个图形 {label(outline.name or '（没有名称）', 40)}",
            choices,
            index=choices.index(proposed.get(at, _LEFT_OUT)),
            format_func=plates.__getitem__,
            key=f"outline_{st.session_state[_COUNT]}_{at}",
        )
        if outline.notes:
            st.html(parts.note("；".join(outline.notes)))
    return {at: plate for at, plate in matched.items() if plate}


def _accept(found: Outlines, day: date, accuracy_m: int, matched: dict[int, str]) -> None:
    def write(opened: Workspace) -> None:
        held = workspace.fresh(opened)
        batch = outline_batch.batch(
            held.facts, held.head, found, day=day, accuracy_m=accuracy_m, matched=matched
        )
        number = opened.write(batch, operator=acting.operator(), expected=held.head)
        flash.tell(f"已写入 {len(matched)} 个图形，第 {number} 次改动。可以在“记录”里撤销。")

    if acting.write(write):
        st.session_state[_COUNT] += 1
        st.rerun()
    flash.show()
