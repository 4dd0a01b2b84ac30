"""Fourth step: what importing would do: the sum that must tie, and every row with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from geo.ledger.entry import Gravity, Outcome
from geo.ledger.reconciling.plan import Plan, PlannedRow, Verdict
from geo.ledger.telling import LEFT_OUT
from layers.escape import html_text
from views import parts
from views.importing import landing
from views.importing.desk import Desk
from views.plain import clip

_PAGE, _CELL = 20, 300
_HEADING = ("行", "名称", "结果", "与工作区相比", "说明")
_CHANGED = ("行", "名称", "结果", "改了什么", "说明")


def _doubtful(row: PlannedRow) -> bool:
    grave = (Gravity.REFUSAL, Gravity.WARNING)
    return any(finding.gravity in grave for finding in row.entry.findings)


# What is shown together: title, and which rows.
_GROUPS: dict[str, Callable[[PlannedRow], bool]] = {
    "待核实与未读入": _doubtful,
    "未定位": lambda row: row.outcome is Outcome.UNLOCATED,
    "有变化": lambda row: row.verdict is Verdict.CHANGED,
    "新增": lambda row: row.verdict is Verdict.NEW,
    "全部": lambda _: True,
}
_LEFT = "不算项目的行"


@dataclass(frozen=True)
class _Group:
    """Rows to be shown, as the cells of a table."""

    heading: Sequence[str]
    rows: Sequence[Sequence[str]]


def show(desk: Desk, plan: Plan) -> None:
    """Draw the sums, what was noticed, and the rows group by group, page by page."""
    landing.heading("preview", "4 预览", "现在还没有写入任何东西。")
    st.html(sums(plan))
    if noted := list(_notes(plan)):
        with st.expander(f"文件里另外注意到 {len(noted)} 处", key=f"notes_{desk.number}"):
            st.html("".join(f"<p>{html_text(clip(line, _CELL))}</p>" for line in noted))
    _rows(desk, plan)


def sums(plan: Plan) -> str:
    """Write the rows read and what becomes of them, large; then how they compare."""
    split = " + ".join(f"{o.word} <b>{n}</b>" for o, n in plan.totals.items())
    compared = "，".join(f"{v.word} <b>{n}</b>" for v, n in plan.verdicts.items())
    return (
        f'<div class="ledger-sums" role="status"><p>读到 <b>{len(plan.rows)}</b> 行 = {split}</p>'
        f"<p><small>与工作区相比：{compared}</small></p></div>"
    )


def _notes(plan: Plan) -> Iterable[str]:
    for sheet in plan.skipped:
        hidden = "（隐藏）" if sheet.hidden else ""
        yield f"工作表“{sheet.sheet}”{hidden}没有读，{sheet.rows} 行：{sheet.reason}"
    if plan.new_plates:
        names = "、".join(plan.new_plates)
        yield f"台账写了工作区里没有的板块 {len(plan.new_plates)} 个，将新建：{names}"


@st.fragment
def _rows(desk: Desk, plan: Plan) -> None:
    groups = {name: _of(plan, chosen) for name, chosen in _GROUPS.items()}
    groups |= {_LEFT: _left_out(plan)}
    counted = {name: len(group.rows) for name, group in groups.items() if group.rows}
    if not counted:
        return
    name = st.segmented_control(
        "看哪些行",
        list(counted),
        default=next(iter(counted)),
        required=True,
        format_func=lambda one: f"{one} {counted[one]}",
        key=f"group_{desk.number}_{sorted(counted)}",
    )
    group = groups[name or next(iter(counted))]
    count = -(-len(group.rows) // _PAGE)
    # The table stands above the numbers of its pages, but is drawn after them.
    table = st.container()
    page = st.pagination(count, key=f"rows_{desk.number}_{name}_{count}") if count > 1 else 1
    shown = group.rows[(page - 1) * _PAGE : page * _PAGE]
    table.html(f'<section class="part">{parts.table(group.heading, shown)}</section>')


def _of(plan: Plan, chosen: Callable[[PlannedRow], bool]) -> _Group:
    rows = [row for row in plan.rows if chosen(row)]
    several = len(plan.tables) > 1
    changed = chosen is _GROUPS["有变化"]
    cells = [_cells(row, several=several, changed=changed) for row in rows]
    return _Group(_CHANGED if changed else _HEADING, cells)


def _cells(row: PlannedRow, *, several: bool, changed: bool) -> list[str]:
    entry = row.entry
    place = f"{entry.sheet} {entry.row}" if several else str(entry.row)
    compared = "；".join(row.changes) if changed else _compared(row)
    name = entry.name or "（没有名称）"
    texts = (place, name, row.outcome.word, compared, row.reason)
    return [clip(text, _CELL) for text in texts]


def _compared(row: PlannedRow) -> str:
    return "" if row.verdict is Verdict.REFUSED else row.verdict.word


def _left_out(plan: Plan) -> _Group:
    rows = [
        [
            f"{table.grid.name} {line.row}",
            LEFT_OUT[line.kind],
            clip(" ".join(str(cell) for cell in line.cells if cell is not None), _CELL),
        ]
        for table, line in plan.left_out
    ]
    return _Group(("行", "为什么", "内容"), rows)
