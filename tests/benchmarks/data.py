"""Facts of any size for measuring: the same for the same numbers, on every machine.

Names and codes are all different, coordinates, plates, statuses, offices and planned days fall at
random; one in ten is reported twice, one in fifty has no place. `mixed` makes one in twenty a
road of eight vertices and one in twenty an area of sixty.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import shapely

from geo import seeds
from geo.dates import day_words
from geo.model import (
    Basis,
    Document,
    Facts,
    Feature,
    Fix,
    Kind,
    Method,
    Period,
    Role,
    Statement,
    Status,
)

# A city of 60 by 55 km round the district of the seeds.
WEST, SOUTH, EAST, NORTH = 113.30, 34.50, 113.95, 35.00
LINE_VERTICES, AREA_VERTICES = 8, 60
_LEDGERS = (
    Document(
        id="L1",
        title="重点项目台账（2026年6月）",
        stated_from=date(2026, 6, 30),
        stated_to=date(2026, 6, 30),
    ),
    Document(
        id="L2",
        title="重点项目台账（2026年9月）",
        stated_from=date(2026, 9, 30),
        stated_to=date(2026, 9, 30),
    ),
)
_STREETS, _WORKS, _OFFICE_WORDS, _CATEGORIES = (
    tuple(words.split())
    for words in (
        "嵩山路 长江路 航海路 淮河路 大学路 京广路 人和路 郑密路 樱桃沟 侯寨 马寨 福华街"
        " 五里堡 蜜蜂张 德化街 解放路 建中街 铭功路 一马路 金水源",
        "老旧小区改造 中学新建 安置区 雨污分流改造 产业园 社区卫生服务中心 停车场 公园提升"
        " 变电站 商业综合体 标准厂房 幼儿园 管廊 人才公寓 消防站 体育中心",
        "住建 城管 教体 卫健 水利 交通 发改 商务 民政 文旅",
        "城市更新 教育 医疗 基础设施 产业 生态 商贸 民生",
    )
)
_OFFICES = (
    *(f"{street}街道办事处" for street in _STREETS),
    *(f"区{word}局" for word in _OFFICE_WORDS),
)
_FIRST_PLANNED, _SPAN_DAYS = date(2024, 1, 1).toordinal(), 1500


def made(count: int, *, mixed: bool = False) -> Facts:
    """Return facts of `count` features besides the plates of the seeds."""
    dice = np.random.default_rng(20260930)
    base = seeds.read()
    plates = tuple(feature for feature in base.features if feature.kind is Kind.PLATE)
    keys = [f"P{number:07d}" for number in range(count)]
    kinds = _kinds(count, mixed)
    located = dice.random(count) >= 0.02
    geometries = _geometries(dice, count, kinds)
    features = _features(dice, keys, kinds, [plate.id for plate in plates])
    return replace(
        base,
        documents=_LEDGERS,
        features=plates + features,
        statements=_statements(dice, keys),
        fixes=tuple(
            _fix(key, geometry, accuracy)
            for key, geometry, is_located, accuracy in zip(
                keys, geometries, located, dice.choice((20, 50, 100, 300), count), strict=True
            )
            if is_located
        )
        + tuple(fix for fix in base.fixes if fix.feature in {plate.id for plate in plates}),
        tables=dict.fromkeys(base.tables, ()),
    )


def _kinds(count: int, mixed: bool) -> list[Kind]:
    kinds = [Kind.PROJECT] * count
    if mixed:
        kinds[::20] = [Kind.ROAD] * len(kinds[::20])
        kinds[10::20] = [Kind.PARK] * len(kinds[10::20])
    return kinds


def _geometries(dice: np.random.Generator, count: int, kinds: list[Kind]) -> list[object]:
    at = np.round(dice.uniform((WEST, SOUTH), (EAST, NORTH), (count, 2)), 6)
    made = shapely.points(at)
    for n, kind in enumerate(kinds):
        if kind is Kind.ROAD:
            steps = dice.normal(0, 0.0008, (LINE_VERTICES, 2)).cumsum(axis=0)
            made[n] = shapely.linestrings(np.round(at[n] + steps, 6))
        elif kind is Kind.PARK:
            angles = np.linspace(0, 2 * np.pi, AREA_VERTICES, endpoint=False)
            radii = dice.uniform(0.0006, 0.001, AREA_VERTICES)[:, None]
            ring = at[n] + radii * np.column_stack((np.cos(angles), np.sin(angles)))
            made[n] = shapely.polygons(np.round(ring, 6))
    return list(made)


def _features(
    dice: np.random.Generator, keys: list[str], kinds: list[Kind], plates: list[str]
) -> tuple[Feature, ...]:
    count = len(keys)
    streets, works, categories, plate = (
        dice.integers(0, top, count)
        for top in (len(_STREETS), len(_WORKS), len(_CATEGORIES), len(plates))
    )
    codes = dice.permutation(1_000_000)[:count] if count <= 1_000_000 else np.arange(count)
    return tuple(
        Feature(
            id=key,
            kind=kinds[n],
            name=f"{_STREETS[streets[n]]}{n + 1}号{_WORKS[works[n]]}",
            aliases=(),
            plate=plates[plate[n]],
            plate_basis=Basis.EXPLICIT,
            plate_reason="台账所列",
            category=_CATEGORIES[categories[n]],
            unit_note="",
            unlocated_reason="",
            address="",
            note="",
            code=f"2026-410103-47-03-{codes[n]:06d}",
        )
        for n, key in enumerate(keys)
    )


def _statements(dice: np.random.Generator, keys: list[str]) -> tuple[Statement, ...]:
    count = len(keys)
    statuses = tuple(status for status in Status if status is not Status.UNKNOWN)
    first = dice.integers(0, len(statuses), count)
    second = dice.integers(0, len(statuses), count)
    start = _FIRST_PLANNED + dice.integers(0, _SPAN_DAYS, count)
    end = start + dice.integers(60, _SPAN_DAYS, count)
    offices = dice.integers(0, len(_OFFICES), count)
    again = dice.random(count) < 0.1
    said = []
    for n, key in enumerate(keys):
        period = _period(date.fromordinal(int(start[n])), date.fromordinal(int(end[n])))
        office = _OFFICES[offices[n]]
        said.append(_statement(key, _LEDGERS[0], statuses[first[n]], period, office))
        if again[n]:
            said.append(_statement(key, _LEDGERS[1], statuses[second[n]], period, office))
    return tuple(said)


def _period(start: date, end: date) -> Period:
    return Period(
        start=start,
        end=end,
        start_text=start.isoformat(),
        end_text=end.isoformat(),
        words=f"{day_words(start)}至{day_words(end)}",
    )


def _statement(
    feature: str, document: Document, status: Status, period: Period, office: str
) -> Statement:
    return Statement(
        id=f"S-{feature}-{document.id}",
        feature=feature,
        document=document.id,
        section="",
        lines="",
        status=status,
        status_words=status.word,
        period=period,
        period_words=period.words,
        unit=office,
        unit_basis=Basis.EXPLICIT,
        certainty=Basis.EXPLICIT,
        stated_from=document.stated_from,
        stated_to=document.stated_to,
    )


def _fix(feature: str, geometry: object, accuracy: int) -> Fix:
    return Fix(
        id=f"F-{feature}",
        feature=feature,
        role=Role.PLACE,
        method=Method.LEDGER,
        accuracy_m=int(accuracy),
        datum="wgs84",
        geometry=geometry,
        address="",
        source="L1",
        source_date="2026-06",
        basis="台账坐标",
    )
