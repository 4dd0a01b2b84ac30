"""The map: filters beside it, counts above it, and the same selection as a table below it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from geo.catalogue import Catalogue
from geo.filters import Filter
from geo.model import Kind
from layers import basemaps
from layers.formats import FORMATS, file_name
from views import bridge, choice, flash, parts, sidebar, vacant, ways, workspace
from views.listing import listing


def show() -> None:
    """Draw the page. The map document stays; only the choice is sent into it."""
    newest = workspace.at()
    if vacant.is_shown(newest):
        return
    whole, selection = choice.scene(newest, "map")
    flash.show()
    headline = st.container(horizontal=True, vertical_alignment="center", key="headline")
    basemap = choice.basemap()
    bridge.frame(workspace.document(basemap))
    # The list carries the filter to the map: it goes before what can wait a moment.
    listing(selection, whole, basemaps.datum_of(basemap))
    with st.sidebar:
        sidebar.show(whole, selection.filter)
    with headline:
        _headline(selection, newest)


def _headline(selection: Catalogue, newest: Catalogue) -> None:
    counts = selection.counts
    numbers = {
        "全部": counts.shown,
        "其中项目": int((selection.frame["kind"] == Kind.PROJECT.value).sum()),
        "图上": counts.located,
        "未定位": counts.unlocated,
    }
    st.html(parts.headline(selection, numbers))
    if selection.filter != Filter():
        st.button("清除筛选", on_click=choice.clear, args=(newest.as_of,))
    if counts.unlocated and workspace.chosen().is_writable:
        ways.link("locate", f"定位未定位的 {counts.unlocated} 项")
    export = st.popover("导出", on_change="rerun", key="export")
    if export.open:
        with export:
            _downloads(selection)


def _downloads(selection: Catalogue) -> None:
    """Offer the selection in every format; a file is made when its button is pressed."""
    selection = workspace.compared(selection)
    if not selection.counts.shown:
        st.html("<p>没有符合条件的项目，没有可导出的内容</p>")
        return
    plain = "" if choice.basemap() == basemaps.BUILTIN else "；离线地图用内置底图"
    st.html(f"<p>导出当前筛选的 {selection.counts.shown} 项{plain}</p>")
    for suffix, form in FORMATS.items():
        st.download_button(
            form.label,
            data=partial(form.encode, selection),
            file_name=file_name(selection, suffix),
            mime=form.mime,
            key=f"download_{suffix}",
            on_click="ignore",
            width="stretch",
        )
