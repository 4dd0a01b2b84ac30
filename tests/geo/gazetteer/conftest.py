"""A small district made by hand: metres east and north of its middle, every road 30 m sure.

Two streets run north (长安路 at 0, 东风路 at 1000) and two east (建国路 at 0, 人民路 at 1000, which
stops 100 m short of 东风路); 环城路 crosses 建国路 twice. The edge is 3 km from the middle.
"""

import pytest
from shapely import LineString, MultiLineString, Point, box

from geo.gazetteer.bundle import (
    Bundle,
    Crossing,
    Division,
    HouseNumber,
    NamedPlace,
    PlaceKind,
    Road,
    RoadName,
)
from geo.gazetteer.gazetteer import Gazetteer
from geo.gazetteer.geometry import Plane
from geo.gazetteer.names import Index
from geo.model import Method

PLANE = Plane(113.6, 34.7)


def at(east, north):
    return Point(PLANE.pair((east, north)))


def road(name, *parts):
    lines = [LineString([PLANE.pair(xy) for xy in part]) for part in parts]
    line = lines[0] if len(lines) == 1 else MultiLineString(lines)
    return Road(name=name, line=line, accuracy_m=30, source="手工")


def place(name, east, north, accuracy_m=50, *, kind=PlaceKind.LANDMARK, aliases=()):
    return NamedPlace(
        name=name,
        aliases=aliases,
        kind=kind,
        geometry=at(east, north),
        accuracy_m=accuracy_m,
        method={PlaceKind.UNIT: Method.UNIT, PlaceKind.STATION: Method.STOP}.get(kind, Method.POI),
        source="手工",
    )


def crossing(first, second, east, north):
    point = at(east, north)
    return Crossing(first=first, second=second, point=point, accuracy_m=40, source="手工")


def number(road, value, east, north):
    point = at(east, north)
    return HouseNumber(road=road, number=value, point=point, accuracy_m=40, source="手工")


BUNDLE = Bundle(
    district_name="江东区",
    district=box(*PLANE.pair((-3000, -3000)), *PLANE.pair((3000, 3000))),
    roads=(
        road("长安路", [(0, -2000), (0, 2000)]),
        road("东风路", [(1000, -2000), (1000, 2000)]),
        road("建国路", [(-2000, 0), (2000, 0)]),
        road("人民路", [(-2000, 1000), (900, 1000)]),
        road("环城路", [(-1800, -300), (-1800, 300), (-1200, 300), (-1200, -300)]),
        road("断头路", [(-500, -1500), (-100, -1500)], [(200, -1500), (500, -1500)]),
        road("远山路", [(-2000, -2700), (0, -2700)]),
    ),
    names=(RoadName(name="老街", road="建国路"),),
    crossings=(
        crossing("长安路", "小南街", 0, -500),
        crossing("小南街", "东风路", 1000, -500),
        crossing("建国路", "远方路", 5000, 0),
        crossing("人民路辅路", "小北街", 500, 1000),
    ),
    numbers=(
        number("长安路", 100, 20, 100),
        number("长安路", 120, 20, 300),
        number("长安路", 101, -20, 100),
    ),
    places=(
        place("江东和平大厦", 200, 200, aliases=("和平大厦",)),
        place("科技馆", -800, -800),
        place("幸福小区", -500, 500),
        place("幸福小区", 1500, 1500),
        place("上李村", 1500, -1500, 150, kind=PlaceKind.VILLAGE),
        place("科技馆站", -700, -700, 100, kind=PlaceKind.STATION, aliases=("科技馆地铁站",)),
        place("长安路街道", 0, 0, 800, kind=PlaceKind.UNIT),
        place("南山镇", 0, -2800, 900, kind=PlaceKind.UNIT),
        place("城外广场", 9000, 0),
    ),
    elsewhere=(
        *(Division(name=name) for name in ("青山区", "江北区", "城中区", "东风区", "解放区")),
        Division(name="洛阳市", short="洛阳"),
        Division(name="宁波市", short="宁波"),
        Division(name="内蒙古自治区", short="内蒙古"),
        Division(name="凉山彝族自治州", short="凉山"),
        Division(name="阿拉善盟", short="阿拉善"),
    ),
)


@pytest.fixture(scope="package")
def index():
    return Index(BUNDLE)


@pytest.fixture(scope="package")
def gazetteer():
    return Gazetteer(BUNDLE)
