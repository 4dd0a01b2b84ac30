"""Facts in which much changes over two years: status, periods, plans and what is done of them."""

import random
from dataclasses import replace
from datetime import date
from itertools import cycle

from shapely.geometry import LineString, Point

from geo.model import (
    Amount,
    Basis,
    Document,
    Feature,
    Fix,
    Kind,
    Measure,
    Method,
    Period,
    Role,
    Statement,
    Status,
)

_DAYS = (
    *(date(2021, 1, 31), date(2021, 3, 31), date(2021, 6, 30), date(2021, 9, 30)),
    *(date(2021, 12, 31), date(2022, 2, 28), date(2022, 8, 31), date(2022, 10, 31)),
)
_KINDS = (Kind.PROJECT, Kind.PROJECT, Kind.ROAD, Kind.PROJECT, Kind.SITE)
_STATUSES = (
    *(Status.PLANNED, Status.PREPARING, Status.ADVANCING, Status.BUILDING, Status.BUILDING),
    *(Status.COMPLETED, Status.SUSPENDED, Status.UNKNOWN),
)
_UNITS = ("", "区住建局", "区城管局", "区交通局")
_PLATES = ("PL-01", "PL-02", "PL-04", None)
# First day, last day, and each as precisely as a source may state it.
_PERIODS = (
    None,
    (date(2021, 2, 15), date(2021, 10, 20), "2021-02-15", "2021-10-20"),
    (date(2021, 3, 1), date(2021, 6, 30), "2021-03", "2021-06"),
    (date(2021, 1, 1), date(2022, 12, 31), "2021", "2022"),
    (None, date(2021, 11, 30), "", "2021-11"),
    (None, date(2022, 12, 31), "", "2022"),
    (date(2022, 4, 1), None, "2022-04", ""),
    (date(2021, 5, 1), date(2021, 5, 1), "2021-05-01", "2021-05-01"),
    (None, None, "", ""),
)
_PLANS = (
    None,
    Amount(words="1.2亿元", value=12_000.0, unit="万元"),
    Amount(words="3333.33", value=3_333.33, unit="万元", certainty=Basis.INFERRED),
    Amount(words="2亿-3亿", value=20_000.0, upper=30_000.0, unit="万元"),
    Amount(words="若干", value=None, unit="万元", note="不是数字"),
    Amount(words="0", value=0.0, unit="万元"),
)


def changing(facts, count):
    """Add features of every kind about which eight ledgers say something new."""
    dice = random.Random("time")
    documents = [
        Document(id=f"T{i}", title=f"{day.year}年{day.month}月台账", stated_from=day, stated_to=day)
        for i, day in enumerate(_DAYS)
    ]
    numbers, kinds, plates = range(count), cycle(_KINDS), cycle(_PLATES)
    features = [_feature(n, next(kinds), next(plates)) for n in numbers]
    said = [s for f in features for s in _said(f.id, dice)]
    fixes = [_fix(f, dice) for f in features if dice.random() < 0.6]
    return replace(
        facts,
        features=(*facts.features, *features),
        documents=(*facts.documents, *documents),
        statements=(*facts.statements, *said),
        fixes=(*facts.fixes, *fixes),
    )


def _feature(n, kind, plate):
    return Feature(
        id=f"TM-{n:04d}", kind=kind, name=f"{n + 1}号{kind.word}", aliases=(), plate=plate,
        plate_basis=Basis.EXPLICIT if plate else Basis.NONE, plate_reason="台账", category="台账",
        unit_note="", unlocated_reason="", address="", note="",
    )  # fmt: skip


def _said(key, dice):
    days = sorted(dice.sample(range(len(_DAYS)), dice.randint(0, 5)))
    plan, done = dice.choice(_PLANS), 0.0
    for i in days:
        done += dice.uniform(0, 4_000)
        yield _statement(key, i, dice, _amounts(plan, done, dice))


def _amounts(plan, done, dice):
    known = {
        Measure.ANNUAL_PLAN: plan,
        Measure.ANNUAL_DONE: Amount(words=f"{done:.2f}", value=round(done, 2), unit="万元"),
        Measure.PROGRESS: Amount(words="35%", value=35.0, unit="%"),
    }
    return {measure: amount for measure, amount in known.items() if amount and dice.random() < 0.8}


def _statement(key, i, dice, amounts):
    stated, status = dice.choice(_PERIODS), dice.choice(_STATUSES)
    period = stated and Period(
        start=stated[0], end=stated[1], start_text=stated[2], end_text=stated[3], words="台账所写"
    )
    return Statement(
        id=f"S-{key}-{i}", feature=key, document=f"T{i}", section="", lines="", status=status,
        status_words="" if status is Status.UNKNOWN else status.word, period=period,
        period_words="", unit=dice.choice(_UNITS), unit_basis=Basis.EXPLICIT,
        certainty=Basis.EXPLICIT, stated_from=_DAYS[i], stated_to=_DAYS[i], amounts=amounts,
    )  # fmt: skip


def _fix(feature, dice):
    x, y = dice.uniform(113.52, 113.65), dice.uniform(34.62, 34.76)
    road = feature.kind is Kind.ROAD
    return Fix(
        id=f"F-{feature.id}", feature=feature.id, role=Role.PLACE,
        method=Method.LINE if road else Method.POI, accuracy_m=30, datum="wgs84",
        geometry=LineString([(x, y), (x + 0.006, y + 0.002)]) if road else Point(x, y),
        address="", source="台账", source_date="2021-01", basis="台账坐标",
    )  # fmt: skip
