"""The timeline of a plate or of one feature: planned against reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from geo.catalogue import Catalogue
from geo.dates import window_words
from geo.filters import NO_PLATE
from geo.model import Kind, Status
from geo.timeline import Step
from views import parts
from views.plain import clip
from views.progress import lines
from views.progress.gantt import Bar, Report, gantt, key

_ALL, _LENGTH = "", 40


def show(_whole: Catalogue, selection: Catalogue) -> None:
    """Draw the part."""
    left, right = st.columns(2)
    with left:
        plate = _plate(selection)
    frame = selection.frame
    kept = frame[frame["plate"].fillna(NO_PLATE) == plate] if plate else frame
    is_dated = kept["phase"].notna()
    names = dict(zip(kept.loc[is_dated, "id"], kept.loc[is_dated, "name"], strict=True))
    with right:
        one = _one(names, plate)
    if one:
        bars = history(selection, one)
        _draw(len(bars), lambda page: bars[page], selection.as_of, f"{plate}_{one}")
        return
    keys = _by_end(kept[is_dated])
    _draw(
        len(keys),
        lambda page: [_bar(selection, key, names[key]) for key in keys[page]],
        selection.as_of,
        f"{plate}_",
    )
    # That a plate has no period of its own is no gap.
    silent = int((~is_dated & (kept["kind"] != Kind.PLATE.value)).sum())
    if silent:
        st.html(parts.note(f"另有 {silent} 项没有读得出的工期，没有画。"))


def _by_end(dated: pd.DataFrame) -> list[str]:
    """List ids by the planned end, then the start; unknown ends last, unknown starts first."""
    ends, starts = dated["end"].fillna(date.max.isoformat()), dated["start"].fillna("")
    return [
        key for *_, key in sorted(zip(ends, starts, range(len(dated)), dated["id"], strict=True))
    ]


def _plate(selection: Catalogue) -> str:
    words = lines.plate_words(selection)
    counts = Counter(selection.frame["plate"].fillna(NO_PLATE))
    options = {_ALL: f"全部 {len(selection.frame)} 项"} | {
        plate: f"{clip(word, _LENGTH)} {counts[plate]} 项"
        for plate, word in words.items()
        if counts[plate]
    }
    chosen = st.selectbox(
        "板块",
        list(options),
        format_func=lambda plate: options.get(plate, plate),
        key=f"spans_of_{'_'.join(options)}",
    )
    return chosen or _ALL


def _one(names: dict[str, str], plate: str) -> str:
    chosen = st.selectbox(
        "只看一项，列出每次所报的工期",
        [_ALL, *names],
        format_func=lambda key: f"{clip(names[key], _LENGTH)}（{key}）" if key in names else "全部",
        key=f"span_of_{plate}_{len(names)}",
    )
    return chosen if chosen in names else _ALL


def _draw(length: int, bars: Callable[[slice], list[Bar]], as_of: date, name: str) -> None:
    """Draw one page of so many bars; only those of the page are made."""
    if not length:
        lines.nothing("选中的内容都没有读得出的工期，画不出时间线。")
        return
    count = -(-length // lines.PAGE)
    drawn = st.container()
    page = st.pagination(count, key=f"spans_{name}_{count}") if count > 1 else 1
    shown = bars(slice((page - 1) * lines.PAGE, page * lines.PAGE))
    drawn.html(key(as_of) + gantt(shown, as_of))


def _steps(selection: Catalogue, feature: str) -> list[Step]:
    return [step for step in selection.steps_of(feature) if step.day <= selection.as_of]


def _step(selection: Catalogue, feature: str) -> Step | None:
    """Return the step in force, if its period has a day to be drawn at."""
    step = next(reversed(_steps(selection, feature)), None)
    return step if step and step.phase else None


def _firsts(steps: Sequence[Step], heard: Sequence[Report]) -> list[Report]:
    """Return the reports that first told of a status, each change once."""
    known = [step for step in steps if step.status is not Status.UNKNOWN]
    changes = {
        (step.day, step.status)
        for n, step in enumerate(known)
        if n == 0 or step.status is not known[n - 1].status
    }
    return [report for report in heard if (report.day, report.status) in changes]


def _heard(selection: Catalogue, feature: str) -> list[Report]:
    """Return every report of a status up to the as-of date, the oldest first."""
    return [
        Report(day=s.stated_to, when=window_words(s.stated_from, s.stated_to), status=s.status)
        for s in reversed(selection.statements_of(feature))
        if s.stated_to <= selection.as_of and s.status is not Status.UNKNOWN
    ]


def _bar(selection: Catalogue, feature: str, name: str) -> Bar:
    step = _step(selection, feature)
    assert step is not None and step.period is not None
    heard = _heard(selection, feature)
    return Bar(
        name=name,
        feature=feature,
        period=step.period,
        phase=step.phase,
        status=step.status,
        marks=_firsts(_steps(selection, feature), heard),
        told=heard[-1:],
    )


def history(selection: Catalogue, feature: str) -> list[Bar]:
    """Return a row for each period that was stated, with what was reported while it held."""
    steps, heard = _steps(selection, feature), _heard(selection, feature)
    begun = [step for n, step in enumerate(steps) if n == 0 or step.period != steps[n - 1].period]
    ends = [*(step.day for step in begun), date.max][1:]
    bars = []
    for step, end in zip(begun, ends, strict=True):
        reports = [report for report in heard if step.day <= report.day < end]
        now = steps[-1] if end == date.max else None
        bars.append(
            Bar(
                name=f"{_when(selection, feature, step.day)}所述",
                feature="",
                period=step.period,
                phase=now.phase if now else None,
                status=now.status if now else None,
                marks=reports,
                told=reports,
            )
        )
    return bars


def _when(selection: Catalogue, feature: str, day: date) -> str:
    """Write when that was said which holds from a day on."""
    said = (s for s in selection.statements_of(feature) if s.stated_to == day)
    return window_words(min(s.stated_from for s in said), day)
