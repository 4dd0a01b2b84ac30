"""Bar charts by plate, drawn by Excel from the cells of the sums: nothing is copied into them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.worksheet.worksheet import Worksheet

from geo.model import Measure
from layers import style
from layers.sheets.sums import money_heading

_DONE = next(look for look in style.STATUSES if look.code.value == "completed")
_WIDTH_CM, _BAR_CM, _FRAME_CM, _ROWS_A_CM = 26, 0.9, 4, 2


@dataclass(frozen=True)
class Bars:
    """One chart: its title, what the numbers are, and heading of the column → (face, edge)."""

    title: str
    unit: str
    colours: dict[str, tuple[str, str]]
    is_stacked: bool


_PLANNED = (style.NO_PLATE_LOOK.edge, style.NO_PLATE_LOOK.text)
CHARTS = (
    Bars(
        "各板块项数（按状态）",
        "项",
        {look.code.word: (look.face, look.ink) for look in style.STATUSES},
        is_stacked=True,
    ),
    Bars(
        "各板块总投资和累计完成投资",
        "万元",
        {
            money_heading(Measure.TOTAL): _PLANNED,
            money_heading(Measure.TOTAL_DONE): (_DONE.face, _DONE.ink),
        },
        is_stacked=False,
    ),
    Bars(
        "各板块年度计划和年度完成投资",
        "万元",
        {
            money_heading(Measure.ANNUAL_PLAN): _PLANNED,
            money_heading(Measure.ANNUAL_DONE): (_DONE.face, _DONE.ink),
        },
        is_stacked=False,
    ),
    Bars(
        "各板块亮灯项数",
        "项",
        {look.code.word: (look.face, look.ink) for look in style.LIGHTS},
        is_stacked=True,
    ),
)


def add_charts(book: Workbook, data: Worksheet) -> None:
    """Add a sheet with the charts for which the sums have columns; none when they have none.

    Args:
        book: the workbook.
        data: the sheet of the sums: a heading, a row a plate, the whole in the last row.

    """
    headings = [cell.value for cell in data[1]]
    found = [(bars, columns) for bars in CHARTS if (columns := _columns(headings, bars))]
    if not found:
        return
    sheet = book.create_sheet("图表")
    row = 1
    for bars, columns in found:
        chart = _chart(data, bars, columns)
        sheet.add_chart(chart, f"A{row}")
        row += int(chart.height * _ROWS_A_CM) + 2


def _columns(headings: Sequence[object], bars: Bars) -> list[int]:
    return [x for x, heading in enumerate(headings, start=1) if heading in bars.colours]


def _chart(data: Worksheet, bars: Bars, columns: Iterable[int]) -> BarChart:
    """Draw horizontal bars, the first plate on top, one colour a column."""
    columns = list(columns)
    last = data.max_row - 1
    chart = BarChart()
    chart.type, chart.title, chart.style = "bar", bars.title, 10
    if bars.is_stacked:
        chart.grouping, chart.overlap = "stacked", 100
    for x in columns:
        chart.append(_series(data, x, bars.colours[str(data.cell(1, x).value)]))
    names = Reference(data, min_col=1, min_row=2, max_row=last)
    for series in chart.series:
        # As texts: openpyxl's own way tells Excel that names are numbers.
        series.cat = AxDataSource(strRef=StrRef(f=str(names)))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses, chart.y_axis.title = "max", bars.unit
    chart.y_axis.number_format, chart.y_axis.majorGridlines = "#,##0", None
    chart.legend.position = "b"
    # What is left unsaid here Excel takes for said: no axes, words over the bars, round corners.
    chart.x_axis.delete = chart.y_axis.delete = chart.roundedCorners = False
    chart.title.overlay = chart.y_axis.title.overlay = chart.legend.overlay = False
    bars_a_plate = 1 if bars.is_stacked else len(columns)
    chart.width = _WIDTH_CM
    chart.height = _FRAME_CM + _BAR_CM * bars_a_plate * (last - 1)
    return chart


def _series(data: Worksheet, x: int, colours: tuple[str, str]) -> Series:
    reference = Reference(data, min_col=x, min_row=1, max_row=data.max_row - 1)
    series = Series(reference, title_from_data=True)
    face, edge = (colour.removeprefix("#") for colour in colours)
    series.graphicalProperties.solidFill = face
    series.graphicalProperties.line.solidFill = edge
    # A negative sum is shown in its colour, not hollow.
    series.invertIfNegative = False
    return series
