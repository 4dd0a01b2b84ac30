"""What the forms of an address work with, and what they hand back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from geo.gazetteer.doors import Doors
from geo.gazetteer.geometry import Plane, Xy
from geo.gazetteer.names import Named
from geo.gazetteer.network import Network
from geo.gazetteer.skeleton import Skeleton
from geo.model import Method

REMEDY = "可以在“定位”页补充地名，或手工点选"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in local metres, with what was recognised and how the place follows from it.

    `is_stated` tells that the accuracy is that of a source, not reckoned. `unread` is what of the
    address's form comes after the words that made it.
    """

    at: Xy
    accuracy: float
    method: Method
    matched: str
    basis: str
    shape: BaseGeometry | None = None
    is_stated: bool = False
    unread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a form made of an address that has it.

    Without spots `note` tells what is missing. `is_partial` says that a part of the address was
    not understood, so that a person has to look. `is_bare` says that a crossing was told without
    a distance from it, so that anything named beside it may be sharper.
    """

    spots: tuple[Spot, ...] = ()
    note: str = ""
    is_partial: bool = False
    is_bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Where things are."""

    plane: Plane
    network: Network
    doors: Doors
    stems: Mapping[str, Named]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An address as its skeleton without and with brackets, and that of what is inside them.

    `names_district` tells whether the district itself is named in it.
    """

    outside: Skeleton
    whole: Skeleton
    inside: Skeleton
    names_district: bool = False


def missing(*names: str) -> str:
    """Say that names are not known, and what to do; nothing when there are none."""
    words = "、".join(f"“{name}”" for name in names)
    return f"{words}不在地名库里；{REMEDY}" if names else ""
