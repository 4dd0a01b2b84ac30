"""The one filter: app, command line, document and every export mean the same by it.

A key left as None does not filter; an empty one matches nothing. `none` among the plates
stands for features of no plate; a plate itself carries its own id.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geo.errors import InputError
from geo.lights.light import Light
from geo.model import Coded, Kind, Status

if TYPE_CHECKING:
    # Only named: importing a ledger reads this module, and pandas takes half a second to import.
    import pandas as pd

NO_PLATE = "none"
NO_PLATE_WORD = "未分板块"
Mask = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What to keep. `text`: every word must occur in name, aliases or responsible office."""

    plates: frozenset[str] | None = None
    statuses: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    text: str = ""
    as_of: date | None = None
    lights: frozenset[str] | None = None

    def mask(self, frame: pd.DataFrame, haystacks: Callable[[], Iterable[str]]) -> Mask:
        """Mark the rows kept.

        Args:
            frame: the columns `plate`, `status`, `kind` and `light`, None for no plate.
            haystacks: gives what to look for the text in, a normalised one a row; asked only
                where there is a text to look for.

        """
        keep = np.ones(len(frame), dtype=bool)
        for values, name in (
            (self.plates, "plate"),
            (self.statuses, "status"),
            (self.kinds, "kind"),
            (self.lights, "light"),
        ):
            if values is not None:
                known = {None if value == NO_PLATE else value for value in values}
                keep &= np.fromiter(
                    map(known.__contains__, frame[name].to_numpy()), bool, len(frame)
                )
        words = normalise(self.text).split()
        if words:
            found = (all(word in text for word in words) for text in haystacks())
            keep &= np.fromiter(found, bool, len(frame))
        return keep

    def to_json(self) -> dict[str, object]:
        """Return the filter as the document reads it; keys that do not filter are left out."""
        sets = {
            "plates": self.plates,
            "statuses": self.statuses,
            "kinds": self.kinds,
            "lights": self.lights,
        }
        spec: dict[str, object] = {k: sorted(v) for k, v in sets.items() if v is not None}
        if self.text.strip():
            spec["text"] = self.text.strip()
        if self.as_of is not None:
            spec["asOf"] = self.as_of.isoformat()
        return spec


def parse(
    *,
    plate_names: Mapping[str, Collection[str]],
    plates: Iterable[str] | None = None,
    statuses: Iterable[str] | None = None,
    kinds: Iterable[str] | None = None,
    lights: Iterable[str] | None = None,
    text: str = "",
    as_of: date | None = None,
) -> Filter:
    """Make a filter from what people write: plates by id or name, the rest by code or word.

    `plate_names` gives, for each plate id, the names it goes by.

    Raises:
        InputError: something is not known; the message lists what is.

    """
    known_plates = {name: key for key, names in plate_names.items() for name in (key, *names)}
    known_plates |= {NO_PLATE: NO_PLATE, NO_PLATE_WORD: NO_PLATE}
    return Filter(
        plates=_resolve(plates, known_plates, "板块"),
        statuses=_resolve(statuses, _vocabulary(Status), "状态"),
        kinds=_resolve(kinds, _vocabulary(Kind), "类别"),
        lights=_resolve(lights, _vocabulary(Light), "灯"),
        text=text,
        as_of=as_of,
    )


def short_plate_name(name: str) -> str:
    """Drop 板块 from a plate's name: what people say, and what fits on a map."""
    short = name.removesuffix("板块")
    return short if short and name != NO_PLATE_WORD else name


def normalise(text: str) -> str:
    """Fold full-width forms and letter case, so that search finds what looks the same."""
    return unicodedata.normalize("NFKC", text).lower().strip()


def _vocabulary(vocabulary: type[Coded]) -> dict[str, str]:
    return {name: member.value for member in vocabulary for name in (member.value, member.word)}


def _resolve(
    given: Iterable[str] | None, known: dict[str, str], what: str
) -> frozenset[str] | None:
    if given is None:
        return None
    given = [word.strip() for word in given]
    unknown = [word for word in given if word not in known]
    if unknown:
        raise InputError(f"{what}“{'、'.join(unknown)}”无法识别，可用：{'、'.join(known)}")
    return frozenset(known[word] for word in given)
