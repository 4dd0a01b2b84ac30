import pytest
from shapely.geometry import LineString

from geo.answers import Verdict
from geo.crs import Datum, LonLat
from geo.geocode.area import full_address
from geo.geocode.services import SERVICES
from geo.measures import length_m
from geo.model import Method, Provider
from tests.geo.geocode import server as says
from tests.geo.geocode.conftest import KEY
from tests.geo.geocode.server import Reply

DATUMS = {"tianditu": Datum.CGCS2000, "amap": Datum.GCJ02, "nominatim": Datum.WGS84}


def told(code, at, **more):
    """A reply of a service that tells one place, in its own datum and order."""
    own = at.to(DATUMS[code])
    lon, lat = f"{own.lon:.6f}", f"{own.lat:.6f}"
    if code == "tianditu":
        return says.tianditu(lon, lat, **more)
    if code == "amap":
        return says.amap(says.amap_place(f"{lon},{lat}", **more))
    return [says.nominatim(lon, lat, **more)]


@pytest.fixture
def told_by(server, asking, inside):
    """Ask a service that tells one place inside the district."""

    def ask(code, **more):
        server.says(Reply(told(code, inside, **more)))
        return asking(code, server.address).locate("大学路1号")

    return ask


def metres(a, b):
    return length_m(LineString([(a.lon, a.lat), (b.lon, b.lat)]))


def east(at, degrees):
    return LonLat(at.lon + degrees, at.lat)


@pytest.mark.case(32)
@pytest.mark.parametrize("code", SERVICES)
def test_a_place_comes_out_within_a_metre_in_wgs84_longitude_first(server, asking, inside, code):
    server.says(Reply(told(code, inside)))
    answer = asking(code, server.address).locate("大学路1号")
    place = answer.place
    assert answer.verdict is Verdict.FOUND
    assert place.point.datum is Datum.WGS84
    assert metres(place.point, inside) < 1
    assert (place.datum, place.provider) == (DATUMS[code], Provider(code))
    assert SERVICES[code].datum is DATUMS[code]


@pytest.mark.case(32)
def test_the_shift_of_gcj02_is_half_a_kilometre_here(server, asking, inside):
    """So the test above would see an answer that was not converted."""
    own = inside.to(Datum.GCJ02)
    assert 400 < metres(own, inside) < 700


@pytest.mark.case(32)
@pytest.mark.parametrize(
    ("code", "reply"),
    [
        ("tianditu", says.tianditu("34.72", "113.64")),
        ("amap", says.amap(says.amap_place("34.72,113.64"))),
        ("nominatim", [says.nominatim() | {"lon": "34.72", "lat": "113.64"}]),
    ],
)
def test_a_service_that_turned_its_numbers_around_is_not_believed(server, asking, code, reply):
    server.says(Reply(reply))
    assert asking(code, server.address).locate("大学路1号").verdict is Verdict.SERVICE


def test_what_is_asked_is_what_the_services_want(server, asking, inside, area):
    for code in SERVICES:
        server.says(Reply(told(code, inside)))
        asking(code, f"{server.address}/geo").locate('大学路"1\\号')
    tianditu, amap, nominatim = server.asked
    assert tianditu == {
        "path": "/geo",
        "ds": '{"keyWord":"河南省郑州市二七区大学路 1 号"}',
        "tk": KEY,
    }
    assert amap == {
        "path": "/geo",
        "address": '河南省郑州市二七区大学路"1\\号',
        "city": "410100",
        "key": KEY,
    }
    assert nominatim["path"] == "/geo/search"
    assert (nominatim["bounded"], nominatim["countrycodes"]) == ("1", "cn")
    west, south, east_, north = map(float, nominatim["viewbox"].split(","))
    assert (west, south, east_, north) == pytest.approx(area.shape.bounds)
    assert all(headers["User-Agent"].startswith("PlateMap") for headers in server.headers)


@pytest.mark.case(31)
@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("大学路1号", "河南省郑州市二七区大学路1号"),
        ("绿云小区3号楼", "河南省郑州市二七区绿云小区3号楼"),
        ("丹尼斯超市", "河南省郑州市二七区丹尼斯超市"),
        ("中原区建设路", "河南省郑州市中原区建设路"),
        ("二七区大学路", "河南省郑州市二七区大学路"),
        ("郑州市大学路", "郑州市大学路"),
        ("洛阳市涧西区西苑路", "洛阳市涧西区西苑路"),
        ("河南省新乡市和平路", "河南省新乡市和平路"),
    ],
)
def test_an_address_says_which_city_is_meant(address, whole):
    assert full_address(address) == whole


