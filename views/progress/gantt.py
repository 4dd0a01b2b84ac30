"""A timeline in HTML: what is planned as a bar, what was reported as marks, the date as a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from geo.model import Period, Phase, Status
from layers.escape import html_text
from layers.style import STATUSES
from layers.words import day_words, period_words
from views.progress.axis import Axis, axis

UNKNOWN = Period(start=None, end=None)
_LOOKS = {look.code: look for look in STATUSES}


@dataclass(frozen=True, kw_only=True)
class Report:
    """A status reported, drawn at a day; `when` is as precise as it is known when it was said."""

    day: date
    when: str
    status: Status


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A row: a name, the period planned, what is marked of the statuses reported, what is told.

    Only with a `feature` the name opens it on the map. A period that no longer holds has neither
    phase nor status.
    """

    name: str
    feature: str
    period: Period | None
    phase: Phase | None
    status: Status | None
    marks: Sequence[Report]
    told: Sequence[Report]


def gantt(bars: Sequence[Bar], as_of: date) -> str:
    """Draw the rows over one axis that holds all of them and the as-of date."""
    scale = axis([as_of, *_days(bars)])
    ticks = scale.ticks()
    heads = "".join(f'<span style="left:{at:.2f}%">{word}</span>' for at, word in ticks)
    lines = "".join(f'<s style="left:{at:.2f}%"></s>' for at, _ in ticks)
    lines += f'<em style="left:{scale.at(as_of):.2f}%"></em>'
    rows = "".join(_row(bar, scale, lines) for bar in bars)
    return f'<div class="gantt"><div class="axis"><div>{heads}</div></div><ol>{rows}</ol></div>'


def key(as_of: date) -> str:
    """Write what bar, marks and line stand for."""
    return (
        '<p class="gantt-key"><span><i class="plan now"></i>计划工期（颜色为当天状态）</span>'
        '<span><i class="plan now overdue"></i>计划完成时间已过，没有收到完成的报告</span>'
        '<span><i class="plan"></i>早先所说的工期</span>'
        '<span><i class="mark"></i>报告的状态（按状态着色）</span>'
        f"<span><em></em>截至日期 {day_words(as_of)}</span></p>"
    )


def _days(bars: Iterable[Bar]) -> Iterable[date]:
    for bar in bars:
        period = bar.period or UNKNOWN
        yield from (day for day in (period.start, period.end) if day)
        yield from (report.day for report in bar.marks)


def _row(bar: Bar, scale: Axis, lines: str) -> str:
    said = "，".join(f"{report.when}报{report.status.word}" for report in bar.told)
    plan = f"计划 {period_words(bar.period)}" if bar.period else "没有写明工期"
    small = " · ".join(filter(None, (plan, said)))
    marks = "".join(_mark(report, scale) for report in bar.marks)
    name = html_text(bar.name)
    if bar.feature:
        name = f'<button class="open" data-feature="{html_text(bar.feature)}">{name}</button>'
    return (
        f"<li><div><b>{name}</b><small>{html_text(small)}</small></div>"
        f'<div class="track">{lines}{_plan(bar, scale)}{marks}</div></li>'
    )


def _plan(bar: Bar, scale: Axis) -> str:
    period = bar.period or UNKNOWN
    begin, end = scale.at(period.start), scale.after(period.end)
    # Shown by its words alone: a period that names no day, or that ends before it begins.
    if (period.start is None and period.end is None) or end <= begin:
        return ""
    looks = ["plan"]
    looks += ["overdue"] if bar.phase is Phase.OVERDUE else []
    looks += ["from-unknown"] if period.start is None else []
    looks += ["to-unknown"] if period.end is None else []
    style = f"left:{begin:.2f}%;width:{end - begin:.2f}%"
    style += f";{_colours(bar.status)}" if bar.status else ""
    return f'<i class="{" ".join(looks)}" style="{style}"></i>'


def _colours(status: Status) -> str:
    look = _LOOKS[status]
    return f"background:{look.face};border-color:{look.ink}"


def _mark(report: Report, scale: Axis) -> str:
    style = f"left:{scale.at(report.day):.2f}%;{_colours(report.status)}"
    title = f"{report.when}报{report.status.word}"
    return f'<i class="mark" style="{style}" title="{title}"></i>'
