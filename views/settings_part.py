"""The words around the map: title, organisation, approval number, restriction."""

from __future__ import annotations

import streamlit as st

from geo.batch import Batch, ChangeKind
from geo.errors import ContractError, InputError
from geo.settings import SETTINGS, checked
from geo.store import Workspace
from views import acting, flash, heading, workspace


def show() -> None:
    """Draw the form."""
    heading.step("图上文字", "写在图、导出和打印稿上。")
    held = workspace.held()
    now = {key: getattr(held.facts.settings, key) for key in SETTINGS}
    with st.form("settings", enter_to_submit=False):
        typed = _fields(now, f"{workspace.chosen().code}_{held.head}")
        asked = st.form_submit_button("保存文字")
    changed = {key: text for key, text in typed.items() if text != now[key]}
    if asked and not changed:
        st.html(flash.box("warned", ["没有改动。"]))
    elif asked and acting.write(lambda opened: _save(opened, changed)):
        st.rerun()
    elif asked:
        flash.show()


def _fields(now: dict[str, str], key: str) -> dict[str, str]:
    typed = {}
    for box, (name, setting) in zip(
        [*st.columns(2), *st.columns(3)], SETTINGS.items(), strict=True
    ):
        given = box.text_input(
            f"{setting.word}{'（必填）' if setting.required else ''}",
            value=now[name],
            max_chars=setting.limit,
            key=f"setting_{name}_{key}",
        )
        typed[name] = (given or "").strip()
    return typed


def _save(opened: Workspace, changed: dict[str, str]) -> None:
    faults = []
    for key, text in changed.items():
        try:
            checked(key, text, SETTINGS[key].word)
        except InputError as error:
            faults.append(str(error))
    if faults:
        raise ContractError(faults)
    words = "、".join(SETTINGS[key].word for key in changed)
    batch = Batch(kind=ChangeKind.SETTINGS, words=words, settings=changed)
    number = opened.write(batch, operator=acting.operator())
    flash.tell(f"已保存{words}，第 {number} 次改动。")
