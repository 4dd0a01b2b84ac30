"""Two editions of a ledger, as a clerk leaves them, with thirty changes planted among noise."""

import io
import random
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl import Workbook

from geo.moved.move import Move

FIRST, SECOND = "2020-06-30", "2020-08-31"
PLATES = ("二七商圈", "新二七中心", "康养产业")
_PLACES = (
    *("大学路", "航海路", "嵩山路", "淮河路", "陇海路", "京广路", "兴华街", "永安街", "碧云路"),
    *("长江路", "马寨", "侯寨", "樱桃沟", "金水源", "刘胡垌", "铭功路", "人和路", "蜜蜂张"),
    *("五里堡", "解放路", "一马路", "福华街", "建中街", "大学南路", "郑密路"),
)
_SORTS = ("小学", "安置区", "污水处理站")
_STATUSES = ("在建", "前期", "谋划", "已排期")
# Metres of a degree at this latitude, near enough to plant a distance.
EAST_M, NORTH_M = 91_640.0, 110_930.0


@dataclass(frozen=True)
class Planted:
    """A change of one project: its sort, and what its words must say."""

    name: str
    move: Move
    said: tuple[str, ...] = ()


def project(n: int) -> dict[str, object]:
    """Project n of the first edition; every second one has a code."""
    name = f"{_PLACES[n % len(_PLACES)]}{_SORTS[n // len(_PLACES)]}"
    return {
        "code": f"2020-410103-47-01-{n:06d}" if n % 2 == 0 else None,
        "name": name,
        "plate": PLATES[n % 3],
        "status": _STATUSES[n % 4],
        "lon": round(113.58 + (n % 9) * 0.004, 6) if n % 3 else None,
        "lat": round(34.67 + (n % 7) * 0.004, 6) if n % 3 else None,
        "start": "2020.3",
        "end": "2020.10",
        "total": 1.2 + n / 100,
        "plan": 3000 + n,
        "done": 1000 + n,
        "unit": "区住建局",
    }


COUNT = 70
# What the second edition says of a project that the first does not.
CHANGED: Mapping[int, Mapping[str, object]] = {
    # Renamed: by code twice, by likeness once.
    2: {"name": "嵩山路第二实验小学"},
    4: {"name": "陇海路学校（九年一贯制）"},
    7: {"name": "永安街小学改扩建"},
    # Status.
    8: {"status": "竣工"},
    9: {"status": "停工"},
    12: {"status": "停工"},
    13: {"status": "谋划"},
    14: {"status": "建成"},
    # Dates: later, earlier, begun later, both, for the first time.
    16: {"end": "2020年12月"},
    17: {"end": "2020年9月"},
    18: {"start": "2020年4月"},
    21: {"start": "2020年5月1日", "end": "2021年2月20日"},
    22: {"start": "2020年9月", "end": "2021年6月"},
    # Place: 420 m to the north-east, 1.2 km to the west, for the first time.
    23: {"lon": 297 / EAST_M, "lat": 297 / NORTH_M},
    25: {"lon": -1200 / EAST_M, "lat": 0.0},
    27: {"at": (113.600312, 34.700417)},
    # Money.
    28: {"total": 15_000},
    29: {"plan": 2500},
    31: {"done": 1031.0001},
    # One project, five changes.
    32: {
        "name": "建设路综合交通枢纽",
        "status": "建成",
        "end": "2020年11月",
        "lon": 0.0,
        "lat": -500 / NORTH_M,
        "total": 20_000,
        "plan": 4000,
    },
}
GONE = (40, 41, 45)
NEW = ("绿云小镇文旅综合体", "冷链物流分拨中心", "城市书房")
# What the first edition leaves open.
_OPEN: Mapping[int, Mapping[str, object]] = {22: {"start": None, "end": "待定"}}
_COLUMNS = {
    "number": "序号",
    "code": "项目代码",
    "name": "项目名称",
    "plate": "板块",
    "status": "项目状态",
    "lon": "经度",
    "lat": "纬度",
    "start": "开工时间",
    "end": "竣工时间",
    "total": "总投资（亿元）",
    "plan": "年度计划投资（万元）",
    "done": "年度完成投资（万元）",
    "unit": "责任单位",
}
PLANTED = (
    *(Planted(name, Move.NEW, ("首次列出", "状态为前期")) for name in NEW),
    *(Planted(str(project(n)["name"]), Move.GONE, ("没有再列出", "此前")) for n in GONE),
    Planted("嵩山路第二实验小学", Move.RENAMED, ("“嵩山路小学” → “嵩山路第二实验小学”",)),
    Planted("陇海路学校（九年一贯制）", Move.RENAMED, ("“陇海路小学” →",)),
    Planted("永安街小学改扩建", Move.RENAMED, ("疑似改名：“永安街小学” →",)),
    Planted("碧云路小学", Move.STATUS, ("在建 → 建成",)),
    Planted("长江路小学", Move.STATUS, ("前期 → 停工",)),
    Planted("樱桃沟小学", Move.STATUS, ("在建 → 停工",)),
    Planted("金水源小学", Move.STATUS, ("前期 → 谋划",)),
    Planted("刘胡垌小学", Move.STATUS, ("谋划 → 建成",)),
    Planted(
        "人和路小学",
        Move.REDATED,
        ("2020年3月至2020年10月 → 2020年3月至2020年12月", "完成推迟 61 天"),
    ),
    Planted("蜜蜂张小学", Move.REDATED, ("完成提前 31 天",)),
    Planted("五里堡小学", Move.REDATED, ("开工推迟 31 天",)),
    Planted(
        "福华街小学", Move.REDATED, ("2020年5月1日至2021年2月20日：", "推迟 61 天", "推迟 112 天")
    ),
    Planted("建中街小学", Move.REDATED, ("新定工期：2020年9月至2021年6月",)),
    Planted("大学南路小学", Move.MOVED, ("向东北约 420 米",)),
    Planted("大学路安置区", Move.MOVED, ("向西约 1.2 公里",)),
    Planted("嵩山路安置区", Move.MOVED, ("新定位（台账坐标",)),
    Planted("淮河路安置区", Move.MONEY, ("总投资 14,800 万元 → 15,000 万元，增加 200 万元",)),
    Planted("陇海路安置区", Move.MONEY, ("3,029 万元 → 2,500 万元，减少 529 万元",)),
    Planted("兴华街安置区", Move.MONEY, ("1,031 万元 → 1,031.0001 万元，增加 1 元",)),
    Planted("建设路综合交通枢纽", Move.RENAMED, ("“永安街安置区” →",)),
    Planted("建设路综合交通枢纽", Move.STATUS, ("在建 → 建成",)),
    Planted("建设路综合交通枢纽", Move.REDATED, ("推迟 30 天",)),
    Planted("建设路综合交通枢纽", Move.MOVED, ("向南约 500 米",)),
    Planted("建设路综合交通枢纽", Move.MONEY, ("总投资", "年度计划投资")),
)


