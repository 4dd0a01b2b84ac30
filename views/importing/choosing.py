"""First step: choose a file; what it is, is told by its content alone."""

from __future__ import annotations

from functools import partial

import streamlit as st

from geo.errors import FileError, InputError
from geo.filters import short_plate_name
from geo.ledger.heading.tables import tables
from geo.ledger.opening import files
from geo.ledger.opening.limits import FILE_BYTES, MEGABYTE
from geo.model import Facts, Kind
from layers.escape import html_text
from views import flash, workspace
from views.importing import desk, landing, shelf
from views.importing.desk import Desk
from views.plain import clip

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STEPS = (
    "选一份 Excel（.xlsx）或 CSV 台账。标题行、合并表头、合计行、空行都可以照原样留着。",
    "核对每一列的含义、坐标系和台账日期；看清每一行的结果：上图、未定位，或为什么没有读入。",
    "确认后一次写入。每次导入都能撤销；同一份台账再导入一次，什么都不会变。",
)
_FAULT = "ledger_fault"


def show(laid: Desk | None) -> None:
    """Draw the step: the chosen file, or the ways to choose one."""
    landing.heading("file", "1 台账文件")
    if laid:
        _laid(laid)
        return
    lines = "".join(f"<li>{line}</li>" for line in _STEPS)
    st.html(f'<ol class="steps">{lines}</ol>')
    shelf.offer()
    _box()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html("<p>还没有台账？可以从空白模板填起：</p>", width="content")
        _template(workspace.facts())


def _box() -> None:
    """Draw the box a file is chosen in, and why the one that was is no ledger."""
    key = f"ledger_{desk.count()}"
    # No list of allowed suffixes: Streamlit would refuse in English, and a suffix proves nothing.
    file = st.file_uploader(
        f"台账文件，最大 {FILE_BYTES // MEGABYTE} MB",
        key=key,
        max_upload_size=FILE_BYTES // MEGABYTE,
        on_change=_take,
        args=(key,),
    )
    fault = st.session_state.get(_FAULT)
    if fault and file is not None:
        st.html(flash.box("refused", [fault, "什么都没有写入。请换一个文件再试。"]))


def _take(key: str) -> None:
    """Lay the file that was chosen on the desk, if it is one."""
    file = st.session_state[key]
    st.session_state.pop(_FAULT, None)
    landing.send("file")
    if file is None:
        return
    try:
        desk.lay(files.open_book(file.name, file.getvalue()))
    except FileError as error:
        st.session_state[_FAULT] = str(error)
    else:
        landing.send(*landing.READING)


def _laid(laid: Desk) -> None:
    book = laid.book
    size = f"{len(book.content) / 1024:,.0f} KB，{len(book.grids)} 张工作表"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="who">台账 <b>{html_text(book.name)}</b>　{size}</p>', width="content")
        st.button("换一份台账", on_click=put_away, args=(laid,), key="another", type="tertiary")
    if book.notes:
        st.html(flash.box("warned", book.notes))


def put_away(laid: Desk) -> None:
    """Put the file away; the focus goes where the next is chosen."""
    desk.clear()
    shelf.forget(laid)
    landing.send("file")


def _template(facts: Facts) -> None:
    st.download_button(
        "下载空白台账",
        data=partial(_written, facts),
        file_name="台账模板.xlsx",
        mime=XLSX,
        on_click="ignore",
        key="template",
    )


def _written(facts: Facts) -> bytes:
    # openpyxl is slow to import, and few download a template.
    from geo.ledger.reporting.template import template  # noqa: PLC0415

    return template([short_plate_name(f.name) for f in facts.features if f.kind is Kind.PLATE])


def unread(laid: Desk, error: InputError) -> None:
    """Say why no sheet could be read, and let the user name the column the names stand in."""
    st.html(flash.box("refused", [str(error), "什么都没有写入。"]))
    _, skipped = tables(laid.book)
    titles = list(dict.fromkeys(title for sheet in skipped for title in sheet.headings if title))
    if not titles:
        return
    landing.heading("unread", "列的含义", "哪一列是项目名称？选好就按它再读一遍。")
    with st.form("name_column", width=420):
        title = st.selectbox("项目名称所在的列", titles, format_func=lambda one: clip(one, 60))
        if st.form_submit_button("按这一列读"):
            laid.corrected = laid.corrected | {title: "name"}
            landing.send(*landing.READING)
            st.rerun()
