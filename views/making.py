"""The form that makes a workspace: empty, or with the seeds in it."""

from __future__ import annotations

import streamlit as st

from geo import workspaces
from views import acting, flash, workspace

_KINDS = {False: "空白的", True: "带上二七区 2020 年种子数据"}


def make(key: str, name: str = "") -> None:
    """Draw the form; once made, the workspace is the one that is open."""
    with st.form(f"make_{key}", width=520):
        given = st.text_input("名称", value=name[:60], max_chars=60, key=f"make_{key}_name")
        seeds = st.radio(
            "里面先放什么",
            list(_KINDS),
            format_func=_KINDS.__getitem__,
            horizontal=True,
            key=f"make_{key}_seeds",
        )
        asked = st.form_submit_button("建立并打开", type="primary")
    if asked and acting.attempt(lambda: _make(given or "", seeds=bool(seeds))):
        workspace.choose((given or "").strip())
        st.rerun()
    elif asked:
        flash.show()


def _make(name: str, *, seeds: bool) -> None:
    workspaces.new(name, operator=acting.operator(), seeds=seeds).close()
    flash.tell(f"已建立并打开工作区“{name.strip()}”。")
