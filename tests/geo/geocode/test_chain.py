from dataclasses import dataclass, field

import pytest

from geo.answers import Answer, Candidate, Verdict
from geo.crs import Datum, LonLat
from geo.geocode.cache import Cache
from geo.geocode.chain import PATIENCE, Chain
from geo.model import Method, Provider
from tests.geo.geocode import server as says
from tests.geo.geocode.conftest import KEY
from tests.geo.geocode.server import Reply

NOTHING = Reply({"status": "101", "msg": "结果为空"})
AMAP_NOTHING = Reply(says.amap())
QUOTA = Reply(says.amap_failure("10003"))


@dataclass
class Offline:
    """Somebody who knows certain addresses, as the gazetteer does."""

    known: dict = field(default_factory=dict)

    def locate(self, address, kind=None):
        return self.known.get(address) or Answer(
            address=address,
            verdict=Verdict.NOT_FOUND,
            provider=Provider.GAZETTEER,
            note="本地地名库没有",
        )


def offline(address, verdict, note="", count=0):
    place = Candidate(
        point=LonLat(113.64, 34.72),
        method=Method.CROSSING,
        accuracy_m=40,
        matched="大学路×政通路",
        basis="",
        provider=Provider.GAZETTEER,
    )
    return Answer(
        address=address,
        verdict=verdict,
        provider=Provider.GAZETTEER,
        candidates=(place,) * count,
        note=note,
    )


@pytest.fixture
def found(inside):
    """What 高德 answers when it finds a place."""
    own = inside.to(Datum.GCJ02)
    return Reply(says.amap(says.amap_place(f"{own.lon},{own.lat}")))


@pytest.fixture
def chained(server, asking, tmp_path):
    """A chain of the services named, all at one server; 天地图 under /t, 高德 under /a."""

    def make(*codes, known=None, key=KEY, cache="cache.csv"):
        at = {"tianditu": "/t", "amap": "/a", "nominatim": "/n"}
        services = [asking(code, server.address + at[code], key=key) for code in codes]
        return Chain(Offline(known or {}), services, Cache(tmp_path / cache))

    return make


def paths(server):
    return [entry["path"] for entry in server.asked]


@pytest.mark.parametrize("verdict", [Verdict.FOUND, Verdict.OUTSIDE])
def test_what_is_known_offline_is_final(server, chained, verdict):
    known = offline("大学路", verdict, count=verdict is Verdict.FOUND)
    answer = chained("tianditu", "amap", known={"大学路": known}).locate("大学路")
    assert (answer, server.asked) == (known, [])


@pytest.mark.parametrize("verdict", [Verdict.NOT_FOUND, Verdict.AMBIGUOUS])
def test_the_first_service_that_finds_a_place_wins(server, chained, found, verdict):
    known = offline("大学路", verdict, count=2 * (verdict is Verdict.AMBIGUOUS))
    server.says(NOTHING, found)
    answer = chained("tianditu", "amap", known={"大学路": known}).locate("大学路")
    assert (answer.verdict, answer.provider) == (Verdict.FOUND, Provider.AMAP)
    assert paths(server) == ["/t", "/a"]


@pytest.mark.case(28, 33)
@pytest.mark.parametrize("failure", [Reply("", 500), Reply("", 403), Reply("<html>")])
def test_when_a_service_fails_the_next_is_asked(server, chained, found, failure):
    retried = 3 if failure.status == 500 else 1
    server.says(*([failure] * retried), found)
    answer = chained("tianditu", "amap").locate("大学路")
    assert (answer.verdict, answer.provider) == (Verdict.FOUND, Provider.AMAP)


def test_when_nobody_finds_it_all_are_heard(server, chained, inside):
    doubtful = Reply(says.tianditu(str(inside.lon), str(inside.lat), level="区县"))
    known = offline("大学路", Verdict.AMBIGUOUS, "有 2 处大学路", count=2)
    server.says(doubtful, AMAP_NOTHING)
    answer = chained("tianditu", "amap", known={"大学路": known}).locate("大学路")
    assert answer.verdict is Verdict.AMBIGUOUS
    assert [c.provider.value for c in answer.candidates] == ["gazetteer", "gazetteer", "tianditu"]
    for words in ("有 2 处大学路", "天地图：只认得大片地方", "高德地图没有找到"):
        assert words in answer.note


@pytest.mark.parametrize(
    ("replies", "verdict", "provider"),
    [
        ([NOTHING, AMAP_NOTHING], Verdict.NOT_FOUND, "gazetteer"),
        ([NOTHING, QUOTA], Verdict.QUOTA, "amap"),
        ([Reply("", 403), AMAP_NOTHING], Verdict.KEY, "tianditu"),
        ([Reply(says.tianditu("112.4", "34.6")), QUOTA], Verdict.OUTSIDE, "tianditu"),
    ],
)
def test_the_verdict_that_tells_most_stands_for_all(server, chained, replies, verdict, provider):
    server.says(*replies)
    answer = chained("tianditu", "amap").locate("大学路")
    assert (answer.verdict, answer.provider.value) == (verdict, provider)
    assert "本地地名库没有" in answer.note


