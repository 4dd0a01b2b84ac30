"""A ledger of 300 rows as clerks make it, with one planted fault of every kind we know of."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from geo.crs import Datum, LonLat

ROWS = 300
FIRST_ROW = 5
HEADINGS = (
    ("序号", ""),
    ("项目代码", ""),
    ("项目名称", ""),
    ("所属板块", ""),
    ("建设地点", ""),
    ("建设阶段", ""),
    ("投资情况", "总投资（亿元）"),
    ("投资情况", "年度计划投资（万元）"),
    ("投资情况", "年度完成投资（万元）"),
    ("建设起止年限", ""),
    ("进度", ""),
    ("经度", ""),
    ("纬度", ""),
    ("责任单位", ""),
    ("备注", ""),
)
_FIELDS = (
    *("number", "code", "name", "plate", "address", "status", "total", "plan", "done"),
    *("period", "progress", "lon", "lat", "unit", "note"),
)
COLUMN = {name: n for n, name in enumerate(_FIELDS, start=1)}
PLATES = ("二七商圈", "康养产业", "金水河源", "")
_STATUSES = ("前期", "在建", "续建", "竣工", "谋划", "停工")
_PERIODS = ("2020.3-2021.12", "6月底前", "2021年3至6月", "三季度末", "2022年6月", "")
_LONGITUDES, _LATITUDES = (113.552, 113.598), (34.655, 34.690)


@dataclass(frozen=True)
class Fault:
    """What is written into a row, and what must be said of it."""

    cells: dict[str, Any] = field(default_factory=dict)
    said: str = ""
    outcome: str = ""


def _shifted(lon: float, lat: float, datum: Datum) -> tuple[float, float]:
    there = LonLat(lon, lat).to(datum)
    return there.lon, there.lat


def faults(station: tuple[str, float, float]) -> list[Fault]:
    """Return the faults, one a row; `station` is a known name and its place in WGS-84."""
    name, lon, lat = station
    gk114, gk38 = (_shifted(113.58, 34.67, d) for d in (Datum.CGCS2000_GK114, Datum.CGCS2000_GK38))
    gcj = _shifted(lon, lat, Datum.GCJ02)
    return [
        Fault({"name": None}, "没有项目名称", "refused"),
        Fault({"name": "  "}, "没有项目名称", "refused"),
        Fault({"lon": 34.6701, "lat": 113.5801}, "互换", "unlocated"),
        Fault({"lon": gk114[0], "lat": gk114[1]}, "4547", "unlocated"),
        Fault({"lon": gk114[1], "lat": gk114[0]}, "4547", "unlocated"),
        Fault({"lon": gk38[0], "lat": gk38[1]}, "4526", "unlocated"),
        Fault({"lon": gcj[0], "lat": gcj[1], "address": f"{name}旁"}, "GCJ-02", "approximate"),
        Fault({"lon": 116.40, "lat": 39.91}, "区", "unlocated"),
        Fault({"lon": "NaN", "lat": "NaN"}, "坐标", "unlocated"),
        Fault({"lon": "1e999", "lat": 34.67}, "1e999", "unlocated"),
        Fault({"lon": "待定", "lat": "待定"}, "坐标", "unlocated"),
        Fault({"lon": 113.58, "lat": None}, "只写了一个坐标", "unlocated"),
        Fault({"lon": 0, "lat": 0}, "坐标", "unlocated"),
        Fault({"lon": "113.58", "lat": "-3.458.463.534"}, "坐标", "unlocated"),
        Fault({"total": "12000万元"}, "万元"),
        Fault({"total": "约1.2亿元"}, "约"),
        Fault({"total": "2亿-3亿"}, "2亿-3亿"),
        Fault({"total": "5万亩"}, "5万亩"),
        Fault({"total": 120000}, "万元"),
        Fault({"total": -3}, "负"),
        Fault({"plan": "USD 300"}, "外币"),
        Fault({"plan": "1200+300"}, "1200+300"),
        Fault({"period": "2021年2月30日前"}, "2021年2月30日"),
        Fault({"period": "2022年12月至2021年3月"}, "早于"),
        Fault({"period": "近期"}, "近期"),
        Fault({"period": "24个月"}, "24个月"),
        Fault({"period": "1021年3月"}, "1021"),
        Fault({"progress": 120}, "120"),
        Fault({"progress": -5}, "-5"),
        Fault({"progress": "主体封顶"}, "主体封顶"),
        Fault({"status": "正常推进"}, "正常推进"),
        Fault({"status": "终止"}, "终止"),
        Fault({"name": "重名项目"}, ""),
        Fault({"name": "重名项目"}, "相同"),
        Fault({"code": "2020-410103-01"}, ""),
        Fault({"code": "2020-410103-01"}, "相同"),
        Fault({"plate": "二七商圈、康养产业"}, "不止一个"),
        Fault({"total": "=G6*2"}, "公式"),
        Fault({"note": "=1+1 不是公式"}, ""),
        Fault({"name": "含控制符\x0b的项目"}, "控制字符"),
        Fault({"name": "长" * 10_000}, "10000 字"),
        Fault({"name": "<script>alert(1)</script>${7*7}`"}, ""),
        Fault({"note": "隐藏的行"}, "隐藏"),
        Fault({"code": 123456789012345678901}, "位"),
        Fault({"done": "#REF!"}, "#REF!"),
    ]


def rows(station: tuple[str, float, float]) -> dict[int, Fault]:
    """Return which row of the sheet carries which fault: spread among sound ones, in order."""
    planted = faults(station)
    step = ROWS // len(planted)
    return {FIRST_ROW + n * step: fault for n, fault in enumerate(planted)}


def build(station: tuple[str, float, float]) -> bytes:
    """Write the ledger: title and unit above a merged heading, sums and notes below the rows."""
    dice = random.Random("faulty")
    book = Workbook()
    sheet = book.active
    sheet.title = "项目台账"
    _head(sheet)
    planted = rows(station)
    for n in range(ROWS):
        row = FIRST_ROW + n
        fault = planted.get(row, Fault())
        for column, value in (_sound(n, dice) | fault.cells).items():
            _put(sheet, row, COLUMN[column], value)
        if "隐藏" in fault.said:
            sheet.row_dimensions[row].hidden = True
    _foot(sheet, FIRST_ROW + ROWS)
    old = book.create_sheet("去年")
    _head(old)
    _put(old, FIRST_ROW, COLUMN["name"], "去年的项目")
    old.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sound(n: int, dice: random.Random) -> dict[str, Any]:
    return {
        "number": n + 1,
        "code": f"2020-410103-{n:05d}",
        "name": f"第{n + 1}号工程",
        "plate": PLATES[n % len(PLATES)],
        "address": f"某路{n + 1}号",
        "status": _STATUSES[n % len(_STATUSES)],
        "total": round(dice.uniform(0.5, 30), 2),
        "plan": dice.randrange(500, 9000),
        "done": dice.randrange(100, 500),
        "period": _PERIODS[n % len(_PERIODS)],
        "progress": dice.randrange(2, 98),
        "lon": round(dice.uniform(*_LONGITUDES), 6) if n % 3 else None,
        "lat": round(dice.uniform(*_LATITUDES), 6) if n % 3 else None,
        "unit": "区住建局",
    }


def _put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    cell = sheet.cell(row=row, column=column)
    if isinstance(value, str) and "\x0b" in value:
        value = value.replace("\x0b", "_x000B_")
    cell.value = value
    if isinstance(value, str) and value.startswith("=1"):
        cell.data_type = "s"


def _head(sheet: Worksheet) -> None:
    sheet.cell(row=1, column=1, value="二七区重点项目台账（截至2021年7月28日）")
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(HEADINGS))
    sheet.cell(row=2, column=1, value="填报单位：区发改委")
    for column, (upper, lower) in enumerate(HEADINGS, start=1):
        sheet.cell(row=3, column=column, value=upper)
        sheet.cell(row=4, column=column, value=lower or None)
        if not lower:
            sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    sheet.cell(row=3, column=COLUMN["plan"]).value = None
    sheet.cell(row=3, column=COLUMN["done"]).value = None
    sheet.merge_cells(
        start_row=3, end_row=3, start_column=COLUMN["total"], end_column=COLUMN["done"]
    )


def _foot(sheet: Worksheet, row: int) -> None:
    sheet.cell(row=row, column=1, value="小计")
    sheet.cell(row=row, column=COLUMN["total"], value=100)
    for column, (upper, _) in enumerate(HEADINGS, start=1):
        sheet.cell(row=row + 2, column=column, value=upper)
    sheet.cell(row=row + 3, column=1, value="合计")
    sheet.cell(row=row + 3, column=COLUMN["total"], value=100)
    sheet.cell(row=row + 4, column=1, value="注：本表由各单位填报")
