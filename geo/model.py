"""The records of the domain: frozen, with the codes and Chinese words they are spoken of in.

Geometry is shapely in WGS-84 (lon, lat) throughout; `geo.crs` converts on the way in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from geo.settings import Settings


class Coded(StrEnum):
    """A closed vocabulary: the member's value is the code, `word` is what people read."""

    word: str

    def __new__(cls, code: str, word: str = "") -> Coded:
        """Make a member from its code and its Chinese word."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.word = word
        return member


class Kind(Coded):
    """What sort of thing a feature is."""

    PLATE = "plate", "板块"
    PROJECT = "project", "项目"
    ROAD = "road", "道路"
    PARK = "park", "公园"
    SITE = "site", "地点"


class Status(Coded):
    """Stage of a feature, in the order it is always listed."""

    PLANNED = "planned", "谋划"
    SCHEDULED = "scheduled", "已排期"
    PREPARING = "preparing", "前期"
    ADVANCING = "advancing", "推进中"
    BUILDING = "building", "在建"
    COMPLETED = "completed", "建成"
    SUSPENDED = "suspended", "停工"
    EXISTING = "existing", "现状"
    UNKNOWN = "unknown", "未说明"


class Phase(Coded):
    """Where a date falls in a stated period. A feature without a period has none."""

    UPCOMING = "upcoming", "待施工"
    ACTIVE = "active", "计划施工期内"
    OPEN = "open", "限期前"
    OVERDUE = "overdue", "逾期未核实"
    DONE = "done", "已报完成"


class Basis(Coded):
    """How something is known: read in the source, reasoned from it, or not known."""

    EXPLICIT = "explicit", "原文写明"
    INFERRED = "inferred", "推定"
    NONE = "none", "无"


class Certainty(Coded):
    """How well a place is known; four looks on the map."""

    EXACT = "exact", "精确"
    APPROX = "approx", "约位"
    SCHEMATIC = "schematic", "示意"
    NONE = "none", "未定位"


class Method(Coded):
    """How a fix was obtained; all but the hull come from sources or from the user."""

    POI = "poi", "地点点位"
    PERMIT = "permit", "规划许可点位"
    STOP = "stop", "站点"
    LINE = "line", "道路线"
    CROSSING = "crossing", "路口或门牌推算"
    RELATIVE = "relative", "文字相对位置"
    NAME = "name", "仅凭名称"
    UNIT = "unit", "辖区注记点"
    EXTENT = "extent", "公布四至"
    HULL = "hull", "成员点位外包"
    LEDGER = "ledger", "台账坐标"
    OFFICIAL = "official", "正式范围"
    MANUAL = "manual", "人工定位"


class Provider(Coded):
    """Who found a place from an address; all but a person are asked by the program."""

    GAZETTEER = "gazetteer", "本地地名库"
    TIANDITU = "tianditu", "天地图"
    AMAP = "amap", "高德地图"
    NOMINATIM = "nominatim", "OpenStreetMap"
    PERSON = "person", "人工"


class Role(Coded):
    """What a fix says of its feature."""

    PLACE = "place", "位置"
    ANCHOR = "anchor", "支撑点"
    EXTENT = "extent", "范围"
    WITHDRAWN = "withdrawn", "已撤回"


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document facts were read from; its day may be known only as a window."""

    id: str
    title: str
    stated_from: date
    stated_to: date
    window_note: str = ""


@dataclass(frozen=True, kw_only=True)
class Period:
    """Stated period; `start_text` and `end_text` keep the precision of the source (2020-08)."""

    start: date | None
    end: date | None
    start_text: str = ""
    end_text: str = ""
    words: str = ""


class Measure(Coded):
    """A quantity a ledger states of a project; money is kept in 万元, progress in per cent."""

    TOTAL = "total", "总投资"
    ANNUAL_PLAN = "annual_plan", "年度计划投资"
    ANNUAL_DONE = "annual_done", "年度完成投资"
    TOTAL_DONE = "total_done", "累计完成投资"
    PROGRESS = "progress", "进度"


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A stated quantity: the words of the cell, what they were read as, and how surely.

    `value` is in `unit` (万元 or %), None when the words could not be read; then `note` tells
    why. `upper` is the other end of a stated range. `certainty` is inferred when the unit stands
    nowhere near the number or the words say 约.
    """

    words: str
    value: float | None
    unit: str
    upper: float | None = None
    certainty: Basis = Basis.EXPLICIT
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A source says: this feature, this status, this period, at that time."""

    id: str
    feature: str
    document: str
    section: str
    lines: str
    status: Status
    status_words: str
    period: Period | None
    period_words: str
    unit: str
    unit_basis: Basis
    certainty: Basis
    stated_from: date
    stated_to: date
    note: str = ""
    amounts: Mapping[Measure, Amount] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Fix:
    """A source says: this feature is here (`geometry` in WGS-84), within `accuracy_m` metres."""

    id: str
    feature: str
    role: Role
    method: Method
    accuracy_m: int
    datum: str
    geometry: BaseGeometry
    address: str
    source: str
    source_date: str
    basis: str


# Begins the reason of a feature that a person has looked into and could not place.
LOOKED_INTO = "人工核查："


@dataclass(frozen=True, kw_only=True)
class Feature:
    """Something with an identity; its place is said by fixes, its status by statements.

    `code` is the number its owner gives it (项目代码); `details` are (heading, text) pairs of a
    ledger's columns that have no field here.
    """

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...]
    plate: str | None
    plate_basis: Basis
    plate_reason: str
    category: str
    unit_note: str
    unlocated_reason: str
    address: str
    note: str
    code: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class BaseRoad:
    """A road of the built-in base map; `road_class` is expressway, main or local."""

    name: str
    road_class: str
    geometry: LineString


@dataclass(frozen=True, kw_only=True)
class BasePoint:
    """A named point of the built-in base map; no geometry when its place is not known."""

    name: str
    kind: str
    geometry: Point | None


@dataclass(frozen=True, kw_only=True)
class BaseMap:
    """What lies under the features and needs no internet: district edge, roads, stations, names."""

    district_name: str
    district: BaseGeometry
    roads: tuple[BaseRoad, ...]
    stations: tuple[BasePoint, ...]
    places: tuple[BasePoint, ...]


Row = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything a facts folder or workspace holds.

    `tables` are lists that never become features on the map. `founded` is the day a workspace
    was made: where nothing has been stated yet, a reader stands on it.
    """

    features: tuple[Feature, ...]
    statements: tuple[Statement, ...]
    fixes: tuple[Fix, ...]
    documents: tuple[Document, ...]
    base: BaseMap
    tables: dict[str, tuple[Row, ...]]
    settings: Settings
    founded: date | None = None
