"""What of an answer is taken unseen, and how people are told of it or why it was not taken.

Taken is a place that can be drawn as more than a sketch; a village or a long road as the only
thing known is told, not drawn.
"""

from __future__ import annotations

import math
from dataclasses import replace

import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from geo.answers import Answer, Candidate, Verdict
from geo.measures import length_m
from geo.model import Certainty, Method
from geo.places import certainty
from geo.writing import quoted

# How the basis of a place begins that only the name of a project told.
BY_NAME = "按项目名称"
_DRAWN = frozenset({Certainty.EXACT, Certainty.APPROX})
_KILOMETRE = 1000
# No line of a road is better known than by the width of the road.
_LINE_AT_LEAST_M, _STEP_M = 50, 10
_NAMED = 4
_CHOOSE = "请在“定位”页选择"
_FINER = "不足以上图；请补写路口或门牌号，或在“定位”页选点"


def taken(answer: Answer) -> Candidate | None:
    """Return the place an answer gives, None when it is none or too coarse to be drawn."""
    place = answer.place
    if place is None or certainty(place.method, place.accuracy_m) not in _DRAWN:
        return None
    return place


def why_not(answer: Answer) -> str:
    """Tell in Chinese why an answer gives no place to draw, and what would help."""
    asked = f"地址{quoted(answer.address)}" if answer.address else ""
    if answer.place is not None:
        place = answer.place
        return (
            f"{asked}只能定到{quoted(place.matched)}（误差约 {metres(place.accuracy_m)}），{_FINER}"
        )
    if answer.verdict is Verdict.AMBIGUOUS and answer.candidates:
        return f"{asked}{_open(answer)}，{_CHOOSE}"
    return answer.note or f"{asked}{answer.verdict.word}"


def as_line(place: Candidate) -> Candidate:
    """Return a road as its line instead of a point on it, where the line is known.

    A point that stands for a road is as far off as the road reaches; the line is not.
    """
    if place.shape is None or place.method is not Method.LINE:
        return place
    here = (place.point.lon, place.point.lat)
    ends = shapely.get_coordinates(place.shape)
    reach = max(length_m(LineString([here, end])) for end in ends)
    known = max(place.accuracy_m - reach, _LINE_AT_LEAST_M)
    metres_off = _STEP_M * math.ceil(known / _STEP_M)
    return replace(place, accuracy_m=metres_off, basis=f"取{place.matched}的道路线")


def told(place: Candidate) -> str:
    """Tell what was recognised, and how far off it may be: 大学路×南四环，误差约 60 米."""
    return f"{place.matched}，误差约 {metres(place.accuracy_m)}"


def how(place: Candidate) -> str:
    """Name what a place was reckoned from: 按地址推算, or 按项目名称推算."""
    return f"{BY_NAME if place.basis.startswith(BY_NAME) else '按地址'}推算"


def basis(place: Candidate) -> str:
    """Tell how a place follows from the words, and who says so; it stands beside the place."""
    why = place.basis.removeprefix(f"{BY_NAME}：")
    return f"{how(place)}（{place.provider.word}）：{why}，误差约 {metres(place.accuracy_m)}"


def geometry(place: Candidate) -> BaseGeometry:
    """Return what stands on the map: the line or area where there is one, else the point."""
    return place.shape or Point(place.point.lon, place.point.lat)


def metres(distance: float) -> str:
    """Write a distance as people do: 60 米, 1.5 公里."""
    if distance < _KILOMETRE:
        return f"{distance:.0f} 米"
    return f"{distance / _KILOMETRE:.1f}".removesuffix(".0") + " 公里"


def _open(answer: Answer) -> str:
    """Name what there is to choose from; namesakes are told apart by how they were found."""
    names = [candidate.matched for candidate in answer.candidates]
    if len(set(names)) < len(names):
        names = [candidate.basis for candidate in answer.candidates]
    more = "等" if len(names) > _NAMED else ""
    listed = "；".join(names[:_NAMED]) + more
    if len(names) == 1:
        return f"只得到一处待核实的位置：{listed}"
    return f"有 {len(names)} 处可选：{listed}"