FOUND, DOUBT, ELSEWHERE = Verdict.FOUND, Verdict.AMBIGUOUS, Verdict.OUTSIDE


@pytest.mark.case(30)
@pytest.mark.parametrize(
    ("code", "more", "verdict", "known"),
    [
        ("tianditu", {"level": "门址"}, FOUND, (Method.CROSSING, 100)),
        ("tianditu", {"level": "门址", "score": None}, FOUND, (Method.CROSSING, 100)),
        ("tianditu", {"level": "地名地址"}, FOUND, (Method.NAME, 500)),
        ("tianditu", {"level": "门址", "score": 40}, DOUBT, (Method.CROSSING, 100)),
        ("tianditu", {"level": "区县"}, DOUBT, (Method.UNIT, 10_000)),
        ("tianditu", {"level": ""}, DOUBT, (Method.NAME, 3000)),
        ("tianditu", {"level": None}, DOUBT, (Method.NAME, 3000)),
        ("tianditu", {"level": "没见过的"}, DOUBT, (Method.NAME, 3000)),
        ("amap", {"level": "门牌号"}, FOUND, (Method.CROSSING, 100)),
        ("amap", {"level": "道路交叉路口"}, FOUND, (Method.CROSSING, 100)),
        ("amap", {"level": "兴趣点"}, FOUND, (Method.POI, 200)),
        ("amap", {"level": "村庄"}, FOUND, (Method.NAME, 1000)),
        ("amap", {"level": "道路"}, DOUBT, (Method.LINE, 2000)),
        ("amap", {"level": "乡镇"}, DOUBT, (Method.UNIT, 3000)),
        ("amap", {"level": "区县"}, DOUBT, (Method.UNIT, 10_000)),
        ("amap", {"level": "市", "adcode": "410100"}, DOUBT, (Method.UNIT, 50_000)),
        ("amap", {"level": []}, DOUBT, (Method.NAME, 3000)),
        ("nominatim", {"rank": 30}, FOUND, (Method.POI, 200)),
        ("nominatim", {"rank": 26}, DOUBT, (Method.LINE, 2000)),
        ("nominatim", {"rank": 20}, DOUBT, (Method.NAME, 1500)),
        ("nominatim", {"rank": 12}, DOUBT, (Method.UNIT, 10_000)),
    ],
)
def test_the_level_of_an_answer_becomes_metres_and_a_coarse_one_is_no_place(
    told_by, code, more, verdict, known
):
    answer = told_by(code, **more)
    (candidate,) = answer.candidates
    assert answer.verdict is verdict
    assert (candidate.method, candidate.accuracy_m) == known
    assert (answer.place is None) == (verdict is DOUBT)
    assert ("待核实" in answer.note) == (verdict is DOUBT)


def test_a_big_place_is_known_no_better_than_its_size(server, asking, inside):
    box = [inside.lat - 0.01, inside.lat + 0.01, inside.lon - 0.01, inside.lon + 0.01]
    server.says(Reply(told("nominatim", inside, boundingbox=[str(side) for side in box])))
    place = asking("nominatim", server.address).locate("大公园").place
    assert 1300 < place.accuracy_m < 1600


@pytest.mark.case(30)
@pytest.mark.parametrize("code", SERVICES)
def test_a_place_far_outside_the_district_is_no_candidate(server, asking, inside, code):
    server.says(Reply(told(code, east(inside, 1.0))))
    answer = asking(code, server.address).locate("大学路1号")
    assert (answer.verdict, answer.candidates) == (ELSEWHERE, ())
    assert "在区外约" in answer.note
    assert "公里" in answer.note


@pytest.mark.case(30)
def test_a_place_just_over_the_edge_is_to_be_checked(server, asking, area):
    edge = max(area.shape.exterior.coords)
    server.says(Reply(told("tianditu", LonLat(edge[0] + 0.002, edge[1]))))
    answer = asking("tianditu", server.address).locate("大学路1号")
    assert (answer.verdict, len(answer.candidates)) == (DOUBT, 1)
    assert "区界外" in answer.note


@pytest.mark.case(31)
@pytest.mark.parametrize(
    ("adcode", "verdict"),
    [("410103", FOUND), ("410102", ELSEWHERE), ("410300", ELSEWHERE), ([], FOUND)],
)
def test_the_division_a_service_tells_bounds_the_place(server, asking, inside, adcode, verdict):
    server.says(Reply(told("amap", inside, adcode=adcode)))
    assert asking("amap", server.address).locate("大学路1号").verdict is verdict