@pytest.mark.case(29)
def test_a_daily_quota_in_the_middle_of_a_batch_ends_the_asking_and_keeps_what_is_there(
    server, chained, found
):
    server.says(found, found, found, QUOTA)
    chain = chained("amap")
    first = [chain.locate(f"大学路{number}号").verdict for number in range(10)]
    assert first == [Verdict.FOUND] * 3 + [Verdict.QUOTA] * 7
    assert len(server.asked) == 4
    assert chain.exhausted
    assert "明天再继续" in chain.failures[Provider.AMAP].note
    server.says(found)
    tomorrow = chained("amap")
    assert all(tomorrow.locate(f"大学路{n}号").verdict is Verdict.FOUND for n in range(10))
    assert len(server.asked) == 4 + 7
    assert not tomorrow.exhausted


def test_with_one_service_off_the_other_goes_on(server, chained):
    server.says(lambda query: Reply("", 403) if "tk" in query else AMAP_NOTHING)
    chain = chained("tianditu", "amap")
    for number in range(5):
        chain.locate(f"大学路{number}号")
    assert paths(server) == ["/t", "/a", "/a", "/a", "/a", "/a"]
    assert list(chain.failures) == [Provider.TIANDITU]
    assert not chain.exhausted


@pytest.mark.case(28)
def test_a_service_that_is_down_does_not_hold_up_every_row(server, chained):
    server.says(Reply("<html>"))
    chain = chained("amap")
    verdicts = [chain.locate(f"大学路{number}号").verdict for number in range(10)]
    assert verdicts == [Verdict.SERVICE] * 10
    assert len(server.asked) == PATIENCE


def test_single_failures_do_not_put_a_service_off(server, chained):
    server.says(*[Reply("<html>"), AMAP_NOTHING] * 5)
    chain = chained("amap")
    for number in range(10):
        chain.locate(f"大学路{number}号")
    assert (len(server.asked), chain.failures) == (10, {})


@pytest.mark.case(33)
def test_without_a_key_the_gazetteer_still_answers(server, chained):
    known = offline("大学路", Verdict.FOUND, count=1)
    chain = chained("tianditu", "amap", known={"大学路": known}, key="")
    assert chain.locate("大学路") == known
    unknown = chain.locate("无名路")
    assert (unknown.verdict, server.asked) == (Verdict.KEY, [])
    assert "PLATEMAP_GEOCODER_KEY_TIANDITU" in unknown.note
    assert "PLATEMAP_GEOCODER_KEY_AMAP" in unknown.note


@pytest.mark.case(28)
def test_an_answer_is_asked_for_once_and_a_failure_again(server, chained, found):
    server.says(Reply("<html>"), found)
    assert chained("amap").locate("大学路").verdict is Verdict.SERVICE
    assert chained("amap").locate("大学路").verdict is Verdict.FOUND
    again = chained("amap").locate(" 大学路 ")
    assert (again.verdict, again.address) == (Verdict.FOUND, " 大学路 ")
    assert len(server.asked) == 2


def test_an_answer_that_cannot_be_kept_is_given_all_the_same(server, chained, found, tmp_path):
    chain = chained("amap", cache="sub/cache.csv")
    (tmp_path / "sub").write_text("")
    server.says(found)
    answer = chain.locate("大学路")
    assert answer.verdict is Verdict.FOUND
    assert "PLATEMAP_GEOCODE_CACHE" in answer.note


@pytest.mark.case(33)
def test_no_key_is_in_the_file_of_kept_answers(server, chained, inside, tmp_path):
    own = inside.to(Datum.GCJ02)
    place = says.amap_place(f"{own.lon},{own.lat}", formatted_address=f"路 {KEY}", level=KEY)
    server.says(Reply("", 403), Reply(says.amap(place)))
    answer = chained("tianditu", "amap").locate("大学路")
    written = (tmp_path / "cache.csv").read_text("utf-8")
    assert "路 ***" in written
    assert KEY not in written + repr(answer)


@pytest.fixture
def kept(tmp_path, inside):
    """Write an answer of 高德 into the file of the chain, as anybody could."""

    def write(address, verdict=Verdict.FOUND, at=None, **changes):
        place = Candidate(
            point=at or inside,
            method=Method.POI,
            matched="某处",
            basis="",
            provider=Provider.AMAP,
            **{"accuracy_m": 200, "datum": Datum.GCJ02, **changes},
        )
        count = 2 if verdict is Verdict.AMBIGUOUS else 1
        answer = Answer(
            address=address, verdict=verdict, provider=Provider.AMAP, candidates=(place,) * count
        )
        Cache(tmp_path / "cache.csv").put(answer)

    return write


SHANGHAI = LonLat(121.47, 31.23)


@pytest.mark.case(30)
@pytest.mark.parametrize(
    "changes",
    [
        {"at": SHANGHAI},
        {"at": SHANGHAI, "verdict": Verdict.AMBIGUOUS},
        {"accuracy_m": 1},
        {"datum": Datum.WGS84},
    ],
)
def test_a_kept_answer_that_cannot_be_the_services_is_asked_for_again(
    server, chained, kept, found, changes
):
    kept("某处1号", **changes)
    server.says(found)
    answer = chained("amap").locate("某处1号")
    assert (answer.verdict, answer.place.matched != "某处") == (Verdict.FOUND, True)
    assert len(server.asked) == 1
    assert chained("amap").locate("某处1号").verdict is Verdict.FOUND
    assert len(server.asked) == 1


@pytest.mark.parametrize("verdict", [Verdict.FOUND, Verdict.AMBIGUOUS])
def test_a_kept_answer_in_the_district_is_not_asked_for_again(server, chained, kept, verdict):
    kept("某处1号", verdict)
    assert chained("amap").locate("某处1号").verdict is verdict
    assert server.asked == []
