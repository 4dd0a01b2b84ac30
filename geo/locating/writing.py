"""From places that were found to the records that write them, as one change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from geo.answers import Candidate
from geo.batch import Batch, ChangeKind
from geo.clock import today
from geo.errors import InputError
from geo.locating import taking
from geo.model import Facts, Feature, Fix, Role


def batch(facts: Facts, head: int, found: Mapping[str, Candidate]) -> Batch:
    """Make the batch that places features where the program found them.

    A place set by hand or by a ledger's coordinates stays what is shown; see `geo.places`.

    Args:
        facts: the workspace.
        head: the number of its newest change.
        found: places by the id of their feature.

    Raises:
        InputError: nothing was found, or there is no such feature.

    """
    if not found:
        raise InputError("没有查到位置，没有可以写入的")
    features = {feature.id: feature for feature in facts.features}
    if missing := [key for key in found if key not in features]:
        raise InputError(f"工作区里没有编号为 {missing[0]} 的项目，请重新打开工作区再试")
    placed = [(features[key], place) for key, place in found.items()]
    return Batch(
        kind=ChangeKind.LOCATE,
        words=_words(placed),
        features=tuple(_explained(placed)),
        fixes=tuple(
            _fix(f"F-{head + 1}-{n}", feature, place)
            for n, (feature, place) in enumerate(placed, start=1)
        ),
    )


def _explained(placed: list[tuple[Feature, Candidate]]) -> Iterator[Feature]:
    """Take back the reasons why features have no place: they have one now."""
    for feature, _ in placed:
        if feature.unlocated_reason:
            yield replace(feature, unlocated_reason="")


def _fix(key: str, feature: Feature, place: Candidate) -> Fix:
    return Fix(
        id=key,
        feature=feature.id,
        role=Role.PLACE,
        method=place.method,
        accuracy_m=place.accuracy_m,
        datum=place.datum.value,
        geometry=taking.geometry(place),
        address=feature.address or feature.name,
        source=place.provider.value,
        source_date=today().isoformat(),
        basis=taking.basis(place),
    )


def _words(placed: list[tuple[Feature, Candidate]]) -> str:
    who = "、".join(dict.fromkeys(place.provider.word for _, place in placed))
    first = placed[0][0].name
    names = f"“{first}”" if len(placed) == 1 else f"“{first}”等 {len(placed)} 项"
    return f"{who}：{names}"
