"""Places set by hand: by a click, a coordinate, a crossing or four roads; each a new fix.

Pure functions: facts and the head they were read at go in, a batch for that head comes out. A fix
by hand is never overwritten by a ledger or an address; the newest counts, undoing it brings the
earlier one back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import shapely
from shapely.geometry.base import BaseGeometry

from geo import cells, clock
from geo.batch import Batch, Change, ChangeKind
from geo.crs import Datum, LonLat, to_wgs84
from geo.edit_form import feature_of
from geo.errors import InputError
from geo.ledger.placing.surroundings import EDGE_TOLERANCE_M
from geo.measures import buffer_m, length_m
from geo.model import LOOKED_INTO, BaseMap, Facts, Feature, Fix, Kind, Method, Provider, Role
from geo.places import place_of
from geo.texts import plain

MAX_ACCURACY_M = 5_000
# Farther out it is more likely a slip of the hand than a project at the edge.
MAX_OUTSIDE_M = 300
BY_HAND = "手工定位："
TAKEN_BACK = "人工定位已撤回，没有别的位置"
_OUTSIDE_MARK = "区界外"
_LONGEST = 200
_CHANGE = re.compile(r"F-(\d{1,9})-\d+")


@dataclass(frozen=True, kw_only=True)
class ManualPlace:
    """Where somebody says a feature is: a point, or a shape in WGS-84 that is drawn instead.

    `accuracy_m` is how far off it may be, `how` in Chinese how it was set (在地图上点选), `datum`
    what the numbers were given in, `note` what else is to be remembered of it.
    """

    at: LonLat | None = None
    shape: BaseGeometry | None = None
    accuracy_m: int
    how: str
    datum: Datum = Datum.WGS84
    note: str = ""


def place(
    facts: Facts, head: int, feature_id: str, given: ManualPlace, *, keep_outside: bool = False
) -> Batch:
    """Make the batch that places a feature by hand.

    Args:
        facts: what the workspace holds.
        head: the number of its newest change; the fix's id carries the next.
        feature_id: of the feature; a plate gets an outline instead.
        given: where it is.
        keep_outside: the user confirms a place farther than 300 m outside the district.

    Raises:
        InputError: there is no such feature, it is a plate, or the place cannot be used.

    """
    feature = _placeable(facts, feature_id)
    fix = fix_of(facts.base, f"F-{head + 1}-1", feature, given, keep_outside=keep_outside)
    return Batch(
        kind=ChangeKind.PLACE,
        words=f"{feature.name}：{told(given)}",
        features=located(feature),
        fixes=(fix,),
    )


def fix_of(
    base: BaseMap, key: str, feature: Feature, given: ManualPlace, *, keep_outside: bool
) -> Fix:
    """Make the fix of a place set by hand; see `place`."""
    if not _words(given.how):
        raise InputError("请写明位置是怎样定的，如“在地图上点选”")
    if not 1 <= given.accuracy_m <= MAX_ACCURACY_M:
        raise InputError(f"误差 {given.accuracy_m} 米不在 1 至 {MAX_ACCURACY_M} 米之间，请核对")
    geometry = _geometry(given)
    off = _outside(base, geometry, keep_outside=keep_outside)
    return Fix(
        id=key,
        feature=feature.id,
        role=Role.PLACE,
        method=Method.MANUAL,
        accuracy_m=given.accuracy_m,
        datum=given.datum.value,
        geometry=geometry,
        address="",
        source=Provider.PERSON.value,
        source_date=clock.today().isoformat(),
        basis="；".join(filter(None, (off, f"{BY_HAND}{told(given)}", _words(given.note)))),
    )


def told(given: ManualPlace) -> str:
    """Tell how a place was set and how far off it may be: 在地图上点选，误差约 20 米."""
    return f"{_words(given.how)}，误差约 {given.accuracy_m} 米"


def leave(facts: Facts, head: int, feature_id: str, reason: str) -> Batch:  # noqa: ARG001 - as place
    """Make the batch that says why a feature could not be placed by somebody who looked.

    Args:
        facts: what the workspace holds.
        head: the number of its newest change.
        feature_id: of a feature without a place.
        reason: what was found, in Chinese.

    Raises:
        InputError: there is no such feature, it is a plate or has a place, or no reason is given.

    """
    feature, words = _placeable(facts, feature_id), _words(reason)
    if not words:
        raise InputError("请写明为什么定不了位，例如“地址只写到镇，待项目单位提供”")
    if any(fix.feature == feature.id for fix in facts.fixes):
        raise InputError(f"“{feature.name}”已有位置，不用登记原因；位置不对请重新定位")
    version = replace(feature, unlocated_reason=f"{LOOKED_INTO}{words}")
    if version == feature:
        raise InputError("没有改动：原因与现在的一样，不用保存")
    return Batch(
        kind=ChangeKind.PLACE, words=f"{feature.name}：暂不定位，{words}", features=(version,)
    )


def take_back(facts: Facts, head: int, feature_id: str) -> Batch:  # noqa: ARG001 - as place
    """Make the batch that withdraws the fix by hand that holds, however much came after it.

    The fix stays in the file with the role `withdrawn`; what was known besides holds again.

    Args:
        facts: what the workspace holds.
        head: the number of its newest change.
        feature_id: of a feature that was placed by hand.

    Raises:
        InputError: there is no such feature, or nothing by hand to withdraw.

    """
    feature, fix = feature_of(facts, feature_id), standing(facts, feature_id)
    if fix is None:
        raise InputError(f"“{feature.name}”现在没有人工定位，不用撤回")
    others = (one for one in facts.fixes if one.feature == feature_id and one.id != fix.id)
    reason = TAKEN_BACK if place_of(others).geometry is None else feature.unlocated_reason
    return Batch(
        kind=ChangeKind.WITHDRAW,
        words=f"{feature.name}：{fix.basis}",
        features=(replace(feature, unlocated_reason=reason),),
        fixes=(replace(fix, role=Role.WITHDRAWN),),
    )


def standing(facts: Facts, feature_id: str) -> Fix | None:
    """Return the fix by hand that holds of a feature: the newest; None when there is none."""
    return all_standing(facts).get(feature_id)


def all_standing(facts: Facts) -> dict[str, Fix]:
    """Return feature id → the fix by hand that holds of it, for all that have one."""
    return {fix.feature: fix for fix in facts.fixes if fix.method is Method.MANUAL}


def who(changes: Iterable[Change], fix: Fix) -> Change | None:
    """Return the change a fix came with, which tells who made it when; None for one of the seeds.

    Args:
        changes: the history.
        fix: of the same workspace.

    """
    found = _CHANGE.fullmatch(fix.id)
    number = int(found[1]) if found else 0
    return next((c for c in changes if c.number == number and fix.feature in c.features), None)


def located(feature: Feature) -> tuple[Feature, ...]:
    """Return the version of a feature that is placed: nothing new where it gave no reason."""
    return (replace(feature, unlocated_reason=""),) if feature.unlocated_reason else ()


def _placeable(facts: Facts, feature_id: str) -> Feature:
    feature = feature_of(facts, feature_id)
    if feature.kind is Kind.PLATE:
        raise InputError(f"“{feature.name}”是板块，不能定成一个点；请在“板块范围”处导入它的范围")
    return feature


def _words(text: str) -> str:
    return " ".join(plain(text).split())[:_LONGEST]


def _geometry(given: ManualPlace) -> BaseGeometry:
    if given.shape is not None:
        try:
            return to_wgs84(cells.sound(given.shape), Datum.WGS84)
        except ValueError as error:
            raise InputError(str(error)) from error
    if given.at is None:
        raise InputError("没有给出位置：请在地图上点选，或输入坐标")
    at = given.at.to(Datum.WGS84)
    return shapely.Point(at.lon, at.lat)


def _outside(base: BaseMap, geometry: BaseGeometry, *, keep_outside: bool) -> str:
    """Tell how far outside the district a place is, "" when it is inside or at its edge.

    Raises:
        InputError: it is too far out, and nobody has confirmed it.

    """
    # The same edge as that of geo.check, which wants the mark in the words of what lies beyond it.
    if buffer_m(base.district, EDGE_TOLERANCE_M).intersects(geometry):
        return ""
    metres = length_m(shapely.shortest_line(geometry, base.district))
    if metres > MAX_OUTSIDE_M and not keep_outside:
        raise InputError(
            f"位置在{base.district_name}外约 {metres:,.0f} 米，请核对坐标和坐标基准；"
            "确在区外的，请勾选“保留区外位置”"
        )
    return f"{_OUTSIDE_MARK}约 {metres:,.0f} 米"
