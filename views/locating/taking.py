"""What a person decides for an item is written at once, one change each, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from geo.batch import Batch
from geo.errors import ConflictError
from geo.locating import manual
from geo.locating.manual import ManualPlace
from geo.model import Facts, Feature
from geo.store import Workspace
from views import acting, flash, workspace
from views.importing import landing
from views.locating import queue
from views.locating.offers import Offer
from views.locating.queue import Item
from views.locating.walk import Walk

_Make = Callable[[Facts, int], Batch]


def take(
    walk: Walk,
    items: Sequence[Item],
    head: int,
    offer: Offer,
    *,
    accuracy_m: int,
    keep_outside: bool,
) -> None:
    """Place the current item where an offer says, and turn to the next."""
    given = ManualPlace(
        at=offer.at,
        shape=offer.shape,
        accuracy_m=accuracy_m,
        how=offer.how,
        datum=offer.datum,
    )
    key, name = _current(walk, items)

    def make(facts: Facts, at: int) -> Batch:
        return manual.place(facts, at, key, given, keep_outside=keep_outside)

    if number := _write(walk, head, make, f"已定位“{name}”"):
        walk.placed[number] = offer.at
        walk.done[number] = 1
        _on(walk, items)


def leave(walk: Walk, items: Sequence[Item], head: int, box: str) -> None:
    """Note why the current item cannot be placed now, and turn to the next."""
    reason = (st.session_state.get(box) or "").strip()
    key, name = _current(walk, items)
    if _write(
        walk, head, lambda facts, at: manual.leave(facts, at, key, reason), f"“{name}”暂不处理"
    ):
        walk.skipped.add(key)
        _on(walk, items)


def skip(walk: Walk, items: Sequence[Item]) -> None:
    """Pass over the current item in this session; nothing is written."""
    if walk.current:
        walk.skipped.add(walk.current)
    walk.look_at(queue.following(items, walk.current, queue.resting(items, walk.skipped)))
    landing.send("item")


def undo(walk: Walk, number: int) -> None:
    """Take a change back."""

    def act(opened: Workspace) -> None:
        made = opened.undo(number, operator=acting.operator())
        flash.tell(f"第 {number} 次改动已撤销；这次撤销记为第 {made} 次，也可以恢复。")

    if acting.write(act):
        walk.drop(number)


def take_back(walk: Walk, feature: Feature, placed: int) -> None:
    """Withdraw the place by hand of a feature, which came with change `placed`."""

    def act(opened: Workspace) -> None:
        held = workspace.fresh(opened)
        batch = manual.take_back(held.facts, held.head, feature.id)
        number = opened.write(batch, operator=acting.operator(), expected=held.head)
        flash.tell(f"已撤回“{feature.name}”的人工定位，第 {number} 次改动，可在“记录”里撤销。")

    if acting.write(act):
        walk.drop(placed)


def told(walk: Walk, head: int) -> None:
    """Say what was done last, with the button that takes it back, until something else is done."""
    if walk.last is None or walk.last[0] != head:
        return
    number, done = walk.last
    with st.container(horizontal=True, vertical_alignment="center", key="located"):
        st.html(
            flash.box("done", [f"{done}（第 {number} 次改动，可在“记录”里撤销）"]), width="content"
        )
        st.button("撤销", key=f"take_back_{number}", on_click=undo, args=(walk, number))


def _current(walk: Walk, items: Sequence[Item]) -> tuple[str, str]:
    feature = next(one.feature for one in items if one.feature.id == walk.current)
    return feature.id, feature.name


def _on(walk: Walk, items: Sequence[Item]) -> None:
    walk.look_at(queue.following(items, walk.current, queue.resting(items, walk.skipped)))
    landing.send("item")


def _write(walk: Walk, head: int, make: _Make, done: str) -> int:
    """Write what was decided; return the number of the change, 0 when it was refused."""

    def act(opened: Workspace) -> None:
        _check(opened, walk.current or "", head)
        held = workspace.fresh(opened)
        batch = make(held.facts, held.head)
        number = opened.write(batch, operator=acting.operator(), expected=held.head)
        walk.last = (number, done)

    return walk.last[0] if acting.write(act) and walk.last else 0


def _check(opened: Workspace, key: str, head: int) -> None:
    """Refuse to decide over what somebody has written since the item was shown.

    Raises:
        ConflictError: somebody has; the message says who, when and what.

    """
    if changes := opened.touched_since([key], head):
        one = changes[0]
        raise ConflictError(
            f"没有写入：{one.operator} 刚刚（{one.at:%H:%M}）改过这一项：{one.words}。"
            "下面已换成现在的内容，请再看一遍"
        )
