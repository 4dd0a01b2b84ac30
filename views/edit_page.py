"""Edit by hand: add a project, change it, take it off the map; each with evidence and a date."""

from __future__ import annotations

from functools import partial

import streamlit as st

from geo import edits
from geo.batch import Batch
from geo.model import Facts, Kind
from geo.store import Workspace
from layers.escape import html_text
from views import acting, flash, heading, ways, workspace
from views.editing import conflict, form
from views.making import make
from views.plain import clip

_CHANGE, _ADD = "修改或撤下", "新增"
_NAME = 40


def show() -> None:
    """Draw the page."""
    opened = workspace.chosen()
    heading.show("编辑", f"工作区：{opened.words}")
    if not acting.is_ready():
        return
    if not opened.is_writable:
        heading.step(
            "先建立自己的工作区",
            "种子数据只供查看，不能改。建立一个带种子数据的工作区，就可以在副本上改。",
        )
        make("edit", "二七区重点项目")
        return
    held = workspace.held()
    ways_of = [_CHANGE, _ADD] if held.facts.features else [_ADD]
    way = st.segmented_control(
        "做什么",
        ways_of,
        default=ways_of[0],
        required=True,
        key=f"way_{len(ways_of)}",
        label_visibility="collapsed",
    )
    if way == _ADD:
        _add(held.facts)
    else:
        _change(held)


def _add(facts: Facts) -> None:
    count = st.session_state.setdefault("added", 0)
    told = st.container()
    typed, asked = form.show(f"add_{count}", edits.ProjectForm(), facts, "新增")
    if not asked:
        return

    def write(opened: Workspace) -> None:
        held = workspace.fresh(opened)
        batch = edits.add(held.facts, held.head, typed)
        _write(opened, batch, held.head, f"已新增“{typed.name}”")
        st.session_state["selected"] = batch.features[0].id

    if acting.write(write):
        st.session_state["added"] = count + 1
        st.rerun()
    with told:
        flash.show()


def _change(held: workspace.Held) -> None:
    key = _project(held.facts)
    # Above the form, where it is seen; known only after it.
    told = st.container()
    opened_at = conflict.opening(key, held.head)
    typed, asked = form.show(
        f"edit_{key}_{opened_at.turn}", edits.form_of(held.facts, key), held.facts, "保存"
    )
    if asked and acting.write(partial(_save, key, typed, opened_at.head)):
        conflict.renew()
        st.rerun()
    with told:
        flash.show()
        conflict.show(key, opened_at.head)
    _retire(key, held.facts)
    with st.container(horizontal=True):
        ways.link("map", "在地图上看")
        ways.link("locate", "定位")


def _project(facts: Facts) -> str:
    """Choose a project; the one selected on the map comes first, and the other way round."""
    names = {f.id: f"{clip(f.name, _NAME)}（{Kind(f.kind).word} {f.id}）" for f in facts.features}
    state = st.session_state
    if state.get("selected") in names:
        state["edited"] = state["selected"]
    elif state.get("edited") not in names:
        state["edited"] = next(iter(names))
    key: str = st.selectbox(
        "哪一项（可输入名称查找）",
        list(names),
        format_func=names.__getitem__,
        key="edited",
        on_change=_select,
    )
    state["selected"] = key
    return key


def _select() -> None:
    st.session_state["selected"] = st.session_state["edited"]
    st.session_state["turn"] = st.session_state.get("turn", 0) + 1


def _save(key: str, typed: edits.ProjectForm, head: int, opened: Workspace) -> None:
    """Write what was typed unless somebody has changed the project since the form was opened."""
    conflict.check(opened, key, head)
    held = workspace.fresh(opened)
    batch = edits.edit(held.facts, held.head, key, typed)
    _write(opened, batch, held.head, f"已保存“{typed.name}”")


def _write(opened: Workspace, batch: Batch, head: int, done: str) -> None:
    number = opened.write(batch, operator=acting.operator(), expected=head)
    flash.tell(f"{done}，第 {number} 次改动。可以在“记录”里撤销。")


def _retire(key: str, facts: Facts) -> None:
    """Draw the form that takes a project off the map."""
    name = next(f.name for f in facts.features if f.id == key)
    with (
        st.expander("撤下这一项", key=f"retire_{key}"),
        st.form(f"retire_form_{key}", border=False),
    ):
        st.html(f"<p>把“{html_text(name)}”从图和表上撤下。它的记录都留着，可以撤销。</p>")
        evidence, day = form.evidence(f"retire_{key}")
        sure = st.checkbox("确定撤下", key=f"retire_sure_{key}")
        asked = st.form_submit_button("撤下")
    if asked and not sure:
        st.html(flash.box("refused", ["请先勾选“确定撤下”。"]))
    elif asked:

        def write(opened: Workspace) -> None:
            held = workspace.fresh(opened)
            batch = edits.retire(held.facts, held.head, key, evidence, day)
            _write(opened, batch, held.head, f"已撤下“{name}”")

        if acting.write(write):
            st.rerun()
        flash.show()
