"""The look, as tables: status, light, phase, certainty and plate → colour, shape, word.

Legend, map, list, charts and exports all read these rows, so they cannot disagree.
Colours are those of the style guide; a test recomputes contrast and colour-blind distance.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import cycle

from geo.filters import NO_PLATE, NO_PLATE_WORD, short_plate_name
from geo.lights.light import Light
from geo.model import Certainty, Kind, Phase, Status


@dataclass(frozen=True)
class StatusLook:
    """Shape and colours of a status: `face` fills, `ink` outlines and writes the word."""

    code: Status
    shape: str
    face: str
    ink: str


@dataclass(frozen=True)
class LightLook:
    """Colours of a light: `face` fills the lamp, `ink` outlines it and writes the word."""

    code: Light
    face: str
    ink: str


@dataclass(frozen=True)
class PlateLook:
    """Colours of a plate: `tint` fills, `edge` draws the dashed outline, `text` writes the name."""

    tint: str
    edge: str
    text: str


STATUSES = (
    StatusLook(Status.PLANNED, "circle", "#CDB6EE", "#5B3C93"),
    StatusLook(Status.SCHEDULED, "hexagon", "#35D6A6", "#0A4F3A"),
    StatusLook(Status.PREPARING, "diamond", "#F7A80A", "#7A4B00"),
    StatusLook(Status.ADVANCING, "triangle", "#268CF0", "#0B4A8C"),
    StatusLook(Status.BUILDING, "square", "#CE4A0A", "#7C2600"),
    StatusLook(Status.COMPLETED, "house", "#155C50", "#0B3B33"),
    StatusLook(Status.SUSPENDED, "saltire", "#4C040F", "#4C040F"),
    StatusLook(Status.EXISTING, "bar", "#7B7E86", "#45484F"),
    StatusLook(Status.UNKNOWN, "question", "#FFFFFF", "#46515F"),
)
# Red is the red that means late and nothing else. The others are lighter, and each lighter by
# its own measure: to who sees no red or no green the lamps still differ.
LIGHTS = (
    LightLook(Light.RED, "#A3123A", "#A3123A"),
    LightLook(Light.YELLOW, "#FFD21F", "#6B4E00"),
    LightLook(Light.GREEN, "#3DA35D", "#115634"),
    LightLook(Light.GREY, "#9AA5B1", "#46515F"),
)
PLATE_TINTS = (
    PlateLook("#F7E1DE", "#9A4F49", "#6E322D"),
    PlateLook("#DCE8F4", "#44698F", "#2A4A6C"),
    PlateLook("#E1EEDA", "#557746", "#375528"),
    PlateLook("#EFEBF5", "#705C98", "#4D3B73"),
    PlateLook("#F6EDCB", "#876F22", "#5F4D12"),
    PlateLook("#D9EDEA", "#377873", "#1F5550"),
)
NO_PLATE_LOOK = PlateLook("#FFFFFF", "#9AA5B1", "#46515F")
# The guide names the tint of each of the six; further plates take the tints in order again.
_TINT_OF_NAME = {
    "二七商圈": 0,
    "金水河源": 1,
    "凤湖智能新区": 2,
    "新二七中心": 3,
    "足球小镇": 4,
    "康养产业": 5,
}


def plate_looks(names: list[str]) -> list[PlateLook]:
    """Give each plate its tint: its own if the guide names it, else the next in order."""
    order = cycle(PLATE_TINTS)
    return [
        PLATE_TINTS[_TINT_OF_NAME[short]]
        if (short := short_plate_name(name)) in _TINT_OF_NAME
        else next(order)
        for name in names
    ]


def status_rows() -> list[dict[str, str]]:
    """Return the status table as the document reads it, in listing order."""
    return [{**asdict(look), "code": look.code.value, "word": look.code.word} for look in STATUSES]


def light_rows() -> list[dict[str, str]]:
    """Return the lights as the document reads them, the gravest first."""
    return [{**asdict(look), "code": look.code.value, "word": look.code.word} for look in LIGHTS]


def phase_rows() -> list[dict[str, str]]:
    """Return the phases of a period, in order of time."""
    return [{"code": phase.value, "word": phase.word} for phase in Phase]


def certainty_rows() -> list[dict[str, str]]:
    """Return the four certainties of a place, best first."""
    return [{"code": grade.value, "word": grade.word} for grade in Certainty]


def kind_rows() -> list[dict[str, str]]:
    """Return the kinds of features, in listing order."""
    return [{"code": kind.value, "word": kind.word} for kind in Kind]


def no_plate_row() -> dict[str, object]:
    """Return the row that stands for features of no plate."""
    look = asdict(NO_PLATE_LOOK)
    return {"id": NO_PLATE, "name": NO_PLATE_WORD, "short": NO_PLATE_WORD, "row": -1, **look}
