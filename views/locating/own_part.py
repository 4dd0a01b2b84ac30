"""Places and roads users add to the gazetteer: the upload, what was read, and what is there."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.crs import Datum
from geo.errors import FileError
from geo.gazetteer import own
from geo.gazetteer.own_files import MAX_BYTES
from geo.gazetteer.own_rows import OwnKind
from geo.model import Facts, Row
from geo.store import Workspace
from views import acting, flash, heading, parts, workspace
from views.plain import clip
from views.wording import distance

_COUNT, _SHOWN = "own_files", 50
_DATUMS = {"": "未声明"} | {datum.value: datum.word for datum in Datum}
_WORDS = {kind.value: kind.word for kind in OwnKind}
_MEGABYTES = MAX_BYTES // 1024 // 1024
_TEXT = (
    "GeoJSON（点为地点，线为道路；属性 名称、别名、误差），或表格（列：名称、别名、类型、经度、"
    "纬度、坐标系、误差）。写入后，地址里提到它们就能找到。"
)


def show(facts: Facts) -> None:
    """Draw the upload, the preview of a file, and the list of what was added before."""
    heading.step("补充地名", _TEXT)
    count = st.session_state.setdefault(_COUNT, 0)
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        given = st.file_uploader(
            f"地名文件，最大 {_MEGABYTES} MB", key=f"own_{count}", max_upload_size=_MEGABYTES
        )
    with right:
        code = st.selectbox(
            "坐标系（文件或各行自己写明的以它为准）",
            list(_DATUMS),
            format_func=_DATUMS.__getitem__,
            key=f"own_datum_{count}",
        )
    if given is not None:
        _preview(facts, given.name, given.getvalue(), Datum(code) if code else None)
    _list(facts.tables.get(own.TABLE, ()))


def _preview(facts: Facts, name: str, content: bytes, datum: Datum | None) -> None:
    try:
        found = own.read(name, content, datum=datum, base=facts.base)
    except FileError as error:
        st.html(flash.box("refused", [f"{name}：{error}", "什么都没有写入。"]))
        return
    if found.notes:
        st.html(flash.box("warned", found.notes))
    if found.refused:
        rows = [[clip(one.which, 60), clip(one.reason, 300)] for one in found.refused[:_SHOWN]]
        title = f"没有读入的 {len(found.refused)} 处"
        st.html(parts.titled(title, parts.table(("哪一处", "原因"), rows)))
    if found.places:
        rows = [
            [clip(one.name, 40), one.kind.word, "、".join(one.aliases), distance(one.accuracy_m)]
            for one in found.places[:_SHOWN]
        ]
        title = f"读到的 {len(found.places)} 处"
        st.html(parts.titled(title, parts.table(("名称", "类型", "别名", "误差"), rows)))
        st.button(f"写入 {len(found.places)} 处", type="primary", on_click=_accept, args=(found,))


def _accept(found: own.Own) -> None:
    def write(opened: Workspace) -> None:
        held = workspace.fresh(opened)
        batch = own.batch(held.facts, held.head, found)
        number = opened.write(batch, operator=acting.operator(), expected=held.head)
        flash.tell(
            f"已补充：{batch.words}，第 {number} 次改动，可在“记录”里撤销。"
            "可以再按一次“全部自动定位”。"
        )

    if acting.write(write):
        st.session_state[_COUNT] += 1


def _list(rows: Sequence[Row]) -> None:
    if not rows:
        st.html('<p class="hint">这个工作区还没有补充过地名。</p>')
        return
    shown = [
        [
            clip(row["name"], 40),
            _WORDS.get(row["kind"], row["kind"]),
            row["aliases"].replace(" | ", "、"),
            f"{row['accuracy_m']} 米",
            row["source"],
        ]
        for row in rows[:_SHOWN]
    ]
    more = f"，前 {_SHOWN} 处" if len(rows) > _SHOWN else ""
    title = f"已补充的 {len(rows)} 处{more}"
    st.html(parts.titled(title, parts.table(("名称", "类型", "别名", "误差", "出处"), shown)))
