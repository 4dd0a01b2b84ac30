"""How many metres of each road lie in which plate, where plates have official outlines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.catalogue import Catalogue
from geo.filters import NO_PLATE
from geo.locating.assignment import official_outlines
from geo.measures import Geometries, lengths_m

Outlines = Mapping[str, BaseGeometry]
_LINES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.MULTILINESTRING)


def road_shares(catalogue: Catalogue) -> Mapping[str, Mapping[str, float]]:
    """Return road id → plate id (`none` outside of all) → metres; the metres of a road add up.

    Where plates have official outlines the line is cut by them: what two plates claim counts in
    the road's own if it is one of them, else in the first of the facts. A part outside of all is
    `none`, unless the road's own plate has no outline that could deny it. Without any outline the
    whole road lies in the plate its source names. A road without a line has no share.
    """
    outlines = _outlines(catalogue)
    rows, owns, lines = _roads(catalogue)
    crossed = _crossed(lines, outlines)
    pieces = [
        (key, plate, part)
        for key, own, line, plates in zip(rows, owns, lines, crossed, strict=True)
        for plate, part in _parts(line, own or NO_PLATE, outlines, plates)
    ]
    metres = lengths_m([part for *_, part in pieces]).tolist()
    shares: dict[str, dict[str, float]] = {key: {} for key in rows}
    for (key, plate, _), length in zip(pieces, metres, strict=True):
        shares[key][plate] = length
    return shares


def share_notes(catalogue: Catalogue, shares: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    """Tell in Chinese how roads were split, and which lengths nobody knows."""
    split = sum(len(share) > 1 for share in shares.values())
    bare = len(catalogue.roads) - len(shares)
    outlines = _outlines(catalogue)
    lacking = len(catalogue.plate_names) - len(outlines)
    told = (
        (
            bool(shares) and not outlines,
            "板块没有正式范围，道路长度计入来源所写的板块，没有写的计入未分板块",
        ),
        (bool(shares) and outlines and lacking, f"{lacking}个板块没有正式范围，无法按范围划分"),
        (split, f"{split}条道路跨板块，长度按正式范围分段计入，条数只在所属板块计一次"),
        (bare, f"{bare}条道路没有道路线，长度未计"),
    )
    return tuple(words for is_so, words in told if is_so)


def _outlines(catalogue: Catalogue) -> dict[str, BaseGeometry]:
    """Return the official outlines in the order of the facts, ready to be asked many times."""
    outlines = official_outlines(catalogue.facts)
    ordered = {plate: outlines[plate] for plate in catalogue.plate_names if plate in outlines}
    shapely.prepare(list(ordered.values()))
    return ordered


def _roads(catalogue: Catalogue) -> tuple[list[str], list[str | None], Geometries]:
    """Return the ids, plates and lines of the roads that have one."""
    roads = catalogue.roads
    lines = roads.geometry.to_numpy()
    drawn = np.isin(shapely.get_type_id(lines), _LINES) & ~shapely.is_empty(lines)
    # What is drawn there and back is one road: it counts once, inside an outline or across.
    bent = drawn & ~shapely.is_simple(lines)
    lines = lines.copy()
    lines[bent] = shapely.union_all(lines[bent, np.newaxis], axis=1)
    return roads["id"][drawn].tolist(), roads["plate"][drawn].tolist(), lines[drawn]


def _crossed(lines: Geometries, outlines: Outlines) -> list[set[str]]:
    """Return for each line the plates whose outline it touches."""
    plates = list(outlines)
    found: list[set[str]] = [set() for _ in lines]
    at, plate = shapely.STRtree(list(outlines.values())).query(lines, predicate="intersects")
    for line, number in zip(at.tolist(), plate.tolist(), strict=True):
        found[line].add(plates[number])
    return found


def _parts(
    line: BaseGeometry, own: str, outlines: Outlines, crossed: set[str]
) -> Iterator[tuple[str, BaseGeometry]]:
    """Yield the plates a line runs through with its part in each, its own plate first."""
    named = [plate for plate in outlines if plate in crossed]
    for plate in sorted(named, key=lambda plate: plate != own):
        outline = outlines[plate]
        if outline.covers(line):
            yield plate, line
            return
        if outline.intersects(line):
            inside = line.intersection(outline)
            if inside.length:
                yield plate, inside
                line = line.difference(outline)
    if line.length:
        yield (NO_PLATE if own in outlines else own), line