def first() -> bytes:
    """Write the edition of June."""
    rows = [project(n) | _OPEN.get(n, {}) for n in range(COUNT)]
    return _book(f"二七区重点项目台账（截至{FIRST}）", _COLUMNS, rows)


def second() -> bytes:
    """Write the edition of August: other orders, units and spellings, and the planted changes."""
    dice = random.Random("second")
    rows = [_later(n) for n in range(COUNT) if n not in GONE]
    rows += [{"name": name, "plate": "二七商圈", "status": "前期"} for name in NEW]
    dice.shuffle(rows)
    columns = list(_COLUMNS.items())
    dice.shuffle(columns)
    headings = dict(columns) | {"total": "总投资（万元）", "start": "计划开工时间"}
    return _book(f"二七区重点项目台账（截至{SECOND}）", headings, rows)


def _later(n: int) -> dict[str, object]:
    """Project n as the second edition writes it: the same in other words, but for what changed."""
    row = project(n) | {"start": "2020年3月", "end": "2020-10"}
    row["total"] = round(float(str(row["total"])) * 10_000, 4)
    row |= _noise(n, row)
    changed = dict(CHANGED.get(n, {}))
    if row["lon"] is not None:
        east, north = changed.pop("lon", 0.3 / EAST_M), changed.pop("lat", 0.0)
        row["lon"], row["lat"] = row["lon"] + east, row["lat"] + north
    if place := changed.pop("at", None):
        row["lon"], row["lat"] = place
    return row | changed


def _noise(n: int, row: dict[str, object]) -> dict[str, object]:
    name, status = str(row["name"]), row["status"]
    noise: dict[str, object] = {}
    if n % 5 == 0:
        noise["name"] = f" {name[:2]} {name[2:]}　"
    if status == "在建":
        noise["status"] = "施工中"
    if n % 6 == 0:
        noise["plan"] = f"{row['plan']:,}万元"
    if n % 7 == 6:
        noise["status"] = None  # left empty: what was said holds
    if n % 8 == 3:
        noise["unit"] = "区城管局"
    if n % 9 == 4:
        noise["lon"], noise["lat"] = None, None
    return noise


def _book(title: str, headings: Mapping[str, str], rows: list[dict[str, object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append(list(headings.values()))
    for number, row in enumerate(rows, start=1):
        sheet.append([number if key == "number" else row.get(key) for key in headings])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
