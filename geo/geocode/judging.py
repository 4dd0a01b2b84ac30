"""From the places a service tells to an answer: found, to be checked by a person, or elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from shapely.geometry import LineString

from geo import clock
from geo.answers import Answer, Candidate, Verdict
from geo.crs import Datum, LonLat
from geo.geocode.area import Area
from geo.geocode.hits import Hit
from geo.geocode.record import Level, Source
from geo.measures import length_m
from geo.model import Method

# The edge of the district is known to about this; a point beyond is in another district.
EDGE_M = 500
# Kept numbers are rounded.
_ROUNDING_M = 1
_MOST = 5
_UNKNOWN = Level(method=Method.NAME, accuracy_m=3000, doubt="没有说明准到什么程度，或说法不认得")


def answer(source: Source, area: Area, address: str, hits: Sequence[Hit]) -> Answer:
    """Return what the places of a reply amount to.

    Found needs a place in the district whose level and score leave no doubt and which no other
    place of the reply contradicts. What lies elsewhere is never a candidate.
    """
    if not hits:
        return _none(source, address, Verdict.NOT_FOUND, f"{source.word}没有找到“{address}”")
    here = [hit for hit in hits if not _is_elsewhere(area, hit)]
    if not here:
        return _none(source, address, Verdict.OUTSIDE, _where(source, area, hits[0]))
    away = len(hits) - len(here)
    doubts = [_doubt(source, area, hit) for hit in here]
    candidates = [_candidate(source, *pair, away) for pair in zip(here, doubts, strict=True)]
    if not doubts[0] and _agree(candidates):
        return Answer(
            address=address,
            verdict=Verdict.FOUND,
            provider=source.provider,
            candidates=(candidates[0],),
        )
    told = doubts[0] or f"有 {len(candidates)} 处都符合"
    return Answer(
        address=address,
        verdict=Verdict.AMBIGUOUS,
        provider=source.provider,
        candidates=tuple(candidates[:_MOST]),
        note=f"{source.word}：{told}，待核实",
    )


def is_credible(source: Source, area: Area, answer: Answer) -> bool:
    """Tell whether a kept answer may be one of this service: its places lie where they may.

    A found place lies in the district, one to be checked at most at its edge; none is known better
    than the service ever knows one.
    """
    finest = min(level.accuracy_m for level in source.levels.values())
    farthest = _ROUNDING_M if answer.verdict is Verdict.FOUND else EDGE_M
    return all(
        one.datum is source.datum
        and one.accuracy_m >= finest
        and area.metres_outside(one.point) <= farthest
        for one in answer.candidates
    )


def _none(source: Source, address: str, verdict: Verdict, note: str) -> Answer:
    return Answer(address=address, verdict=verdict, provider=source.provider, note=note)


def _is_elsewhere(area: Area, hit: Hit) -> bool:
    return (
        area.is_elsewhere(hit.adcode)
        or area.is_named_elsewhere(hit.division, hit.matched)
        or area.metres_outside(_wgs84(hit)) > EDGE_M
    )


def _where(source: Source, area: Area, hit: Hit) -> str:
    away = area.metres_outside(_wgs84(hit))
    far = f"在区外约 {away / 1000:.1f} 公里" if away else "不属于本区"
    return f"{source.word}只答出“{hit.matched or '无名处'}”（{hit.level or '级别不明'}），{far}"


def _level(source: Source, hit: Hit) -> Level:
    return source.levels.get(hit.level, _UNKNOWN)


def _doubt(source: Source, area: Area, hit: Hit) -> str:
    """Tell in Chinese why a person must look at a place first; empty when nobody must."""
    away = area.metres_outside(_wgs84(hit))
    reasons = (
        (True, _level(source, hit).doubt),
        (_is_low(source, hit), f"可信度只有 {hit.score}"),
        (away > 0, f"点位在区界外 {away:.0f} 米"),
    )
    return "，".join(words for holds, words in reasons if holds and words)


def _is_low(source: Source, hit: Hit) -> bool:
    return hit.score is not None and hit.score < source.least_score


def _candidate(source: Source, hit: Hit, doubt: str, away: int) -> Candidate:
    level = _level(source, hit)
    said = (
        f"{source.word} {clock.today().isoformat()} 的答复“{hit.matched}”",
        f"级别 {hit.level or '未说明'}",
        "" if hit.score is None else f"可信度 {hit.score:g}",
        f"原坐标 {hit.at.lon},{hit.at.lat}（{hit.at.datum.word}）",
        doubt,
        f"另有 {away} 处同名在区外，未取" if away else "",
    )
    return Candidate(
        point=_wgs84(hit),
        method=level.method,
        accuracy_m=max(level.accuracy_m, hit.size_m),
        matched=hit.matched,
        basis="，".join(words for words in said if words),
        provider=source.provider,
        datum=hit.at.datum,
    )


def _wgs84(hit: Hit) -> LonLat:
    return hit.at.to(Datum.WGS84)


def _agree(candidates: Sequence[Candidate]) -> bool:
    """Tell whether all places are the first one, told more than once."""
    first = candidates[0]
    ends = ((first.point, other.point) for other in candidates[1:])
    apart = (length_m(LineString([(a.lon, a.lat), (b.lon, b.lat)])) for a, b in ends)
    return all(metres <= first.accuracy_m for metres in apart)
