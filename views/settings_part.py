"""What a workspace sets: the words around the map, and when a light turns yellow or red."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.batch import Batch, ChangeKind
from geo.errors import ContractError, InputError
from geo.settings import NUMBERS, SETTINGS, WORDS, checked, disagreement
from geo.store import Workspace
from views import acting, flash, heading, workspace

_ABOUT = "文字写在图、导出和打印稿上；后三项是亮灯的界线，默认用银川 2025 年公布的数。"


def show() -> None:
    """Draw the form."""
    heading.step("图上文字与亮灯规则", _ABOUT)
    held = workspace.held()
    now = {key: getattr(held.facts.settings, key) for key in SETTINGS}
    with st.form("settings", enter_to_submit=False):
        typed = _fields(now, f"{workspace.chosen().code}_{held.head}")
        asked = st.form_submit_button("保存设置")
    changed = {key: text for key, text in typed.items() if text != now[key]}
    if asked and not changed:
        st.html(flash.box("warned", ["没有改动。"]))
    elif asked and acting.write(lambda opened: _save(opened, changed)):
        st.rerun()
    elif asked:
        flash.show()


def _fields(now: dict[str, str], key: str) -> dict[str, str]:
    # The words, and then the numbers in a row of their own.
    boxes = [*st.columns(2), *st.columns(3), *st.columns(len(NUMBERS))]
    return {
        name: _typed(box, name, now[name], key)
        for box, name in zip(boxes, (*WORDS, *NUMBERS), strict=True)
    }


def _typed(box: st.delta_generator.DeltaGenerator, name: str, value: str, key: str) -> str:
    setting = SETTINGS[name]
    given = box.text_input(
        f"{setting.word}{'（必填）' if setting.required else ''}",
        value=value,
        max_chars=setting.limit,
        key=f"setting_{name}_{key}",
    )
    return (given or "").strip()


def _save(opened: Workspace, changed: dict[str, str]) -> None:
    faults: list[str] = []
    for key, text in changed.items():
        try:
            changed[key] = checked(key, text, SETTINGS[key].word)
        except InputError as error:
            faults.append(str(error))
    if not faults:
        settings = replace(opened.facts().settings, **changed)
        faults += filter(None, (disagreement(settings),))
    if faults:
        raise ContractError(faults)
    words = "、".join(SETTINGS[key].word for key in changed)
    batch = Batch(kind=ChangeKind.SETTINGS, words=words, settings=changed)
    number = opened.write(batch, operator=acting.operator())
    flash.tell(f"已保存{words}，第 {number} 次改动。")
