"""Pasted positions: pairs and links as people copy them, each in a datum that is known."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.crs import Datum, LonLat
from geo.errors import InputError
from geo.locating import baidu_mercator
from geo.locating.pasted import read

WGS, GCJ, BD, CGCS = Datum.WGS84, Datum.GCJ02, Datum.BD09, Datum.CGCS2000
GK114 = Datum.CGCS2000_GK114
LON, LAT = 113.64012, 34.72034


@pytest.mark.parametrize(
    "text",
    [
        "113.64012,34.72034",
        "34.72034，113.64012",
        " (113.64012 34.72034)\n",
        "经度113.64012 纬度34.72034",
        "纬度：34.72034，经度：113.64012",
        "经度 113.64012\n纬度 34.72034",
        "lng:113.64012,lat:34.72034",
        '{"lng": 113.64012, "lat": 34.72034}',
        "{'lat':34.72034,'lng':113.64012}",
        '{"location":{"lng":113.64012,"lat":34.72034},"level":"门址"}',
        '{"type":"Point","coordinates":[113.64012,34.72034]}',
        "[113.64012, 34.72034]",
        "POINT(113.64012 34.72034)",
        "113°38′24.432″ 34°43′13.224″",
        "东经113°38'24.432\"，北纬34°43'13.224\"",
        "34°43'13.224\"N 113°38'24.432\"E",
    ],
)
@pytest.mark.parametrize("datum", [WGS, GCJ, BD, CGCS])
def test_a_pair_is_read_however_it_is_written(text, datum):
    found = read(text, datum)
    assert (found.at.lon, found.at.lat) == pytest.approx((LON, LAT), abs=1e-9)
    assert found.at.datum is datum
    assert found.words == f"113.64012, 34.72034（{datum.word}）"
    assert found.rounding_m == 2 if "°" not in text else 1


@pytest.mark.parametrize(
    "text", ["465689.1,3846545.1", "3846545.1 465689.1", "x=465689.1,y=3846545.1"]
)
def test_metres_of_the_gauss_krueger_grid_are_told_apart_by_their_range(text):
    found = read(text, GK114)
    assert (found.at.lon, found.at.lat) == (465689.1, 3846545.1)
    assert found.at.to(WGS).lon == pytest.approx(113.6253, abs=1e-4)


@pytest.mark.parametrize(
    ("link", "datum", "words"),
    [
        ("https://uri.amap.com/marker?position={lon},{lat}&name=park", GCJ, "高德地图链接"),
        ("https://uri.amap.com/marker?position={lon},{lat}&coordinate=wgs84", WGS, "高德地图链接"),
        ("https://www.amap.com/regeo?lng={lon}&lat={lat}&name=%E5%9B%AD", GCJ, "高德地图链接"),
        ("https://ditu.amap.com/regeo?lnglat={lon}%2C{lat}", GCJ, "高德地图链接"),
        ("https://wb.amap.com/?q={lat},{lon},公园", GCJ, "高德地图链接"),
        ("某公园 https://www.amap.com/?p=B0FF,{lat},{lon},x 来自高德", GCJ, "高德地图链接"),
        ("http://api.map.baidu.com/marker?location={lat},{lon}&title=x", BD, "百度地图链接"),
        ("http://api.map.baidu.com/marker?location={lat},{lon}&coord_type=gcj02", GCJ, "百度"),
        ("https://map.baidu.com/?latlng={lat},{lon}&title=x", BD, "百度地图链接"),
        ("https://map.tianditu.gov.cn/?lon={lon}&lat={lat}&level=17", CGCS, "天地图链接"),
        ("https://apis.map.qq.com/uri/v1/marker?marker=coord:{lat},{lon};title:x", GCJ, "腾讯"),
        ("https://apis.map.qq.com/uri/v1/geocoder?coord={lat},{lon}&coord_type=1", WGS, "腾讯"),
        ("https://map.qq.com/?type=marker&pointx={lon}&pointy={lat}", GCJ, "腾讯地图链接"),
        ("https://www.openstreetmap.org/#map=17/{lat}/{lon}", WGS, "取地图中心"),
        ("https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=9/1/2", WGS, "Map链接）"),
        ("geo:{lat},{lon}?z=17", WGS, "geo: 链接"),
    ],
)
def test_a_link_tells_its_own_datum(link, datum, words):
    found = read(link.format(lon=LON, lat=LAT), None)
    assert (found.at.lon, found.at.lat, found.at.datum) == (LON, LAT, datum)
    assert words in found.words


@pytest.mark.parametrize(
    "link",
    [
        "https://www.amap.com/place?p=B017,34.720411,113.643412,name",
        "https://www.amap.com/?p=B0FFG1017,34.720411,113.643412",
        "https://www.amap.com/?p=12345678,34.720411,113.643412,x,410103",
        "https://www.amap.com/?q=34.720411,113.643412,B017",
        "https://uri.amap.com/navigation?to=113.643412,34.720411,endpoint&mode=car",
        "http://api.map.baidu.com/direction?destination=latlng:34.720411,113.643412|name:x"
        "&coord_type=gcj02",
        "http://api.map.baidu.com/direction?destination=name:17|latlng:34.720411,113.643412"
        "&coord_type=gcj02",
    ],
)
def test_what_stands_beside_two_numbers_in_a_link_is_none_of_them(link):
    assert read(link, None).at == LonLat(113.643412, 34.720411, GCJ)


@pytest.mark.parametrize(
    ("text", "declared", "words"),
    [
        ("https://www.amap.com/?p=B017,113.643412,34.720411,x", None, "不可能"),
        ("https://www.amap.com/?p=B017,34.720411,x", None, "没有坐标"),
        ("https://www.amap.com/?p=17,34.720411,x", None, "没有坐标"),
        ("https://www.amap.com/?q=17a,34.720411", None, "没有坐标"),
        ("https://www.amap.com/?q=113.64,34.72.1", None, "没有坐标"),
        ("https://www.amap.com/regeo?lng=34.72&lat=113.64", None, "不可能"),
        ("https://www.amap.com/?q=17,34.720411", None, "离本区约 [8-9],[0-9]{3} 公里"),
        ("-113.64,34.72", WGS, "离本区约 1[0-9],[0-9]{3} 公里.*东经 113.6"),
        ("113.64,-34.72", GCJ, "离本区约 7,[0-9]{3} 公里"),
        ("西经113.64，北纬34.72", WGS, "离本区约"),
        ("东经113.64，南纬34.72", WGS, "离本区约"),
        ("121.47,31.23", GCJ, "离本区约 8[0-9]{2} 公里"),
        ("116.40,39.90", WGS, "离本区约 6[0-9]{2} 公里"),
        ("geo:0.01,0.01", None, "离本区约"),
    ],
)
def test_a_pair_that_is_no_place_near_the_district_is_refused(text, declared, words):
    with pytest.raises(InputError, match=words):
        read(text, declared)


@pytest.mark.parametrize(
    "link",
    [
        "https://map.baidu.com/@12649566.397,4105763.647,17z",
        "https://map.baidu.com/poi/%E5%85%AC%E5%9B%AD/@12649566.397,4105763.647,17.5z?uid=1",
        "https://map.baidu.com/search/x/@12649566.397%2C4105763.647%2C17z",
    ],
)
def test_metres_of_baidu_become_degrees_and_are_told_as_the_middle_of_the_map(link):
    found = read(link, None)
    # 郑州市 of the city fixture of gcoord, see the study.
    assert (found.at.lon, found.at.lat) == pytest.approx((113.6317519, 34.7528605), abs=1e-6)
    assert found.at.datum is BD
    assert "取地图中心" in found.words


@pytest.mark.parametrize(
    ("x", "y"), [(1.0, 2.0), (12649566.4, 9e6), (4105763.6, 12649566.4), (float("nan"), 4e6)]
)
def test_metres_elsewhere_are_refused(x, y):
    with pytest.raises(InputError, match="百度墨卡托"):
        baidu_mercator.position(x, y)


@pytest.mark.parametrize(
    ("text", "declared", "words"),
    [
        ("113.64,34.72", None, "高德、腾讯.*GCJ-02.*百度.*BD-09.*GPS.*WGS-84"),
        ("", GCJ, "请粘贴坐标"),
        ("你好", GCJ, "应是一对坐标"),
        ("113.64", GCJ, "应是一对坐标"),
        ("113.64,34.72,98", GCJ, "有 3 个数"),
        ("113.64,134.72", GCJ, "不可能是 GCJ-02 坐标"),
        ("465689.1,3846545.1", WGS, "像CGCS2000 高斯"),
        ("经度34.72,纬度113.64", GCJ, "不可能"),
        ("nan,nan", WGS, "应是一对坐标"),
        ("1e999,34.7", WGS, "不是有限的数字"),
        ("113.6,34.7", GCJ, "约 11,000 米"),
        ("https://surl.amap.com/abc", None, "没有坐标（短链接.*点右键"),
        ("https://map.baidu.com/", None, "没有坐标"),
        ("https://www.amap.com/regeo?lng=nan&lat=34.72", None, "应是一对坐标"),
        (
            "https://uri.amap.com/marker?position=113.64,34.72&coordinate=mars",
            None,
            "“mars”，不支持",
        ),
        ("http://api.map.baidu.com/marker?location=1,2&coord_type=bd09mc", None, "bd09mc"),
        ("https://map.baidu.com/@1,2,17z", None, "百度墨卡托"),
        ("https://example.org/?lng=113.64&lat=34.72", None, "不认识这个链接；可用高德地图"),
        ("https://amap.com.example.org/?lng=113.64&lat=34.72", None, "不认识这个链接"),
        ("https://notamap.com/?lng=113.64&lat=34.72", None, "不认识这个链接"),
        ("https://[::1/?lng=113.64&lat=34.72", None, "格式不对"),
        ("https://www.amap.com/?" + "&".join(f"a{n}=1" for n in range(99)), None, "格式不对"),
        ("geo:x", None, "没有坐标"),
    ],
)
def test_what_gives_no_position_is_told_with_a_remedy(text, declared, words):
    with pytest.raises(InputError, match=words):
        read(text, declared)


@pytest.mark.parametrize(
    ("text", "declared", "words"),
    [
        (
            "https://www.amap.com/regeo?lng=113.64&lat=34.72",
            BD,
            "高德地图的坐标是 GCJ-02，选的却是 BD-09",
        ),
        ("https://map.baidu.com/?latlng=34.72,113.64", GCJ, "请改选 BD-09"),
        ("geo:34.72,113.64", GCJ, "请改选 WGS-84"),
        ("113.64,34.72（百度坐标）", GCJ, "“百度坐标”的坐标是 BD-09"),
    ],
)
def test_a_datum_that_contradicts_the_link_is_refused(text, declared, words):
    with pytest.raises(InputError, match=words):
        read(text, declared)


@pytest.mark.parametrize(
    ("text", "declared", "datum"),
    [
        ("高德：113.64,34.72", None, GCJ),
        ("113.64,34.72（百度坐标）", BD, BD),
        ("https://map.tianditu.gov.cn/?lon=113.64&lat=34.72", WGS, CGCS),
        ("geo:34.72,113.64", CGCS, WGS),
    ],
)
def test_words_beside_the_numbers_and_equal_datums_are_understood(text, declared, datum):
    assert read(text, declared).at.datum is datum


@pytest.mark.parametrize(
    "text",
    ["x" * 10**6, "1" * 1999, "{" * 1999, "[1" * 999, "{1" * 999 + "}", "'\"" * 900 + ":",
     "113." * 29,
     "https://www.amap.com/" + "/@1" * 600, "https://map.baidu.com/@" + "1" * 1900, "°′″" * 39],
)  # fmt: skip
def test_hostile_text_is_answered_at_once(text):
    start = time.perf_counter()
    with pytest.raises(InputError):
        read(text, GCJ)
    assert time.perf_counter() - start < 0.5


@given(st.text(max_size=200), st.sampled_from([None, *Datum]))
def test_any_text_gives_a_position_or_a_sentence(text, declared):
    try:
        found = read(text, declared)
    except InputError as error:
        assert any("\u4e00" <= mark <= "\u9fff" for mark in str(error))
    else:
        assert found.words and found.rounding_m >= 1
