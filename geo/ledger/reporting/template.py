"""An empty ledger to fill in: our headings, lists to choose from, and a page that explains."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from geo.model import Kind, Status
from geo.texts import plain

SHEET, GUIDE = "台账", "填写说明"
DATUMS = ("WGS-84", "CGCS2000", "GCJ-02", "BD-09")
STATUSES = tuple(status.word for status in Status if status is not Status.UNKNOWN)
KINDS = tuple(kind.word for kind in Kind if kind is not Kind.PLATE)
_ROWS = 2000  # rows that get lists and formats
_TEXT = "@"
_LISTS_FROM = 5  # column of the guide in which the first list stands


@dataclass(frozen=True)
class Column:
    """A column to fill in: heading, width in digits, what it means, an example, its format.

    `choice` names the list it may be chosen from.
    """

    heading: str
    width: int
    meaning: str
    example: str = ""
    form: str = "General"
    choice: str = ""


COLUMNS = (
    Column(
        "项目代码",
        26,
        "投资项目在线审批监管平台的赋码。每月用它认出同一个项目；没有可不填，那时按名称认",
        "2026-410103-48-01-000000",
        _TEXT,
    ),
    Column("项目名称", 34, "必填，一行一个项目。没有名称的行不会读入", "某某路小学建设项目"),
    Column("类别", 9, "不填按“项目”", "项目", choice="类别"),
    Column("板块", 16, "所属板块。不填就列在“未分板块”，不会按位置推定", choice="板块"),
    Column("项目类型", 14, "自己的分类，照原样显示", "教育"),
    Column("状态", 10, "写现在的阶段；也可写续建、计划新开工等常用说法", "在建", choice="状态"),
    Column("建设地点", 30, "地址、路口或四至，越具体越好", "某某路与某某街交叉口东北角"),
    Column(
        "经度",
        13,
        "十进制度，郑州在 113 左右。没有可不填：项目照样读入，列为“未定位”",
        "113.625300",
    ),
    Column("纬度", 13, "十进制度，郑州在 34 左右", "34.746600"),
    Column(
        "坐标系",
        12,
        "经纬度是从哪里来的：天地图、GPS 是 CGCS2000 或 WGS-84，高德、腾讯是 GCJ-02，"
        "百度是 BD-09。填错会偏五六百米",
        "CGCS2000",
        choice="坐标系",
    ),
    Column(
        "开工时间", 14, "日期、年月或原话都可以，如 6月底前、三季度；原话会保留", "2026年3月", _TEXT
    ),
    Column("竣工时间", 14, "同上", "2027-12-31", _TEXT),
    Column("总投资（万元）", 15, "以万元计的数字；其他单位请写明，如 1.2亿元", "12000"),
    Column("年度计划投资（万元）", 15, "本年度计划完成的投资", "5000"),
    Column("年度完成投资（万元）", 15, "本年度到填报时已完成的投资", "3200"),
    Column("累计完成投资（万元）", 15, "开工到填报时已完成的投资", "8000"),
    Column("进度", 12, "百分数，如 64%；也可写形象进度，如 主体封顶", "64%"),
    Column("责任单位", 22, "负责这个项目的单位", "某某局"),
    Column("备注", 30, "其他要说明的"),
)
_NOTES = (
    "在“台账”页从第 2 行起填写，一行一个项目。列可以增加、调换顺序或留空，但请保留要用的列名。",
    "没有坐标不要紧：项目不会丢，会列入“未定位”并写明原因，以后可以补。请不要编造坐标。",
    "每月在同一份表上改，再导入一次：没有变的不动，变了的记为新的一条，原来的都留着。",
    "不确定的内容请写原话，系统不猜；读不懂的会逐行指出。",
)
_EDGE = Side(style="thin", color="FFB8C2CC")
_BORDER = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_HEAD = PatternFill("solid", fgColor="FFDFE6EE")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")


def template(
    plates: Sequence[str], statuses: Sequence[str] = STATUSES, kinds: Sequence[str] = KINDS
) -> bytes:
    """Write an .xlsx to fill in; it holds no project, so importing it as it is adds nothing.

    Args:
        plates: names of the plates to choose from.
        statuses: words of the statuses; all but that for nothing said by default.
        kinds: words of the kinds; all but the plates, which are no rows of a ledger, by default.

    """
    book = Workbook()
    ledger, guide = book.active, book.create_sheet(GUIDE)
    ledger.title = SHEET
    choices = {"类别": kinds, "板块": plates, "状态": statuses, "坐标系": DATUMS}
    _head(ledger)
    _explain(guide, choices)
    for choice, source in zip(choices, _sources(choices), strict=True):
        if source:
            _offer(ledger, choice, source)
    _for_print(ledger)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _head(sheet: Worksheet) -> None:
    for number, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(row=1, column=number, value=column.heading)
        cell.font, cell.fill, cell.border, cell.alignment = Font(b=True), _HEAD, _BORDER, _CENTRED
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        if column.form != "General":
            # The column's own format: what is typed below stays text, zeros in front and all.
            sheet.column_dimensions[letter].number_format = column.form
    sheet.row_dimensions[1].height = 34
    sheet.freeze_panes = "C2"


def _explain(sheet: Worksheet, choices: dict[str, Sequence[str]]) -> None:
    """Write the guide. A column's name stands inside a sentence, never as a heading of its own."""
    _write(sheet, 1, 1, "怎样填写这份台账").font = Font(b=True, sz=14)
    for row, note in enumerate(_NOTES, start=2):
        _write(sheet, row, 1, note)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        sheet.row_dimensions[row].height = 30
    first = len(_NOTES) + 3
    for row, column in enumerate(COLUMNS, start=first):
        example = f"例：{column.example}" if column.example else ""
        said = f"{column.heading}：{column.meaning}。"
        for x, text in enumerate(
            (f"{get_column_letter(row - first + 1)} 列", said, example), start=1
        ):
            _write(sheet, row, x, text).border = _BORDER
    for x, (choice, words) in enumerate(choices.items(), start=_LISTS_FROM):
        _write(sheet, 1, x, f"可选的{choice}").font = Font(b=True)
        for row, word in enumerate(words, start=2):
            _write(sheet, row, x, word)
    for letter, width in zip("ABCDEFGH", (8, 70, 34, 4, 12, 22, 12, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    cell = sheet.cell(row=row, column=column)
    # Set as text explicitly: a plate's name that begins with "=" would become a formula.
    cell.value, cell.data_type, cell.alignment = plain(text), "s", _WRAPPED
    return cell


def _sources(choices: dict[str, Sequence[str]]) -> Iterator[str]:
    """Name the cells of the guide that hold each list; nothing for an empty one."""
    for x, words in enumerate(choices.values(), start=_LISTS_FROM):
        letter = get_column_letter(x)
        area = f"{quote_sheetname(GUIDE)}!${letter}$2:${letter}${len(words) + 1}"
        yield area if words else ""


def _offer(sheet: Worksheet, choice: str, source: str) -> None:
    """Offer a list for a column; other words are asked about, not refused."""
    number = next(n for n, column in enumerate(COLUMNS, start=1) if column.choice == choice)
    letter = get_column_letter(number)
    offer = DataValidation("list", formula1=source, allow_blank=True, errorStyle="warning")
    offer.errorTitle, offer.error = choice, f"不在可选的{choice}中，确定这样填吗？"
    offer.showErrorMessage = True
    offer.add(f"{letter}2:{letter}{_ROWS}")
    sheet.add_data_validation(offer)


def _for_print(sheet: Worksheet) -> None:
    """Print on A4 landscape, all columns on the page's width, the heading on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
