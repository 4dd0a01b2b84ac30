"""The gazetteer's tables: their contract, their honesty, and what is said of a spoiled one."""

import csv
from collections import defaultdict
from itertools import pairwise

import pytest
import shapely

from geo import measures, seeds
from geo.errors import ContractError
from geo.gazetteer import reading
from geo.gazetteer.bundle import PlaceKind
from geo.model import Method

TABLES = seeds.SEEDS / "gazetteer"
# Of the seeds, all tables together: single facts, not somebody's files.
MOST_BYTES = 200_000
# Nothing of the tables is further from the district than the roads around it reach.
REACH_M = 4_000


@pytest.fixture(scope="module")
def bundle():
    return reading.bundle()


def rows(name, folder=TABLES):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def spoil(folder, name, old, new):
    path = folder / "gazetteer" / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_tables_of_the_seeds_keep_their_contract(bundle):
    assert bundle.district_name == "二七区"
    for name, records in (
        ("crossings", bundle.crossings),
        ("numbers", bundle.numbers),
        ("names", bundle.names),
    ):
        assert len(records) == len(rows(name))
    assert {row["name"] for row in rows("roads")} < {road.name for road in bundle.roads}
    assert {row["name"] for row in rows("places")} < {place.name for place in bundle.places}


def test_the_tables_stay_small():
    assert sum(path.stat().st_size for path in TABLES.iterdir()) < MOST_BYTES


@pytest.mark.parametrize("name", ["roads", "crossings", "numbers", "places"])
def test_every_position_names_sources_that_are_listed_and_its_metres(name):
    listed = {row["id"] for row in rows("sources", seeds.SEEDS)}
    for row in rows(name):
        assert row["source"] and set(row["source"].split(" | ")) <= listed
        assert int(row["accuracy_m"]) >= 20


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("roads", ["id"]),
        ("roads", ["name"]),
        ("names", ["name"]),
        ("crossings", ["road_a", "road_b"]),
        ("numbers", ["road", "number"]),
        ("places", ["id"]),
        ("places", ["name"]),
    ],
)
def test_nothing_is_told_twice(name, key):
    keys = [tuple(sorted(row[column] for column in key)) for row in rows(name)]
    assert len(keys) == len(set(keys))


def test_other_names_are_of_roads_that_are_held_and_are_no_roads_themselves(bundle):
    held = {road.name for road in bundle.roads}
    held |= {name for crossing in bundle.crossings for name in (crossing.first, crossing.second)}
    assert {name.road for name in bundle.names} <= held
    assert not {name.name for name in bundle.names} & held


def test_everything_lies_in_the_district_or_near_it(bundle):
    around = measures.buffer_m(bundle.district, REACH_M)
    shapely.prepare(around)
    positions = [crossing.point for crossing in bundle.crossings]
    positions += [number.point for number in bundle.numbers]
    positions += [place.geometry for place in bundle.places if place.kind is not PlaceKind.STATION]
    assert all(around.contains(position) for position in positions)
    assert all(around.intersects(road.line) for road in bundle.roads)


def test_the_numbers_of_one_side_of_a_road_run_one_way():
    sides = defaultdict(list)
    for row in rows("numbers"):
        number = int(row["number"])
        sides[row["road"], number % 2].append((number, float(row["lon"]), float(row["lat"])))
    longest = [sorted(side) for side in sides.values() if len(side) >= 4]
    assert longest
    for side in longest:
        (_, west, south), (_, east, north) = side[0], side[-1]
        along = [
            (later[1] - one[1]) * (east - west) + (later[2] - one[2]) * (north - south)
            for one, later in pairwise(side)
        ]
        assert sum(step < 0 for step in along) <= len(along) / 3, side


def test_a_road_of_the_table_stands_for_that_of_the_base_map(bundle):
    names = [road.name for road in bundle.roads]
    assert len(names) == len(set(names))
    base = {road.name: road.geometry for road in seeds.read().base.roads}
    table = {row["name"]: row for row in rows("roads")}
    both = set(base) & set(table)
    assert "大学路" in both
    found = {road.name: road for road in bundle.roads}
    assert found["大学路"].accuracy_m == int(table["大学路"]["accuracy_m"])
    assert found["南三环"].line.equals(base["南三环"]) and "南三环" not in table


