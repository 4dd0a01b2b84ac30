"""The queue beside the item: its groups, a search, the names, and one step on or back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from geo.model import LOOKED_INTO
from views.importing import landing
from views.importing.holding import hold
from views.locating import queue
from views.locating.queue import Group, Item
from views.locating.walk import Walk
from views.plain import label

_PAGE, _NAME, _LIMIT = 8, 18, 100


def show(walk: Walk, items: Sequence[Item]) -> list[Item]:
    """Draw the queue; return what it lists now, the current one among it."""
    _filters(walk, items)
    listed = queue.shown(items, walk.group, walk.text)
    walk.look_at(queue.opening(listed, walk.current, queue.resting(listed, walk.skipped)))
    if walk.current is not None:
        _rows(walk, listed)
    return listed


def _filters(walk: Walk, items: Sequence[Item]) -> None:
    counts = Counter(one.group for one in items)
    st.pills(
        "哪一组",
        list(Group),
        format_func=lambda group: f"{group.word} {counts[group]}",
        key=hold("locate_group", walk.group),
        required=True,
        wrap=True,
        on_change=_regroup,
        args=(walk,),
    )
    st.text_input(
        "搜索",
        key=hold("locate_text", walk.text),
        max_chars=_LIMIT,
        placeholder="搜索名称、代码、地址",
        on_change=_search,
        args=(walk,),
        label_visibility="collapsed",
    )


def _rows(walk: Walk, listed: Sequence[Item]) -> None:
    ids = [one.feature.id for one in listed]
    at = ids.index(walk.current or "")
    with st.container(horizontal=True, vertical_alignment="center"):
        for word, by, is_end in (("上一项", -1, at == 0), ("下一项", 1, at == len(ids) - 1)):
            st.button(
                word, key=f"step_{by}", disabled=is_end, on_click=_step, args=(walk, listed, by)
            )
        st.html(f'<p class="who">第 {at + 1} / {len(ids)} 项</p>', width="content")
    page = at // _PAGE

    def words(place: int, one: Item) -> str:
        # Numbered: two may have one name.
        return f"{place + 1}　{label(one.feature.name, _NAME)}{_mark(walk, one)}"

    here = ids[page * _PAGE : (page + 1) * _PAGE]
    shown = {one.feature.id: one for one in listed}
    st.radio(
        "要定位的项目",
        here,
        format_func=lambda key: words(ids.index(key), shown[key]),
        key=hold("locate_row", walk.current),
        on_change=_turn_to,
        args=(walk,),
        label_visibility="collapsed",
    )
    if len(ids) > _PAGE:
        count = -(-len(ids) // _PAGE)
        st.pagination(
            count,
            default=page + 1,
            key=f"locate_page_{count}_{page}",
            on_change=_turn_page,
            args=(walk, ids, f"locate_page_{count}_{page}"),
        )


def _mark(walk: Walk, one: Item) -> str:
    if one.feature.id in walk.skipped:
        return " :gray[跳过]"
    return " :gray[已核查]" if one.why.startswith(LOOKED_INTO) else ""


def _regroup(walk: Walk) -> None:
    walk.group = st.session_state["locate_group"] or walk.group
    walk.look_at(None)


def _search(walk: Walk) -> None:
    walk.text = (st.session_state["locate_text"] or "").strip()


def _step(walk: Walk, listed: Sequence[Item], by: int) -> None:
    walk.look_at(queue.beside(listed, walk.current or "", by))
    landing.send("item")


def _turn_to(walk: Walk) -> None:
    walk.look_at(st.session_state["locate_row"])


def _turn_page(walk: Walk, ids: Sequence[str], key: str) -> None:
    walk.look_at(ids[(st.session_state[key] - 1) * _PAGE])
