"""Import a ledger: choose, check, decide, write; every step on one page, nothing written before."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.errors import InputError
from geo.ledger.reconciling.plan import Plan
from views import acting, heading, workspace
from views.importing import (
    accepting,
    choosing,
    columns,
    decisions,
    landing,
    places,
    preview,
    shelf,
)
from views.importing import desk as desks
from views.importing.desk import Desk
from views.making import make


def show() -> None:
    """Draw the page."""
    opened = workspace.chosen()
    heading.show("导入台账", f"工作区：{opened.words}")
    if not acting.is_ready():
        return
    desk = desks.current()
    choosing.show(desk)
    if desk is None:
        return
    if not opened.is_writable:
        landing.heading(
            "own", "先建立自己的工作区", "种子数据只供查看，台账读入您自己的工作区，两边不相混。"
        )
        # Once it is made, the page is drawn anew at once.
        landing.send("unread", "preview")
        make("import", Path(desk.book.name).stem)
        return
    if not desk.is_written(opened.path):
        shelf.keep(desk)
    if plan := _plan(desk):
        _steps(desk, plan)


def _plan(desk: Desk) -> Plan | None:
    if desk.plan and desk.is_written(workspace.chosen().path):
        return desk.plan[1]
    bar = st.empty()
    try:
        return desks.planned(desk, lambda share, words: _progress(bar, share, words))
    except InputError as error:
        choosing.unread(desk, error)
        return None
    finally:
        bar.empty()


def _progress(bar: st.delta_generator.DeltaGenerator, share: float, words: str) -> None:
    bar.progress(share, text=f"正在{words}……")


def _steps(desk: Desk, plan: Plan) -> None:
    if desk.is_written(workspace.chosen().path):
        accepting.done(desk, plan)
        return
    columns.show(desk, plan)
    places.show(desk, plan)
    preview.show(desk, plan)
    decisions.show(desk, plan)
    accepting.show(desk, plan)
