"""Opening a colleague's workspace: the upload, its name here, and what was found wrong with it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo import adopting
from views import acting, flash, heading, workspace

_COUNT = "adopted"
_MEGABYTES = adopting.MAX_BYTES // 1024 // 1024


def show() -> None:
    """Draw the upload and, once a file is there, what it is to be called."""
    heading.step(
        "打开同事的工作区",
        "选同事在“工作区”页下载的 .db 文件。先检查，没有问题才另存为您的工作区。",
    )
    count = st.session_state.setdefault(_COUNT, 0)
    with st.container(key="adopt"):
        given = st.file_uploader(
            f"工作区文件（.db），最大 {_MEGABYTES} MB",
            key=f"adopt_{count}",
            max_upload_size=_MEGABYTES,
        )
    if given is None:
        return
    name = _named(given.name, given.file_id)
    if name is None:
        return
    with st.spinner("正在检查……"):
        done = acting.attempt(lambda: _adopt(given.name, given.getvalue(), name))
    if done:
        st.session_state[_COUNT] = count + 1
        st.rerun()
    flash.show()


def _named(file_name: str, file: str) -> str | None:
    """Ask what it is to be called here; None until that has been said."""
    proposed = Path(adopting.shown_name(file_name)).stem
    with st.form("adopt_form"):
        name = st.text_input("存为", value=proposed, max_chars=60, key=f"adopt_name_{file}")
        asked = st.form_submit_button("检查并打开", type="primary")
    return (name or "") if asked else None


def _adopt(file_name: str, content: bytes, name: str) -> None:
    with adopting.adopt(file_name, content, name, operator=acting.operator()) as taken:
        code = taken.path.stem
    workspace.choose(code)
    flash.tell(f"检查无误，已存为工作区“{code}”并打开。是从哪里来的记在“记录”里。")
