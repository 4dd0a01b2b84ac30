"""Where every feature is, as columns: `geo.places` says how, once for all that are placed alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo.model import Certainty, Facts, Fix, Kind, Method, Role
from geo.places import NOWHERE, Claim, Place, choice, grade, plate_place, told_of
from geo.ragged import NONE, Ints, offsets

Objects = NDArray[np.object_]
_CERTAINTIES, _METHODS = tuple(Certainty), tuple(Method)
_GRADES = {grade: number for number, grade in enumerate(_CERTAINTIES)}
_NUMBERS = {method: number for number, method in enumerate(_METHODS)}


@dataclass(frozen=True, kw_only=True, eq=False)
class Places:
    """Row r tells where `facts.features[r]` is, see `geo.places.Place`.

    `certainty` counts the members of Certainty; `method` those of Method, NONE for none, as
    `accuracy_m` is. Geometries are WGS-84, None for what has no place.
    """

    geometry: Objects
    certainty: NDArray[np.int8]
    method: NDArray[np.int8]
    accuracy_m: NDArray[np.int64]
    basis: Objects
    source: Objects

    def of(self, row: int) -> Place:
        """Return the place of one feature."""
        method, accuracy_m = int(self.method[row]), int(self.accuracy_m[row])
        return Place(
            geometry=self.geometry[row],
            certainty=_CERTAINTIES[self.certainty[row]],
            method=None if method == NONE else _METHODS[method],
            accuracy_m=None if accuracy_m == NONE else accuracy_m,
            basis=self.basis[row],
            source=self.source[row],
        )

    def but(self, places: Mapping[int, Place]) -> Places:
        """Return the places with others in some rows."""
        made = replace(self, **{name: column.copy() for name, column in vars(self).items()})
        for row, place in places.items():
            made.geometry[row] = place.geometry
            made.certainty[row] = _GRADES[place.certainty]
            made.method[row] = NONE if place.method is None else _NUMBERS[place.method]
            made.accuracy_m[row] = NONE if place.accuracy_m is None else place.accuracy_m
            made.basis[row], made.source[row] = place.basis, place.source
        return made


def objects(values: Collection[object]) -> Objects:
    """Return values as a column, lists and geometries as they are."""
    return np.fromiter(values, dtype=object, count=len(values))


def placed(facts: Facts) -> Places:
    """Place all features that are no plates; what plates show hangs on these, see `with_plates`."""
    fixes = facts.fixes
    known: dict[tuple[Role, Method, int, str], int] = {}
    kinds = [known.setdefault(told, len(known)) for told in map(told_of, fixes)]
    kind, alike = np.array([*kinds, NONE]), tuple(Claim(*told) for told in known)
    chosen = _chosen(facts, kind, alike)
    grades = [_GRADES[grade(one)] for one in alike]
    methods = [_NUMBERS[one.method] for one in alike]
    metres = [one.accuracy_m for one in alike]
    return Places(
        geometry=objects([*(fix.geometry for fix in fixes), NOWHERE.geometry])[chosen],
        certainty=np.array([*grades, _GRADES[NOWHERE.certainty]], dtype=np.int8)[kind[chosen]],
        method=np.array([*methods, NONE], dtype=np.int8)[kind[chosen]],
        accuracy_m=np.array([*metres, NONE], dtype=np.int64)[kind[chosen]],
        basis=objects([*(fix.basis for fix in fixes), NOWHERE.basis])[chosen],
        source=objects([*(fix.source for fix in fixes), NOWHERE.source])[chosen],
    )


def with_plates(
    facts: Facts, places: Places, rows: Mapping[str, int], of: Iterable[str | None]
) -> Places:
    """Add what the plates show.

    Args:
        facts: with the plates' own fixes.
        places: those of `placed`.
        rows: plate id → its row.
        of: the plate of each feature, by which it is a member.

    """
    fixes: dict[str, list[Fix]] = {key: [] for key in rows}
    for fix in facts.fixes:
        if fix.feature in rows:
            fixes[fix.feature].append(fix)
    numbers: dict[str | None, int] = {key: number for number, key in enumerate(rows)}
    number = np.array([numbers.get(plate, NONE) for plate in of])
    number[[geometry is None for geometry in places.geometry]] = NONE
    order = np.argsort(number, kind="stable")
    ends = np.searchsorted(number[order], np.arange(len(rows) + 1))
    members = np.split(places.geometry[order], ends)[1:]
    shown = zip(rows.items(), members, strict=False)
    return places.but({row: plate_place(fixes[key], shapes) for (key, row), shapes in shown})


def _chosen(facts: Facts, kind: Ints, alike: Sequence[Claim]) -> Ints:
    """Return which fix says where each feature is, NONE for the last, which is none."""
    index = {feature.id: row for row, feature in enumerate(facts.features)}
    row = np.array([index.get(fix.feature, NONE) for fix in facts.fixes], dtype=np.int64)
    order = np.argsort(row, kind="stable")
    order = order[row[order] != NONE]
    counts = np.bincount(row[order], minlength=len(facts.features))
    first = offsets(counts)[:-1]
    chosen = np.full(len(facts.features), NONE)
    counts_alone = np.array([choice((one,)) is not None for one in alike], dtype=bool)
    single = np.flatnonzero(counts == 1)
    fix = order[first[single]]
    chosen[single] = np.where(counts_alone[kind[fix]], fix, NONE)
    for several in np.flatnonzero(counts > 1).tolist():
        at = order[first[several] : first[several] + counts[several]]
        found = choice(tuple(alike[n] for n in kind[at]))
        chosen[several] = NONE if found is None else at[found]
    chosen[[feature.kind is Kind.PLATE for feature in facts.features]] = NONE
    return chosen
