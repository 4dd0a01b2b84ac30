"""Places with a name of their own and what lies beside them: 五方科技馆东北侧, 百年德化东50米."""

from __future__ import annotations

import re
from dataclasses import replace

import shapely

from geo.gazetteer import accuracy
from geo.gazetteer.bundle import NamedPlace, PlaceKind
from geo.gazetteer.forms import offset
from geo.gazetteer.forms.offset import Offset
from geo.gazetteer.found import Asked, Finding, Known, Spot
from geo.gazetteer.geometry import DIRECTIONS, moved
from geo.gazetteer.names import PLACE, Named
from geo.gazetteer.unread import short_way
from geo.model import Method

# What may follow a place's name without making it the name of something else: nothing, a part of
# it (A座3楼, 二期, 东门, 内), a way from it. 东方大厦附属小学 is not 东方大厦.
_PART = (
    r"$|[^\u4e00-\u9fffⓇⓍ]|[东西南北]+[\d一二三四五六七八九十]*(?:门|侧|角|面|边|区|院|座|苑|口|地块|\d|$|[向往路])"
    r"|[东西南北]{1,2}[一二三四五六七八九十百]+米|[向往][东西南北]"
    r"|[负一二三四五六七八九十]+(?:期|层|楼|号|区|单元|院|街区|栋)|地下|负|楼下|楼上|室内|社区"
    r"|内|里|旁|对面|附近|隔壁|正门|大门|门口|门|院内|商业街|商铺|底商|[\u4e00-\u9fff]{0,3}店|大厅|写字楼|步行"
    r"|村委|村部|沿街|临街|周边|一带|范围|项目|地铁站|站"
)
_PLACE = re.compile(rf"Ⓟ(?=(?P<rest>{_PART}))")
_GATE = re.compile(r"^(?P<way>[东西南北]{1,2})\d?[一二三四五六七八九]?(?:门|口|大门)(?P<rest>.*)")
# Whose name is also that of what is around.
_LAND = {PlaceKind.VILLAGE: accuracy.VILLAGE, PlaceKind.STATION: accuracy.STATION}
# Names too short to stand for a place wherever they occur: 张仙, 锦荣. They must stand alone.
_SHORT = 2
_GOES_ON = re.compile(r"[内旁东西南北侧]*[\u4e00-\u9fff]")

# What is near a place, with or without how far.
_NEAR = re.compile(
    r"(?:附近|周边|周围|旁边?|对面|隔壁|一带)+约?(?:(?P<metres>\d{1,4})米)?|约?(?P<only>\d{1,4})米"
)
# How far a walk from an exit of a station leads is for another form to say.
_WALK = re.compile(r"[A-Za-z]?\d?口?步行\d")


def find(asked: Asked, known: Known) -> Finding | None:
    """Find the sharpest place named in an address, and what lies a told way from it."""
    form = asked.outside.form
    if PLACE not in form:
        return None
    found = [
        spots
        for match in _PLACE.finditer(form)
        if not _WALK.match(rest := form[match.end() :])
        and (spots := _spots(asked.outside.at(match.start()), rest, known))
    ]
    # Namesakes stay together: all of them are meant by one name.
    return Finding(spots=min(found, key=lambda spots: spots[0].accuracy)) if found else None


def _spots(named: Named, rest: str, known: Known) -> tuple[Spot, ...]:
    if len(named.words) <= _SHORT and _GOES_ON.match(rest):
        return ()
    gate = _GATE.match(rest)
    after = gate["rest"] if gate else rest
    way = offset.read(after)
    near = _NEAR.match(rest) if way is None else None
    unread = rest[near.end() :] if near else offset.unread(after, way)
    beside = _beside(near) if near else 0.0
    if way is None and not near:
        beside, unread = short_way(unread)
    return tuple(
        replace(
            _around(spot(place, named.words, way, known), place, beside if rest else None),
            unread=unread,
        )
        for place in distinct(named.places)
    )


def _beside(near: re.Match[str]) -> float:
    """Return how far in any direction something may be from a place it is said to be near."""
    return float(near["metres"] or near["only"] or accuracy.BESIDE)


def _around(spot: Spot, place: NamedPlace, beside: float | None) -> Spot:
    """Widen what is a part of a place or near it."""
    if beside is None:
        return spot
    metres = max(accuracy.PART, spot.accuracy + beside)
    metres = accuracy.together(metres, _LAND.get(place.kind, 0.0))
    return replace(spot, accuracy=metres, is_stated=False)


def distinct(places: tuple[NamedPlace, ...]) -> tuple[NamedPlace, ...]:
    """Leave out places that lie within a sharper one's accuracy: the same under another name."""
    kept: list[NamedPlace] = []
    for place in sorted(places, key=lambda place: place.accuracy_m):
        # Degrees are enough to tell the same place from a namesake elsewhere.
        near = (place.accuracy_m + 100) / 100_000
        if all(place.geometry.distance(other.geometry) > near for other in kept):
            kept.append(place)
    return tuple(kept)


def spot(place: NamedPlace, words: str, way: Offset | None, known: Known) -> Spot:
    """Make a spot of a named place, or of what lies a told way from it."""
    middle = shapely.centroid(place.geometry)
    is_point = place.geometry.geom_type == "Point"
    reach = 0.0 if is_point else known.plane.radius(middle, place.geometry)
    whole = Spot(
        at=known.plane.xy(middle.x, middle.y),
        accuracy=place.accuracy_m + reach,
        method=place.method,
        matched=words,
        basis=f"地名库里的“{place.name}”",
        shape=None if is_point else place.geometry,
        is_stated=True,
    )
    return whole if way is None else _gone(whole, way)


def _gone(start: Spot, way: Offset) -> Spot:
    """Go a told way from a place; without a distance that is right beside it."""
    direction = way.way or way.side
    at, metres = start.at, start.accuracy + accuracy.BESIDE
    told = f"的{direction}侧"
    if way.metres is not None:
        at = moved(start.at, DIRECTIONS.get(direction, (0.0, 0.0)), way.metres)
        added = accuracy.of_offset(way.metres, is_diagonal=len(way.way) > 1)
        metres = accuracy.together(start.accuracy, added)
        told = f"，再向{direction} {way.metres:g} 米"
    return Spot(
        at=at,
        accuracy=metres,
        method=Method.RELATIVE,
        matched=start.matched + way.words,
        basis=start.basis + told,
    )
