"""Locate: walk through what has no place or a doubtful one, and give each its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from geo.catalogue import Catalogue
from layers.escape import html_text
from views import acting, flash, heading, vacant, ways, workspace
from views.locating import (
    apart_part,
    auto,
    chart,
    hand,
    item,
    own_part,
    placed_part,
    queue,
    queue_part,
    taking,
)
from views.locating.queue import Group, Item
from views.locating.walk import Walk, walk
from views.making import make

_ONE_BY_ONE, _PLACED, _APART, _OWN = "逐项定位", "人工定位", "板块不一致", "补充地名"


def show() -> None:
    """Draw the page."""
    opened = workspace.chosen()
    whole = workspace.at()
    if vacant.is_shown(whole):
        return
    # What comes and goes stands in boxes that stay: else the map below would be loaded anew.
    with st.container():
        heading.show("定位", f"工作区：{opened.words}")
    if not acting.is_ready():
        return
    if not opened.is_writable:
        heading.step(
            "先建立自己的工作区",
            f"种子数据只供查看，不能改；其中 {whole.counts.unlocated} 项未定位。"
            "建立一个带种子数据的工作区，就可以在副本上定位。",
        )
        make("locate", "二七区重点项目")
        return
    _work(walk(), whole)


def _work(now: Walk, whole: Catalogue) -> None:
    held = workspace.held()
    items = queue.waiting(held.facts)
    now.turn_to_selected(items)
    _numbers(now, items, whole)
    with st.container():
        taking.told(now, held.head)
    with st.container(horizontal=True, vertical_alignment="center"):
        part = st.segmented_control(
            "做什么",
            [_ONE_BY_ONE, _PLACED, _APART, _OWN],
            default=_ONE_BY_ONE,
            required=True,
            key="locate_part",
            label_visibility="collapsed",
            width="content",
        )
        if part == _ONE_BY_ONE:
            auto.offer(now, items)
    if part == _PLACED:
        placed_part.show(now, held.facts)
    elif part == _APART:
        apart_part.show(held.facts)
    elif part == _OWN:
        own_part.show(held.facts)
    else:
        with st.container():
            auto.run(now, items, held.facts)
        _walk(now, items, held, whole)


def _numbers(now: Walk, items: Sequence[Item], whole: Catalogue) -> None:
    """Write the numbers: those of the map, what waits, and what was done in this session."""
    groups = Counter(one.group for one in items)
    plates = whole.counts.unlocated - groups[Group.LOST]
    numbers = {
        "未定位": whole.counts.unlocated,
        Group.DOUBTFUL.word: groups[Group.DOUBTFUL],
        Group.PLACED.word: groups[Group.PLACED],
        "本次定位": sum(now.done.values()),
    }
    shown = "".join(f"<dt>{word}</dt><dd>{number}</dd>" for word, number in numbers.items())
    note = f"未定位里有 {plates} 个板块，在“工作区”导入范围即可定位。" if plates else ""
    st.html(f'<div class="headline numbers"><dl>{shown}</dl><span>{html_text(note)}</span></div>')


def _walk(now: Walk, items: Sequence[Item], held: workspace.Held, whole: Catalogue) -> None:
    waits, centre, right = st.columns([5, 9, 9], gap="medium")
    with waits:
        listed = queue_part.show(now, items)
    one = next((each for each in listed if each.feature.id == now.current), None)
    if one is None:
        with centre:
            _nothing(now, items)
        return
    stand = item.Stand(
        walk=now, items=listed, item=one, facts=held.facts, head=held.head, frame=whole.frame
    )
    way, found, note = item.proposals(stand)
    with centre:
        item.head(stand)
        item.offered(stand, way, found, note)
        hand.show(stand)
        item.aside(stand)
    with right:
        chart.show(now, found, item.ground(stand))


def _nothing(now: Walk, items: Sequence[Item]) -> None:
    """Say why nothing is before the user."""
    if now.text:
        st.html('<p class="hint">没有符合条件的项目，可清空搜索再看。</p>')
    elif any(one.group is not Group.PLACED for one in items):
        st.html(f'<p class="hint">“{now.group.word}”里没有要处理的了，可看左边其他几组。</p>')
    else:
        st.html(flash.box("done", ["都有位置了：没有未定位的，也没有待核实的。"]))
        ways.link("map", "看地图")
