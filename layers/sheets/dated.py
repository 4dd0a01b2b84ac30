"""What is due and what is overdue, road works beside projects, and what moved, as sheets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from geo.catalogue import Catalogue
from geo.dig_once import CHOICES_M, WITHIN_M, Conflicts, conflicts
from geo.due import WITHIN, Due, Event, Plans, plans
from geo.model import Kind, Phase
from geo.moved import listing
from geo.moved.editions import of_catalogue
from layers.records import Cell
from layers.sheets.sheet import Sheet
from layers.words import UNSTATED, day_words

# What an event whose day is over is listed under.
_OVER = {Event.END: Phase.OVERDUE.word, Event.START: "应开工，没有开工的报告"}
_DUE = (
    "期限",
    "名称",
    "类别",
    "板块",
    "状态",
    "事项",
    "计划时间",
    "按此日计",
    "剩余天数",
    "责任单位",
)
_DIGS = (
    "道路", "道路责任单位", "项目", "项目责任单位", "相距（米）", "位置误差合计（米）",
    "重叠自", "重叠至", "重叠天数",
)  # fmt: skip


def due_sheet(catalogue: Catalogue) -> Sheet:
    """List what is overdue, starts missed, then what is due; an empty list is news as well."""
    planned = plans(catalogue)
    frame = catalogue.frame.set_index("id", drop=False)
    records = dict(zip(frame.index, frame.to_dict("records"), strict=True))
    rows: list[list[Cell]] = [list(_DUE)]
    for one in (*planned.overdue, *planned.missed, *planned.ahead):
        record = records[one.feature]
        rows.append(
            [
                _range(one),
                one.name,
                Kind(record["kind"]).word,
                record["plate_name"],
                record["status_label"],
                one.event.word,
                one.words,
                one.day.isoformat(),
                one.left,
                record["unit"] or UNSTATED,
            ]
        )
    return Sheet(title="到期", rows=rows, lead=tuple(_due_words(catalogue.as_of, planned)))


def digs_sheet(catalogue: Catalogue) -> Sheet:
    """List roads and projects near each other whose periods overlap, and what was left out."""
    found = conflicts(catalogue, CHOICES_M[-1])
    rows: list[list[Cell]] = [list(_DIGS)]
    rows += [
        [
            one.road_name,
            one.road_unit or UNSTATED,
            one.project_name,
            one.project_unit or UNSTATED,
            one.distance_m,
            one.accuracy_m,
            one.start.isoformat(),
            one.end.isoformat(),
            one.days,
        ]
        for one in found.found
    ]
    lead = tuple(_dig_words(catalogue, found))
    return Sheet(title="施工交叉", rows=rows, lead=lead, formats=(("相距（米）", "[<10]0.0;0"),))


def moved_sheet(catalogue: Catalogue) -> Sheet | None:
    """List what moved of the selection up to its date; None where nothing can be compared."""
    past = (c for c in of_catalogue(catalogue) if c.until <= catalogue.as_of)
    newest = next(past, None)
    if newest is None:
        return None
    rows: list[list[Cell]] = [list(listing.HEADINGS)]
    rows += ([*row] for row in listing.rows(newest, catalogue.facts))
    notes = (f"注：{note}" for note in newest.notes)
    return Sheet(title="变动", rows=rows, lead=(newest.paragraph, *notes))


def _range(one: Due) -> str:
    if one.left < 0:
        return _OVER[one.event]
    return f"{next(days for days in WITHIN if one.left <= days)}天内"


def _due_words(as_of: date, planned: Plans) -> Iterable[str]:
    """Say how many, in the words of the list; the greater spans hold the smaller ones."""
    counts = [sum(one.left <= days for one in planned.ahead) for days in WITHIN]
    told = "，".join(f"{days}天内{n}项" for days, n in zip(WITHIN, counts, strict=True))
    day = day_words(as_of)
    unreported = "应开工而没有开工的报告的"
    yield (
        f"截至{day}：{_OVER[Event.END]}{len(planned.overdue)}项；"
        f"{unreported}{len(planned.missed)}项；"
        f"计划开工和计划完成，{told}（含当天，后者包括前者）。"
        if planned.overdue or planned.missed or planned.ahead
        else f"截至{day}：没有{_OVER[Event.END]}的，也没有{unreported}，"
        f"{WITHIN[-1]}天内也没有计划开工或计划完成的。"
    )
    if planned.undated:
        yield f"{planned.undated}项没有读得出的工期或期限，不在此列。"
    if planned.endless:
        yield f"{planned.endless}项只有开工时间，没有读得出的完成时间，计划完成不在此列。"


def _dig_words(catalogue: Catalogue, found: Conflicts) -> Iterable[str]:
    day, most = day_words(catalogue.as_of), CHOICES_M[-1]
    near = sum(one.distance_m <= WITHIN_M for one in found.found)
    yield (
        f"截至{day}：道路和项目相距不超过{most}米、计划工期又重叠的{len(found.found)}对，"
        f"其中不超过{WITHIN_M}米的{near}对。"
        if found.found
        else f"截至{day}：能比较的道路和项目中，没有相距不超过{most}米、计划工期又重叠的。"
    )
    if found.left_out:
        yield f"没有参加比较的：{'，'.join(f'{words}的{n}项' for words, n in found.left_out)}。"
