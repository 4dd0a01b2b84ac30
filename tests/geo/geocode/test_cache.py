import csv
import io
from datetime import timedelta
from multiprocessing import get_context

import pytest

from geo import clock, workspaces
from geo.answers import Answer, Candidate, Verdict
from geo.crs import Datum, LonLat
from geo.errors import StoreError
from geo.geocode import cache as caches
from geo.geocode.cache import Cache
from geo.geocode.lines import COLUMNS, Kept, encode, heading_line
from geo.model import Method, Provider

NUMBERS = LonLat(113.651234, 34.712345, Datum.GCJ02)
PLACE = Candidate(
    point=NUMBERS.to(Datum.WGS84),
    method=Method.CROSSING,
    accuracy_m=100,
    matched="河南省郑州市二七区大学路1号",
    basis="高德地图 2026-11-26 的答复，级别 门牌号",
    provider=Provider.AMAP,
    datum=Datum.GCJ02,
)
KEPT = (Verdict.FOUND, Verdict.AMBIGUOUS, Verdict.OUTSIDE, Verdict.NOT_FOUND)


def answer(address="大学路1号", verdict=Verdict.FOUND, provider=Provider.AMAP, note=""):
    count = {Verdict.FOUND: 1, Verdict.AMBIGUOUS: 2}.get(verdict, 0)
    return Answer(
        address=address,
        verdict=verdict,
        provider=provider,
        candidates=(PLACE,) * count,
        note=note,
    )


def near(one, other):
    """The same but for the last digit of the numbers, which are kept as the service gave them."""
    pairs = zip(one.candidates, other.candidates, strict=True)
    return all(
        abs(a.point.lon - b.point.lon) < 1e-8 and abs(a.point.lat - b.point.lat) < 1e-8
        for a, b in pairs
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "缓存" / "地名缓存.csv"


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


@pytest.mark.parametrize("verdict", KEPT)
def test_an_answer_is_there_after_a_restart(path, verdict):
    given = answer(verdict=verdict, note='说明，带“引号"和逗号')
    Cache(path).put(given)
    kept = Cache(path).get(Provider.AMAP, "大学路1号")
    assert (kept.verdict, kept.note, kept.address) == (verdict, given.note, given.address)
    assert near(kept, given)
    assert [c.basis for c in kept.candidates] == [c.basis for c in given.candidates]


def test_the_numbers_in_the_file_are_those_of_the_service(path):
    Cache(path).put(answer())
    (row,) = rows(path)
    assert (float(row["lon"]), float(row["lat"]), row["datum"]) == (113.651234, 34.712345, "gcj02")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfprovider,")


@pytest.mark.case(28)
@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict.is_failure])
def test_a_failure_is_never_kept(path, verdict):
    cache = Cache(path)
    cache.put(answer(verdict=verdict))
    assert cache.get(Provider.AMAP, "大学路1号") is None
    assert not path.exists()


def test_an_answer_is_that_of_its_service_and_address_alone(path):
    cache = Cache(path)
    cache.put(answer())
    assert cache.get(Provider.TIANDITU, "大学路1号") is None
    assert cache.get(Provider.AMAP, "大学路2号") is None


@pytest.mark.parametrize(
    ("verdict", "days", "is_kept"),
    [
        (Verdict.NOT_FOUND, 29, True),
        (Verdict.NOT_FOUND, 31, False),
        (Verdict.FOUND, 360, True),
        (Verdict.FOUND, 370, False),
        (Verdict.OUTSIDE, 370, False),
    ],
)
def test_an_answer_ages(path, verdict, days, is_kept):
    path.parent.mkdir()
    old = Kept(answer=answer(verdict=verdict), asked_at=clock.now() - timedelta(days=days))
    path.write_bytes(heading_line(COLUMNS) + encode(old, COLUMNS))
    assert (Cache(path).get(Provider.AMAP, "大学路1号") is not None) is is_kept


def test_a_line_cut_off_anywhere_is_no_answer_and_spoils_no_other(path):
    path.parent.mkdir()
    line = encode(Kept(answer=answer("后"), asked_at=clock.now()), COLUMNS)
    first = encode(Kept(answer=answer("前"), asked_at=clock.now()), COLUMNS)
    whole = len(line) - len("\r\n")
    for cut in range(len(line)):
        path.write_bytes(heading_line(COLUMNS) + first + line[:cut])
        cache = Cache(path)
        assert cache.get(Provider.AMAP, "后") is None
        cache.put(answer("再"))
        again = Cache(path)
        assert again.get(Provider.AMAP, "前")
        assert again.get(Provider.AMAP, "再")
        # Only the end of the line, or of the time's zone, may have been lost without harm.
        assert again.get(Provider.AMAP, "后") is None or cut >= whole - len(":00")


