"""Facts made by hand: features, what is said of them and where they are, a line a piece."""

from dataclasses import replace
from datetime import date

import numpy as np
import shapely

from geo.catalogue import catalogue
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

DAY = date(2026, 6, 30)


def feature(key, kind=Kind.PROJECT, plate=None, name=""):
    return Feature(
        id=key, kind=kind, name=name or key, aliases=(), plate=plate,
        plate_basis=Basis.EXPLICIT if plate else Basis.NONE, plate_reason="台账所列",
        category="", unit_note="", unlocated_reason="", address="", note="",
    )  # fmt: skip


def period(start, end):
    """Make a period from ISO texts to the day, the month or nothing: 2026-08, 2026-10-31, ""."""
    return Period(
        start=_day(start, "-01") if start else None,
        end=_last(end) if end else None,
        start_text=start,
        end_text=end,
        words=f"{start}至{end}",
    )


def said(key, day=DAY, status=Status.PLANNED, dates=None, unit="", **amounts):
    stated = period(*dates) if dates else None
    return Statement(
        id=f"S-{key}-{day}", feature=key, document="D", section="", lines="", status=status,
        status_words="", period=stated, period_words=stated.words if stated else "", unit=unit,
        unit_basis=Basis.EXPLICIT if unit else Basis.NONE, certainty=Basis.EXPLICIT,
        stated_from=day, stated_to=day,
        amounts={Measure(code): amount(value) for code, value in amounts.items()},
    )  # fmt: skip


def amount(value):
    """Make an amount of 万元; a text is one that could not be read, a pair is a range."""
    if isinstance(value, str):
        return Amount(words=value, value=None, unit="万元", note="读不出")
    low, high = value if isinstance(value, tuple) else (value, None)
    return Amount(words=str(value), value=low, upper=high, unit="万元")


def fix(key, geometry, method=Method.POI, accuracy_m=10, role=Role.PLACE):
    return Fix(
        id=f"F-{key}-{method}", feature=key, role=role, method=method, accuracy_m=accuracy_m,
        datum="wgs84", geometry=geometry, address="", source="", source_date="", basis="",
    )  # fmt: skip


def outline(plate, shape):
    """Give a plate an official outline."""
    return fix(plate, shape, Method.OFFICIAL, 0, Role.EXTENT)


def standing(facts, features, statements, fixes=(), day=DAY):
    """Make the catalogue of nothing but these, at a day."""
    document = Document(id="D", title="台账", stated_from=DAY, stated_to=DAY)
    made = replace(
        facts,
        features=tuple(features),
        statements=tuple(statements),
        fixes=tuple(fixes),
        documents=(document,),
        tables={},
    )
    return catalogue(made, day)


def metres_at(lon, lat):
    """Return a function from metres east and north of a point to WGS-84, by the ellipsoid."""
    to_north, to_east = _metres_a_degree(lat)
    return lambda x, y: (lon + x / to_east, lat + y / to_north)


def line(at, *corners):
    return shapely.LineString([at(*corner) for corner in corners])


def _metres_a_degree(lat):
    """Of the WGS-84 ellipsoid, from its own formulas: metres a degree of latitude, of longitude."""
    a, e2, phi = 6_378_137.0, 0.00669437999014, np.radians(lat)
    root = 1 - e2 * np.sin(phi) ** 2
    degree = np.pi / 180
    return a * (1 - e2) / root**1.5 * degree, a / root**0.5 * np.cos(phi) * degree


def _day(text, rest):
    return date.fromisoformat(text if len(text) > 7 else text + rest)


def _last(text):
    if len(text) > 7:
        return date.fromisoformat(text)
    year, month = map(int, text.split("-"))
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
