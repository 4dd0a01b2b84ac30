"""Last step: write the plan that is shown, all of it or nothing, and what to do afterwards."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

import streamlit as st

from geo.ledger import intake
from geo.ledger.entry import Outcome
from geo.ledger.reconciling.plan import Plan, Verdict
from geo.locating import proposals
from geo.model import Kind
from geo.store import Workspace
from views import acting, flash, heading, ways, workspace
from views.importing import landing, shelf, summary
from views.importing.choosing import XLSX, put_away
from views.importing.desk import Desk
from views.importing.preview import sums


def show(desk: Desk, plan: Plan) -> None:
    """Draw what would be written and the button that writes it."""
    heading.step("5 写入", _told(plan))
    reason = _hindrance(plan)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "写入工作区",
            type="primary",
            disabled=bool(reason),
            on_click=_accept,
            args=(desk, plan),
            key="accept",
        )
        _report(desk, plan)
        if reason:
            st.html(f"<p><b>{reason}</b></p>", width="content")


def done(desk: Desk, plan: Plan) -> None:
    """Draw what was written, and the ways on."""
    _, number = desk.written or (None, 0)
    landing.heading("done", f"已写入：第 {number} 次改动", "图、表和导出与下面的数字一致。")
    with st.container(horizontal=True, vertical_alignment="center"):
        ways.link("map", "看地图")
        ways.link("history", "看记录")
        if lost := len(proposals.unlocated(workspace.facts())):
            ways.link("locate", f"{lost} 项未定位或待核实，去定位")
        _report(desk, plan)
        st.button("导入下一份", on_click=put_away, args=(desk,), key="next")
        st.button("撤销这次导入", on_click=_undo, args=(desk,), key="undo_import")
    st.html(sums(plan))
    st.html(f"<p>{_whole()}</p>")
    summary.show(plan)


def _whole() -> str:
    """Tell what the map counts: the projects of this ledger, and what else is there."""
    kinds = Counter(feature.kind for feature in workspace.facts().features)
    counted = "，".join(f"{kind.word} {kinds[kind]}" for kind in Kind if kinds[kind])
    return f"工作区现在共 {sum(kinds.values())} 项：{counted}。地图上的“全部”就是这个数。"


def _told(plan: Plan) -> str:
    counts = plan.verdicts
    retired = f"，撤下 {len(plan.retired)} 项" if plan.retired else ""
    name = workspace.chosen().name
    return (
        f"写入工作区“{name}”：新增 {counts[Verdict.NEW]} 行，有变化 {counts[Verdict.CHANGED]} 行"
        f"{retired}。一次写完，随时可以撤销。"
    )


def _hindrance(plan: Plan) -> str:
    """Tell why there is nothing to write; empty when there is."""
    if plan.repeats:
        return "与上次导入的完全相同，没有改动"
    if plan.totals[Outcome.REFUSED] == len(plan.rows):
        return "没有一行能读入，没有可写的内容"
    return ""


def _accept(desk: Desk, plan: Plan) -> None:
    """Write the plan as it was shown; if somebody wrote meanwhile, it is shown anew first."""

    def write(opened: Workspace) -> None:
        number = intake.accept(plan, opened, operator=acting.operator())
        desk.written = (opened.path, number) if number else None
        shelf.forget(desk)

    if acting.write(write):
        landing.send("done")
    else:
        landing.send("preview")
        flash.add("没有写入。下面已按工作区现在的内容重新预览，请再看一遍。")


def _undo(desk: Desk) -> None:
    def undo(opened: Workspace) -> None:
        _, number = desk.written or (None, 0)
        opened.undo(number, operator=acting.operator())
        desk.written = None
        landing.send("preview")
        flash.tell("已撤销这次导入。台账还在下面，可以改好再写入。")

    acting.write(undo)


def _report(desk: Desk, plan: Plan) -> None:
    st.download_button(
        "下载对账表",
        data=partial(_written, desk, plan),
        file_name=f"{Path(desk.book.name).stem}_对账表.xlsx",
        mime=XLSX,
        on_click="ignore",
        key="report",
    )


def _written(desk: Desk, plan: Plan) -> bytes:
    # openpyxl is slow to import, and only this needs it.
    from geo.ledger.reporting.report_rows import report  # noqa: PLC0415

    return report(desk.book, plan)