@pytest.mark.parametrize(
    "damage",
    [
        b"\x00\xff\xfe\r\n",
        b'"never closed\r\n',
        b"amap,x,found,,,,,,,,,2026-11-26T00:00:00+08:00\r\n",
        b"amap,x,quota,,,,,,,,,2026-11-26T00:00:00+08:00\r\n",
        b"amap,x,found,,NaN,34,gcj02,1,poi,a,b,2026-11-26T00:00:00+08:00\r\n",
        b"amap,x,found,,34,113,gcj02,1,poi,a,b,2026-11-26T00:00:00+08:00\r\n",
        b"amap,x,found,,113,34,gcj02,1,nonsense,a,b,2026-11-26T00:00:00+08:00\r\n",
        b"amap,x,found,,113,34,gcj02,-5,poi,a,b,2026-11-26T00:00:00+08:00\r\n",
        b"amap,x,found,,113,34,gcj02,0,poi,a,b,2026-11-26T00:00:00+08:00\r\n",
        b"amap,x,found,,113,34,gcj02,9999999,poi,a,b,2026-11-26T00:00:00+08:00\r\n",
        b"amap,x,not_found,,,,,,,,,9999-11-26T00:00:00+08:00\r\n",
        b"amap,x,not_found,,,,,,,,,0001-01-01T00:00:00+23:59\r\n",
        b"nobody,x,not_found,,,,,,,,,2026-11-26T00:00:00+08:00\r\n",
        b"amap,x,not_found,,,,,,,,,2026-11-26T00:00:00\r\n",
        b"a,b\r\n",
        b"\r\n",
    ],
)
def test_a_damaged_line_is_skipped(path, damage):
    path.parent.mkdir()
    sound = encode(Kept(answer=answer("前"), asked_at=clock.now()), COLUMNS)
    path.write_bytes(heading_line(COLUMNS) + damage + sound)
    cache = Cache(path)
    assert cache.get(Provider.AMAP, "x") is None
    assert cache.get(Provider.AMAP, "前")


def test_marks_nobody_sees_are_taken_out_of_a_line(path):
    path.parent.mkdir()
    line = encode(Kept(answer=answer(), asked_at=clock.now()), COLUMNS).decode()
    assert "门牌号" in line and "大学路1号," in line
    hostile = line.replace("门牌号", "门\u202e牌号").replace("大学路1号,高", "大\x9b学路1号,高")
    path.write_bytes(heading_line(COLUMNS) + hostile.encode())
    (kept,) = Cache(path).get(Provider.AMAP, "大学路1号").candidates
    assert (kept.matched, kept.basis) == (PLACE.matched, PLACE.basis)


def test_columns_of_a_newer_version_are_left_alone(path):
    path.parent.mkdir()
    line = encode(Kept(answer=answer(), asked_at=clock.now()), COLUMNS).decode()
    path.write_text(f"更多,{','.join(COLUMNS)}\r\n某值,{line}", "utf-8", newline="")
    cache = Cache(path)
    assert cache.get(Provider.AMAP, "大学路1号")
    cache.put(answer("大学路2号"))
    assert [row["address"] for row in rows(path)] == ["大学路1号", "大学路2号"]


@pytest.mark.case(26)
@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "＝", "＠", "'", "'=", "\t=", "=HYPERLINK(1)\n"]
)
def test_an_address_that_begins_like_a_formula_is_text_in_the_file(path, start):
    address = " ".join(f"{start}路 1".split())
    Cache(path).put(answer(address))
    (row,) = rows(path)
    assert row["address"].startswith("'")
    assert Cache(path).get(Provider.AMAP, address)


@pytest.mark.parametrize("content", ["姓名,电话\r\n甲,1\r\n", "\r\n"])
def test_another_file_is_not_written_to(path, content):
    path.parent.mkdir()
    path.write_text(content, "utf-8", newline="")
    with pytest.raises(StoreError, match="请移走或改名"):
        Cache(path)
    assert path.read_text("utf-8") == content.replace("\r\n", "\n")


def test_a_folder_in_its_place_is_told(path):
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match="PLATEMAP_GEOCODE_CACHE"):
        Cache(path)


def test_what_another_process_adds_or_purges_is_seen(path):
    mine, other = Cache(path), Cache(path)
    other.put(answer())
    assert mine.get(Provider.AMAP, "大学路1号")
    assert other.purge() == 1
    assert mine.get(Provider.AMAP, "大学路1号") is None
    mine.put(answer("大学路2号"))
    assert other.get(Provider.AMAP, "大学路2号")


def test_purging_a_service_leaves_the_others(path):
    cache = Cache(path)
    for provider in (Provider.AMAP, Provider.TIANDITU):
        for number in range(3):
            cache.put(answer(f"大学路{number}号", provider=provider))
    assert cache.purge(Provider.AMAP) == 3
    assert {row["provider"] for row in rows(path)} == {"tianditu"}
    assert cache.get(Provider.AMAP, "大学路1号") is None
    assert cache.get(Provider.TIANDITU, "大学路1号")
    assert cache.purge() == 3
    assert cache.purge() == 0
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def put_many(path, name):
    cache = Cache(path)
    for number in range(200):
        cache.put(answer(f"{name}{number}号"))


def test_two_processes_may_write(path):
    context = get_context("spawn")
    both = [context.Process(target=put_many, args=(path, name)) for name in ("甲路", "乙路")]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    cache = Cache(path)
    wanted = [f"{name}{number}号" for name in ("甲路", "乙路") for number in range(200)]
    assert all(cache.get(Provider.AMAP, address) for address in wanted)


def test_where_answers_are_kept(tmp_path, monkeypatch):
    monkeypatch.setenv(workspaces.HOME, str(tmp_path))
    assert caches.standard_path({}) == tmp_path / "地名缓存.csv"
    own = {caches.VARIABLE: f" {tmp_path / 'own.csv'} "}
    assert caches.standard_path(own) == tmp_path / "own.csv"
