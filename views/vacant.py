"""What a page shows of a workspace that holds nothing yet: what to do about it."""

from __future__ import annotations

import streamlit as st

from geo.catalogue import Catalogue
from views import flash, parts, ways, workspace

_TEXT = "导入每月的台账，或逐项新增；也可以先打开 2020 年种子数据看看样子。"


def is_shown(whole: Catalogue) -> bool:
    """Show what can be done where there is nothing to show, and tell whether that is so."""
    if whole.total:
        return False
    flash.show()
    st.html(parts.titled("这个工作区还没有项目", "", _TEXT))
    with st.container(horizontal=True, gap="medium"):
        ways.link("import")
        ways.link("edit", "新增项目")
        st.button("打开种子数据", on_click=workspace.choose, args=(workspace.SEEDS,))
        ways.link("workspaces", "复制种子数据")
    return True
