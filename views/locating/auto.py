"""All that is unlocated asked at once: of the gazetteer, of services where chosen; one change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import streamlit as st

from geo.answers import Answer, Verdict
from geo.locating import proposals, writing
from geo.locating.batch import answers
from geo.locating.taking import taken
from geo.model import Facts
from geo.store import Workspace
from views import acting, flash, workspace
from views.locating import asking, chart
from views.locating.queue import Group, Item
from views.locating.walk import Walk

_OFFLINE_STEP = 50


def offer(walk: Walk, items: Sequence[Item]) -> None:
    """Draw the button that begins a run, while there is something to ask for."""
    lost = [one for one in items if one.group is Group.LOST]
    # What is not drawn stays on the page until a long run ends, unless its box is emptied.
    box = st.empty()
    if lost and walk.asked is None and not walk.found:
        with box.container():
            _begin(walk, len(lost))
    else:
        box.empty()


def run(walk: Walk, items: Sequence[Item], facts: Facts) -> None:
    """Run if it was asked for; when a run was stopped, show what it had found."""
    lost = [one for one in items if one.group is Group.LOST]
    rest = [one for one in lost if one.feature.id not in walk.found]
    if walk.asked is not None:
        codes, walk.asked = walk.asked, None
        _run(walk, lost, rest, facts, codes)
    elif walk.found:
        _stopped(walk, lost, rest)


def _begin(walk: Walk, count: int) -> None:
    with st.popover("全部自动定位"):
        st.html(
            f"<p>按地址和名称在本地地名库里查找未定位的 {count} 项，不用联网。"
            "找到的一次写入，可以在“记录”里撤销；人工定位的不动。</p>"
        )
        chosen = _services()
        st.button("开始", key="auto_begin", type="primary", on_click=_ask, args=(walk, chosen))


def _services() -> tuple[str, ...]:
    """Let the user choose services for what the gazetteer does not know."""
    known = asking.offered()
    if not known:
        st.html('<p class="hint">没有可用的在线地名服务：管理员没有设置密钥。</p>')
    return tuple(
        code
        for code, source in known.items()
        if st.checkbox(f"本地查不到的再问{source.word}（联网）", key=f"auto_{code}")
    )


def _ask(walk: Walk, codes: tuple[str, ...]) -> None:
    walk.asked = walk.services = codes


def _run(
    walk: Walk, lost: Sequence[Item], rest: Sequence[Item], facts: Facts, codes: tuple[str, ...]
) -> None:
    """Ask for all; what is found is kept as it comes, so that stopping loses nothing."""
    local = asking.gazetteer(facts)
    questions = [asking.question(one.feature) for one in rest]
    bar = st.progress(0.0, text="正在查找……")
    st.button("停止", key="auto_stop")
    step = 1 if codes else _OFFLINE_STEP
    given = answers(asking.everybody(facts, codes), questions, offline=local)
    for number, (one, answer) in enumerate(zip(rest, given, strict=True), start=1):
        walk.found[one.feature.id] = answer
        if number % step == 0:
            found = sum(each.verdict is Verdict.FOUND for each in walk.found.values())
            text = f"已查 {number} / {len(rest)} 项，找到 {found} 项"
            bar.progress(number / len(rest), text=text)
    _write(walk, lost)
    st.rerun()


def _stopped(walk: Walk, lost: Sequence[Item], rest: Sequence[Item]) -> None:
    found = sum(one.verdict is Verdict.FOUND for one in walk.found.values())
    st.html(
        flash.box(
            "warned",
            [f"已停止：查了 {len(walk.found)} / {len(lost)} 项，找到 {found} 项，还没有写入。"],
        )
    )
    with st.container(horizontal=True):
        st.button(
            f"写入找到的 {found} 项",
            key="auto_write",
            disabled=not found,
            on_click=_write,
            args=(walk, lost),
        )
        if rest:
            st.button("接着查", key="auto_on", on_click=_ask, args=(walk, walk.services))
        st.button("不要了", key="auto_drop", type="tertiary", on_click=walk.found.clear)


def _write(walk: Walk, lost: Sequence[Item]) -> None:
    """Write what was found in one change, and tell what became of all."""
    found, walk.found = walk.found, {}
    told = _told(found.values(), len(lost))

    def act(opened: Workspace) -> None:
        held = workspace.fresh(opened)
        waiting = {one.feature for one in proposals.unlocated(held.facts)}
        given = ((key, taken(answer)) for key, answer in found.items() if key in waiting)
        places = {key: place for key, place in given if place is not None}
        if not places:
            flash.tell(f"没有新找到位置：{told}。可以逐项用坐标、路口、四至或地图点选。")
            return
        batch = writing.batch(held.facts, held.head, places)
        number = opened.write(batch, operator=acting.operator(), expected=held.head)
        walk.last = (number, f"已自动定位 {len(places)} 项：{told}")
        walk.done[number] = len(places)
        chart.renew()

    if not acting.write(act):
        walk.found = found


def _told(given: Collection[Answer], count: int) -> str:
    said = Counter(one.verdict.word for one in given)
    parts = [f"{word} {number}" for word, number in said.items()]
    coarse = sum(one.place is not None and taken(one) is None for one in given)
    if coarse:
        parts.append(f"其中 {coarse} 项太粗，不足以上图")
    return "，".join([f"查了 {count} 项", *parts])
