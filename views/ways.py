"""The pages by address and title, and the ways from one to another."""

from __future__ import annotations

import streamlit as st

# Address → title, in the order of the navigation: five pages to read, then four to write.
TITLES = {
    "map": "地图",
    "progress": "进度",
    "targets": "目标与行动",
    "sources": "来源与精度",
    "history": "记录",
    "import": "导入台账",
    "locate": "定位",
    "edit": "编辑",
    "workspaces": "工作区",
}
FIRST = "map"
# Pages beside which the filter stands, by what Streamlit calls them: the first has no address.
FILTERED = ("", "progress")


def link(address: str, label: str = "") -> None:
    """Draw a link to a page; the session stays."""
    st.page_link(_page(address), label=label or TITLES[address])


def go(address: str) -> None:
    """Leave for a page at once."""
    st.switch_page(_page(address))


def _page(address: str) -> st.Page:
    # Streamlit knows a page by its address; what it draws is said once, in app.py.
    return st.Page(_nothing, url_path=address, title=TITLES[address], default=address == FIRST)


def _nothing() -> None:
    """Draw nothing."""
