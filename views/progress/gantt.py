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

_LOOKS = {look.code: look for look in STATUSES}


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A row: a name, the period planned, whether it is overdue, and the statuses reported when.

    Only with a `feature` the name opens it on the map.
    """

    name: str
    feature: str
    period: Period
    phase: Phase | None
    reports: tuple[tuple[date, Status], ...]


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
        '<p class="gantt-key"><span><i class="plan"></i>计划工期</span>'
        '<span><i class="plan overdue"></i>计划工期已过，没有收到完成的报告</span>'
        '<span><i class="mark"></i>报告的状态（按状态着色）</span>'
        f"<span><em></em>截至日期 {day_words(as_of)}</span></p>"
    )


def _days(bars: Iterable[Bar]) -> Iterable[date]:
    for bar in bars:
        yield from (day for day in (bar.period.start, bar.period.end) if day)
        yield from (day for day, _ in bar.reports)


def _row(bar: Bar, scale: Axis, lines: str) -> str:
    said = "，".join(f"{day_words(day)}报{status.word}" for day, status in bar.reports)
    small = " · ".join(filter(None, (f"计划 {period_words(bar.period)}", said)))
    marks = "".join(_mark(day, status, scale) for day, status in bar.reports)
    name = html_text(bar.name)
    if bar.feature:
        name = f'<button class="open" data-feature="{html_text(bar.feature)}">{name}</button>'
    return (
        f"<li><div><b>{name}</b><small>{html_text(small)}</small></div>"
        f'<div class="track">{lines}{_plan(bar, scale)}{marks}</div></li>'
    )


def _plan(bar: Bar, scale: Axis) -> str:
    begin, end = scale.at(bar.period.start), scale.after(bar.period.end)
    looks = ["plan"]
    looks += ["overdue"] if bar.phase is Phase.OVERDUE else []
    looks += ["from-unknown"] if bar.period.start is None else []
    looks += ["to-unknown"] if bar.period.end is None else []
    # A period that ends before it begins is shown by its words, and has no bar.
    if end <= begin:
        return ""
    return f'<i class="{" ".join(looks)}" style="left:{begin:.2f}%;width:{end - begin:.2f}%"></i>'


def _mark(day: date, status: Status, scale: Axis) -> str:
    look = _LOOKS[status]
    colours = f"background:{look.face};border-color:{look.ink}"
    title = f"{day_words(day)}报{status.word}"
    return f'<i class="mark" style="left:{scale.at(day):.2f}%;{colours}" title="{title}"></i>'
