"""The paragraph: every number in it is one of the list, also when the list is cut."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import planted_moves
import pytest

from geo.__main__ import main
from geo.moved import editions
from geo.moved.move import Comparison, Move
from geo.moved.telling import ONE_STATE, narrowed, with_words

NUMBER = re.compile(r"[\d,.]*\d")
QUOTED = re.compile("“[^”]*”")


@pytest.fixture(scope="module")
def comparison(tmp_path_factory):
    folder = tmp_path_factory.mktemp("telling")
    workspace = folder / "台账.db"
    for name, content in (("六月", planted_moves.first()), ("八月", planted_moves.second())):
        ledger = folder / f"{name}.xlsx"
        ledger.write_bytes(content)
        given = ("--datum", "wgs84", "--operator", "王工", "--accept", "renamed")
        assert main(["import", str(ledger), "--workspace", str(workspace), *given]) == 0
    (found,) = editions.of_source(workspace)
    return found


def numbers(text):
    return Counter(float(n.replace(",", "")) for n in NUMBER.findall(QUOTED.sub("", text)))


def expected(comparison):
    """Reckon from the list, by other means than the paragraph does, every number it may tell."""
    shifts = comparison.shifts
    by = {move: [s for s in shifts if s.move is move] for move in Move}
    yield from (len(shifts), len({s.feature for s in shifts}))
    yield from (len(some) for some in by.values() if some)
    yield from Counter(s.words for s in by[Move.STATUS]).values()
    for some in (
        [s.days for s in by[Move.REDATED] if (s.days or 0) > 0],
        [-s.days for s in by[Move.REDATED] if (s.days or 0) < 0],
    ):
        yield from (len(some), max(some)) if some else ()
    first = [s for s in by[Move.REDATED] if "新定工期" in s.words]
    begun = [s for s in by[Move.REDATED] if s.days == 0]
    other = [s for s in by[Move.REDATED] if s.days is None and s not in first]
    placed = [s for s in by[Move.MOVED] if s.before is None]
    far = [s.metres for s in by[Move.MOVED] if s.metres]
    yield from (len(some) for some in (first, begun, other, placed, far) if some)
    yield from (round(max(far) / 1000, 1) if max(far) >= 1000 else round(max(far)),) if far else ()
    yield from (1,) if any("疑似" in s.words for s in by[Move.RENAMED]) else ()
    for measure in ("总投资", "年度计划投资", "年度完成投资", "累计完成投资"):
        parts = [p for s in by[Move.MONEY] for p in s.words.split("；") if p.startswith(measure)]
        ends = [NUMBER.findall(part) for part in parts]
        grown = sum(float(e[1].replace(",", "")) - float(e[0].replace(",", "")) for e in ends)
        yield from (
            (len(parts), abs(grown) if abs(grown) >= 1 else abs(grown) * 10_000) if parts else ()
        )


def close(found, wanted):
    return [pytest.approx(n, abs=1e-3) for n in sorted(wanted)] == sorted(found)


def without_days(comparison):
    """Return the paragraph behind its dates."""
    return comparison.paragraph.split("，", 1)[1]


def test_every_number_of_the_paragraph_is_one_of_the_list(comparison):
    found = numbers(without_days(comparison)).elements()
    assert close(found, expected(comparison)), comparison.paragraph


def test_a_cut_list_is_told_anew(comparison):
    ids = {s.feature for s in comparison.shifts if s.move in (Move.MONEY, Move.MOVED)}
    cut = narrowed(comparison, ids, gone=False)
    assert {s.feature for s in cut.shifts} == ids
    assert "未再列入" not in cut.paragraph
    assert close(numbers(without_days(cut)).elements(), expected(cut)), cut.paragraph


def test_what_is_gone_is_kept_only_if_asked(comparison):
    gone = [s for s in comparison.shifts if s.move is Move.GONE]
    assert narrowed(comparison, set(), gone=False).shifts == ()
    assert list(narrowed(comparison, set(), gone=True).shifts) == gone
    whole = {s.feature for s in comparison.shifts}
    assert narrowed(comparison, whole, gone=True) == comparison


def test_nothing_moved_is_said():
    empty = Comparison(
        since=date(2020, 6, 30), until=date(2020, 8, 31), since_title="六月.xlsx",
        until_title="八月.xlsx", shifts=(), paragraph="",
    )  # fmt: skip
    assert with_words(empty).paragraph == (
        "从2020年6月30日到2020年8月31日，对照“六月.xlsx”与“八月.xlsx”，没有发现变动（"
        "比较了新增、未再列入、改名、状态、工期、位置、金额；板块、责任单位等其他内容没有比较；"
        "空着和写“待定”的算没有写）。"
    )
    of_one = replace(empty, notes=(ONE_STATE,))
    assert "比较了新增、未再列入、状态、工期、金额；" in with_words(of_one).paragraph