HERE = "河南省郑州市二七区大学路"


@pytest.mark.case(31)
@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ({"city": "上海市", "formatted_address": "上海市大学路", "adcode": []}, ELSEWHERE),
        ({"city": "上海市", "formatted_address": HERE}, ELSEWHERE),
        ({"province": "上海市", "city": [], "formatted_address": HERE}, ELSEWHERE),
        ({"district": "金水区", "formatted_address": HERE, "adcode": []}, ELSEWHERE),
        ({"province": [], "city": [], "district": [], "adcode": [],
          "formatted_address": "洛阳市大学路"}, ELSEWHERE),
        ({"province": [], "city": [], "district": [], "adcode": [],
          "formatted_address": "河南省郑州市金水区大学路"}, ELSEWHERE),
        ({"province": [], "city": [], "district": [], "adcode": [],
          "formatted_address": "河南省人民医院"}, FOUND),
        ({"province": [], "city": [], "district": [], "adcode": [],
          "formatted_address": "阳光城市花园"}, FOUND),
        ({"province": "河南", "city": "郑州", "formatted_address": HERE}, FOUND),
    ],
)  # fmt: skip
def test_a_place_whose_own_words_name_another_city_or_district_is_none_here(
    server, asking, inside, more, verdict
):
    server.says(Reply(told("amap", inside, **more)))
    answer = asking("amap", server.address).locate("大学路1号")
    assert answer.verdict is verdict
    assert (verdict is FOUND) or "不属于本区" in answer.note


@pytest.mark.case(31)
def test_another_city_in_the_words_of_a_service_without_codes_counts_too(told_by):
    assert told_by("tianditu", keyWord="洛阳市大学路1号").verdict is ELSEWHERE
    assert told_by("tianditu", keyWord="河南省郑州市二七区大学路1号").verdict is FOUND


@pytest.mark.parametrize(
    "mark", ["\u202e", "\u2066", "\u200b", "\ufeff", "\x9b", "\x1b", "\U000e0041"]
)
@pytest.mark.parametrize("code", ["tianditu", "amap", "nominatim"])
def test_marks_nobody_sees_are_taken_out_of_the_words_of_a_service(told_by, code, mark):
    field = {"tianditu": "keyWord", "amap": "formatted_address", "nominatim": "display_name"}[code]
    place = told_by(code, **{field: f"大学{mark}路\n\t1号"}).place
    assert place.matched == "大学路 1号"
    assert mark not in place.basis


@pytest.mark.case(31)
def test_a_namesake_elsewhere_is_left_out_and_told(server, asking, inside):
    own, away = inside.to(Datum.GCJ02), east(inside, 1.0)
    places = [
        says.amap_place(f"{away.lon},{away.lat}", adcode="410300"),
        says.amap_place(f"{own.lon},{own.lat}"),
    ]
    server.says(Reply(says.amap(*places)))
    answer = asking("amap", server.address).locate("大学路1号")
    assert answer.verdict is FOUND
    assert metres(answer.place.point, inside) < 1
    assert "另有 1 处同名在区外" in answer.place.basis


@pytest.mark.parametrize(("apart", "verdict"), [(0.0005, FOUND), (0.01, DOUBT)])
def test_two_places_of_one_name_in_the_district_are_to_choose_from(
    server, asking, inside, apart, verdict
):
    places = [inside.to(Datum.GCJ02), east(inside, apart).to(Datum.GCJ02)]
    server.says(Reply(says.amap(*(says.amap_place(f"{p.lon},{p.lat}") for p in places))))
    answer = asking("amap", server.address).locate("大学路1号")
    assert answer.verdict is verdict
    assert len(answer.candidates) == (1 if verdict is FOUND else 2)


def test_a_place_says_whence_it_is(server, asking, inside):
    server.says(Reply(told("tianditu", inside)))
    basis = asking("tianditu", server.address).locate("大学路1号").place.basis
    numbers = f"{inside.lon},{inside.lat}（CGCS2000）"
    for part in ("天地图 20", "大学路1号", "级别 门址", "可信度 100", numbers):
        assert part in basis


@pytest.mark.parametrize("address", ["", "长" * 101])
def test_what_is_no_address_is_not_sent(server, asking, address):
    answer = asking("amap", server.address).locate(address)
    assert (answer.verdict, server.asked) == (Verdict.NOT_FOUND, [])
    assert answer.note
