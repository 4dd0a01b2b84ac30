"""A workspace of thousands: the document, the catalogue and the tables carry the same totals."""

import csv
import io
from collections import Counter
from datetime import date

import pytest
import shapely
from packed import data_of

from geo import workspaces
from geo.batch import Batch, ChangeKind
from geo.catalogue import catalogue
from geo.model import (
    Basis,
    Document,
    Feature,
    Fix,
    Kind,
    Method,
    Role,
    Statement,
    Status,
)
from geo.store import create
from layers.document import build
from layers.formats import FORMATS

PROJECTS, ROADS = 5_000, 2_000
DAY = date(2026, 11, 20)
STATUSES = [status for status in Status if status is not Status.UNKNOWN]


def feature(n, kind):
    return Feature(
        id=f"P2-{n}", kind=kind, name=f"第{n}号", aliases=(), plate=f"PL-0{n % 6 + 1}",
        plate_basis=Basis.EXPLICIT, plate_reason="台账", category="台账", unit_note="",
        unlocated_reason="" if n % 3 else "台账没有写坐标", address=f"某路{n}号", note="",
    )  # fmt: skip


def fix(n, kind):
    """Two of three are somewhere in the district; a road is a line of many bends."""
    x, y = 113.53 + n % 90 / 1000, 34.69 + n % 40 / 1000
    bends = [(x + i * 1e-4, y + i % 7 * 1e-4) for i in range(60)]
    return Fix(
        id=f"F-2-{n}", feature=f"P2-{n}", role=Role.PLACE, method=Method.LEDGER, accuracy_m=100,
        datum="wgs84", geometry=shapely.LineString(bends) if kind is Kind.ROAD else
        shapely.Point(x, y), address="", source="L2", source_date="2026-11-20", basis="台账",
    )  # fmt: skip


def statement(n):
    return Statement(
        id=f"S-2-{n}", feature=f"P2-{n}", document="L2", section="1", lines=f"第 {n} 行",
        status=STATUSES[n % len(STATUSES)], status_words="在建", period=None, period_words="",
        unit="", unit_basis=Basis.NONE, certainty=Basis.EXPLICIT, stated_from=DAY, stated_to=DAY,
    )  # fmt: skip


@pytest.fixture(scope="module")
def thousands(tmp_path_factory):
    kinds = [*[Kind.PROJECT] * PROJECTS, *[Kind.ROAD] * ROADS]
    batch = Batch(
        kind=ChangeKind.IMPORT,
        words="台账",
        documents=(Document(id="L2", title="台账", stated_from=DAY, stated_to=DAY),),
        features=tuple(feature(n, kind) for n, kind in enumerate(kinds)),
        statements=tuple(statement(n) for n in range(len(kinds))),
        fixes=tuple(fix(n, kind) for n, kind in enumerate(kinds) if n % 3),
        tables={"sections": ({"document": "L2", "section": "1", "title": "表1"},)},
    )
    path = tmp_path_factory.mktemp("thousands") / "甲.db"
    with create(path, operator="王工", batch=workspaces.seeds_batch()) as workspace:
        workspace.write(batch, operator="王工")
        return catalogue(workspace.facts())


@pytest.mark.case(42)
def test_nothing_of_thousands_is_lost_on_the_way_to_the_document(thousands):
    html = build(thousands)
    data = data_of(html)
    counts = thousands.counts
    assert data["n"] == counts.total == PROJECTS + ROADS + 82
    kinds = Counter(data["kinds"][kind]["code"] for kind in data["columns"]["kind"])
    assert kinds == Counter(thousands.frame["kind"])
    assert kinds["project"] >= PROJECTS and kinds["road"] >= ROADS
    drawn = sum(kind > 0 for kind in data["geometry"]["type"])
    assert drawn == counts.located
    assert data["n"] - drawn == counts.unlocated


@pytest.mark.case(42)
def test_the_table_of_thousands_adds_up_to_the_same(thousands):
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].encode(thousands).decode("utf-8-sig"))))
    assert [row["编号"] for row in rows] == list(thousands.frame["id"])