@pytest.mark.parametrize(
    ("name", "kind", "method", "accuracy_m"),
    [
        ("二七塔", PlaceKind.LANDMARK, Method.POI, 20),
        ("齐礼阎站", PlaceKind.STATION, Method.STOP, 100),
        ("尖岗", PlaceKind.VILLAGE, Method.POI, 250),
        ("樱桃沟景区", PlaceKind.UNIT, Method.UNIT, 3000),
        ("金水河源板块", PlaceKind.PLATE, Method.EXTENT, 1500),
        ("二七商圈板块", PlaceKind.PLATE, Method.HULL, 1500),
    ],
)
def test_what_the_folder_knows_anyway_is_found_too(bundle, name, kind, method, accuracy_m):
    place = next(place for place in bundle.places if place.name == name)
    assert (place.kind, place.method, place.accuracy_m) == (kind, method, accuracy_m)


@pytest.mark.parametrize("name", ["水磨森林公园", "刘胡垌二期安置区", "康养产业板块", "中原区"])
def test_a_place_known_by_name_alone_or_of_another_district_is_none(bundle, name):
    assert name not in {place.name for place in bundle.places}


def test_an_alias_is_of_one_place(bundle):
    aliases = [alias for place in bundle.places for alias in place.aliases]
    assert len(aliases) == len(set(aliases))
    assert not set(aliases) & {place.name for place in bundle.places}


def test_a_folder_without_tables_has_what_it_holds_anyway(facts_folder):
    for path in (facts_folder / "gazetteer").iterdir():
        path.unlink()
    (facts_folder / "gazetteer").rmdir()
    bare = reading.bundle(facts_folder)
    assert (bare.crossings, bare.numbers, bare.names) == ((), (), ())
    assert {"大学路", "政通路"} <= {road.name for road in bare.roads}
    assert any(place.name == "二七塔" for place in bare.places)


def test_a_base_map_that_states_no_metres_is_taken_as_coarse(facts_folder):
    path = facts_folder / "base" / "stations.csv"
    text = path.read_text(encoding="utf-8").replace("accuracy_m", "unused", 1)
    path.write_text(text, encoding="utf-8")
    places = {place.name: place for place in reading.bundle(facts_folder).places}
    assert places["齐礼阎站"].accuracy_m == 500


def test_all_faults_are_told_at_once_with_file_row_and_column(facts_folder):
    spoil(facts_folder, "roads", "LINESTRING(", "LINESTRING[")
    spoil(facts_folder, "crossings", ",113.", ",213.")
    spoil(facts_folder, "numbers", ",113.", ",x113.")
    spoil(facts_folder, "places", ",estate,", ",house,")
    spoil(facts_folder, "names", "南环路,南三环", "南三环,南三环")
    spoil(facts_folder, "names", "西环路,西三环", "西环路,")
    with pytest.raises(ContractError) as caught:
        reading.bundle(facts_folder)
    told = str(caught.value)
    assert len(caught.value.breaches) == 6
    assert "gazetteer/roads.csv 第 2 行：geometry 列不是 WKT" in told
    assert "gazetteer/crossings.csv 第 2 行：" in told
    assert "gazetteer/numbers.csv 第 2 行：lon 列的“x113." in told
    assert "gazetteer/places.csv 第 2 行：kind 列的“house”无法识别，可用：landmark、" in told
    assert "gazetteer/names.csv 第 2 行：name 列与 road 列都是“南三环”" in told
    assert "gazetteer/names.csv 第 3 行：road 列不能为空" in told


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("roads", "LINESTRING(", "MULTIPOINT(", "geometry 列应为 LINESTRING"),
        ("roads", "wgs84", "wgs48", "坐标基准“wgs48”无法识别"),
        ("numbers", ",wgs84,", ",wgs84,-", "accuracy_m 列的“-"),
        ("crossings", ",bus-2013,", ",,", "source 列不能为空"),
        ("crossings", "road_a,", "road,", "缺少列 road_a"),
        ("elsewhere", "天津市,", ",", "第 3 行：name 列不能为空"),
    ],
)
def test_one_spoiled_cell_is_named(facts_folder, name, old, new, said):
    spoil(facts_folder, name, old, new)
    with pytest.raises(ContractError, match="gazetteer/") as caught:
        reading.bundle(facts_folder)
    assert said in str(caught.value)
