"""From a table's rows to entries: every column read by its own rule, every fault kept with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from geo import amounts, periods, progress
from geo.crs import Datum
from geo.ledger import statuses
from geo.ledger.entry import Entry, Finding, Gravity
from geo.ledger.grid import Value
from geo.ledger.heading import groups
from geo.ledger.placing import positions
from geo.ledger.placing.positions import Area, Given, Located
from geo.ledger.table import Column, Line, RowKind, Table
from geo.ledger.values import said, text_of
from geo.model import Amount, Basis, Kind, Measure, Period
from geo.periods.columns import BOTH, END, START
from geo.texts import letter
from geo.writing import fold, quoted

MONEY = {
    "total": Measure.TOTAL,
    "annual_plan": Measure.ANNUAL_PLAN,
    "annual_done": Measure.ANNUAL_DONE,
    "total_done": Measure.TOTAL_DONE,
}
# Fields with a home of their own in an entry; every other column is carried as a detail.
_OWN = {
    *MONEY,
    *("number", "code", "name", "kind", "plate", "category", "status", "address", "note", "unit"),
    *("lon", "lat", "lonlat", "datum", "accuracy", "start", "end", "period", "progress"),
}
_KINDS = {word: kind for kind in Kind if kind is not Kind.PLATE for word in (kind.value, kind.word)}
_UNSAVED = "公式没有保存计算结果，这一格未读；请先在 Excel 中打开并保存，再导入"
_STRIPPED = "含有看不见的控制字符，已去掉"
# Faults of a period begin with the column they were found in.
_DAYS = {"start": START, "end": END, "period": BOTH}
# Excel keeps fifteen digits of a number.
_EXACT_DIGITS = 10**15
_NAME_LIMIT, _CODE_LIMIT = 500, 100


# Ledgers write the same few periods again and again. Typed: True is not 1.
_of_cells = lru_cache(maxsize=4096, typed=True)(periods.of_cells)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """How a ledger is to be read: its day, its datum, and remedies the user has accepted.

    `unit` is what the user says of money where neither heading nor cell has a unit.
    """

    base: date
    area: Area
    datum: Datum | None = None
    swap: bool = False
    remedy: Datum | None = None
    keep_outside: bool = False
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """A table with what its columns tell only together."""

    table: Table
    columns: Mapping[str | None, Column]
    rules: Rules
    dayfirst: bool | None
    kept: tuple[tuple[Column, str], ...]
    names: Mapping[int, str]
    others: tuple[Column, ...]

    def surplus(self, row: int) -> int:
        """Count the cells a row has beyond its heading; rows of a workbook are all of one width."""
        rows = self.table.grid.rows
        width = max(len(rows.get(one, ())) for one in self.table.heading_rows)
        cells = rows.get(row, ())
        return max((n for n, cell in enumerate(cells, 1) if cell is not None), default=0) - width


def _sheet(table: Table, rules: Rules, lines: Sequence[Line]) -> _Sheet:
    columns = _columns(table)
    days = [_value(line, columns.get(field)) for field in _DAYS for line in lines]
    # The running number changes with every row above and says nothing.
    named = [column for column in table.columns if column.field != "number"]
    return _Sheet(
        table=table,
        columns=columns,
        rules=rules,
        dayfirst=periods.day_first(days),
        kept=tuple(zip(named, _unique_headings(named), strict=True)),
        names={line.row: said(_value(line, columns.get("name"))) for line in lines},
        others=tuple(_other_names(table, columns)),
    )


def _other_names(table: Table, columns: Mapping[str | None, Column]) -> Iterator[Column]:
    """Yield columns that are headed as the names are; the user has not said which is read."""
    name = columns.get("name")
    if name is not None and name.basis == "alias":
        yield from (c for c in table.columns if c.field == "name" and c.basis == "duplicate")


def _unique_headings(columns: Sequence[Column]) -> list[str]:
    """Name every column; those of one heading are told apart by their letters."""
    seen = Counter(column.heading for column in columns)
    return [
        c.heading if c.heading and seen[c.heading] == 1 else f"{c.heading}（{letter(c.index)} 列）"
        for c in columns
    ]


def entries(table: Table, rules: Rules) -> list[Entry]:
    """Read every data row of a table; a row that cannot be a project carries a refusal."""
    lines = _data(table)
    sheet = _sheet(table, rules, lines)
    rows = zip(lines, places(table, rules), _advance(sheet, lines), strict=True)
    return [_Reader(sheet, line).entry(place, percent) for line, place, percent in rows]


def places(table: Table, rules: Rules) -> list[Located]:
    """Place every data row of a table, with the remedies on offer; see `positions.locate`."""
    return _locate(_data(table), _columns(table), rules)


def _data(table: Table) -> list[Line]:
    return [line for line in table.lines if line.kind is RowKind.DATA]


def _columns(table: Table) -> dict[str | None, Column]:
    return {c.field: c for c in table.columns if c.field is not None and c.basis != "duplicate"}


def _value(line: Line, column: Column | None) -> Value:
    if column is None or column.index > len(line.cells):
        return None
    return line.cells[column.index - 1]


def _locate(
    lines: Sequence[Line], columns: Mapping[str | None, Column], rules: Rules
) -> list[Located]:
    def value(line: Line, field: str) -> Value:
        return _value(line, columns.get(field))

    given = [
        Given(
            x=value(line, "lon"),
            y=value(line, "lat"),
            both=value(line, "lonlat"),
            datum=said(value(line, "datum")),
            accuracy=value(line, "accuracy"),
            name=said(value(line, "name")),
            address=said(value(line, "address")),
            row=line.row,
        )
        for line in lines
    ]
    return positions.locate(
        given,
        declared=rules.datum,
        heading_datum=_heading_datum(columns),
        area=rules.area,
        swap=rules.swap,
        datum=rules.remedy,
        keep_outside=rules.keep_outside,
    )


def _heading_datum(columns: Mapping[str | None, Column]) -> Datum | None:
    hints = (columns[field].unit for field in ("lon", "lat", "lonlat") if field in columns)
    return next((datum for hint in hints if (datum := positions.datum_named(hint))), None)


def _format(sheet: _Sheet, line: Line, column: Column | None) -> str:
    return sheet.table.grid.formats.get((line.row, column.index), "") if column else ""


def _advance(sheet: _Sheet, lines: Sequence[Line]) -> list[Amount | None]:
    column = sheet.columns.get("progress")
    if column is not None:
        return _percents(sheet, lines, column)
    # 形象进度 is words; only a per cent written out in it is a number, and the rest is no fault.
    column = sheet.columns.get("progress_words")
    if column is None:
        return [None] * len(lines)
    read = _percents(sheet, lines, column)
    return [p if p and p.value is not None and "%" in fold(p.words) else None for p in read]


def _percents(sheet: _Sheet, lines: Sequence[Line], column: Column) -> list[Amount | None]:
    values = [_value(line, column) for line in lines]
    formats = [_format(sheet, line, column) for line in lines]
    return progress.column(values, formats, column_unit=column.unit)


class _Reader:
    """One row being read; faults are gathered as the columns are."""

    def __init__(self, sheet: _Sheet, line: Line) -> None:
        self._sheet, self._line = sheet, line
        self._table, self._columns = sheet.table, sheet.columns
        self._findings: list[Finding] = []

    def entry(self, place: Located, percent: Amount | None) -> Entry:
        if (surplus := self._sheet.surplus(self._line.row)) > 0:
            return self._shifted(surplus)
        name = self._name()
        self._check_code()
        self._check_other_names(name)
        status = statuses.read(self._said("status"), self._heading("status"))
        if status.fault:
            self._warn("status", "status", status.fault)
        period = self._period()
        measures = self._money()
        if percent is not None:
            measures[Measure.PROGRESS] = percent
            self._noted("progress", percent)
        self._marked()
        if self._line.hidden:
            self._add(Gravity.NOTE, "hidden", "这一行在表里是隐藏的，照样读入")
        reason = "" if place.spot else place.reason or self._unplaced()
        return Entry(
            sheet=self._table.grid.name,
            row=self._line.row,
            name=name,
            code=self._said("code")[:_CODE_LIMIT],
            kind=self._kind(),
            plate=self._plate(),
            category=self._said("category"),
            unit=self._said("unit"),
            address=self._said("address"),
            note=self._said("note"),
            status=status.status,
            status_words=self._said("status"),
            period=_in_order(period),
            period_words=period.words if period else "",
            certainty=_weakest(status.certainty, period),
            amounts=measures,
            details=self._details(),
            spot=place.spot,
            unlocated_reason=reason,
            findings=(*self._findings, *map(self._lettered, place.findings)),
            cells=self._cells(),
        )

    def _heading(self, field: str) -> str:
        column = self._columns.get(field)
        return column.heading if column else ""

    def _said(self, field: str) -> str:
        return said(_value(self._line, self._columns.get(field)))

    def _add(self, gravity: Gravity, code: str, text: str, field: str = "") -> None:
        self._tell(gravity, code, text, self._columns.get(field))

    def _tell(self, gravity: Gravity, code: str, text: str, column: Column | None) -> None:
        self._findings.append(
            Finding(
                gravity=gravity,
                code=code,
                text=text,
                heading=column.heading if column else "",
                letter=letter(column.index) if column else "",
            )
        )

    def _warn(self, field: str, code: str, text: str) -> None:
        self._add(Gravity.WARNING, code, text, field)

    def _lettered(self, finding: Finding) -> Finding:
        """Name the column of a finding about the place."""
        fields = ("lon", "lonlat", "lat") if not finding.heading else ()
        column = next((self._columns[f] for f in fields if f in self._columns), None)
        if column is None:
            return finding
        return replace(finding, heading=column.heading, letter=letter(column.index))

    def _name(self) -> str:
        name = self._said("name")
        if not name:
            self._add(Gravity.REFUSAL, "name", self._why_nameless(), "name")
        elif name.isdecimal():
            text = f"项目名称只有数字“{name[:20]}”，像是个数或编号，未读入；请写明名称再导入"
            self._add(Gravity.REFUSAL, "name", text, "name")
        elif len(name) > _NAME_LIMIT:
            self._warn("name", "long", f"名称有 {len(name)} 字，只取前 {_NAME_LIMIT} 字，请改短")
        return name[:_NAME_LIMIT]

    def _why_nameless(self) -> str:
        above = self._sheet.names.get(self._line.row - 1, "")
        elsewhere = any(said(_value(self._line, column)) for column in self._sheet.others)
        if above and not elsewhere and not self._said("number"):
            return (
                f"没有项目名称，像是上一行“{above[:20]}”的续行，未读入；"
                "请并入上一行，或补上名称再导入"
            )
        return "没有项目名称，未读入；请补上名称再导入"

    def _shifted(self, surplus: int) -> Entry:
        """Refuse a row of a CSV that has more cells than its heading: no column is what it says."""
        text = (
            f"这一行比表头多 {surplus} 格，可能是数字里的逗号没有加引号，各列已经错位，未读入；"
            "请给带逗号的格加上英文双引号再导入"
        )
        self._add(Gravity.REFUSAL, "width", text)
        return Entry(
            sheet=self._table.grid.name,
            row=self._line.row,
            name=self._said("name")[:_NAME_LIMIT],
            findings=tuple(self._findings),
            cells=self._cells(),
        )

    def _check_other_names(self, name: str) -> None:
        for column in self._sheet.others:
            other = said(_value(self._line, column))
            if other and other != name:
                text = (
                    f"{letter(column.index)} 列又是项目名称，写了“{other[:20]}”，没有当作项目读入；"
                    "如是另一个项目，请另起一行"
                )
                self._tell(Gravity.WARNING, "names", text, column)

    def _check_code(self) -> None:
        code = _value(self._line, self._columns.get("code"))
        if isinstance(code, int | float) and abs(code) >= _EXACT_DIGITS:
            text = "代码超过 15 位又存成数字，末尾已失真；请把该列设为文本格式后重新填写"
            self._warn("code", "digits", text)

    def _kind(self) -> Kind:
        words = self._said("kind")
        if words and words.lower() not in _KINDS:
            known = "、".join(kind.word for kind in Kind if kind is not Kind.PLATE)
            self._add(Gravity.NOTE, "kind", f"类别“{words}”不是{known}之一，按项目读入", "kind")
        return _KINDS.get(words.lower(), Kind.PROJECT)

    def _plate(self) -> str:
        if "plate" in self._columns:
            return self._said("plate")
        group, sheet = self._line.group, self._table.grid.name.strip()
        if plate := groups.plate_of(group):
            return plate
        if not groups.is_plate(sheet) or groups.is_of_district(group):
            return ""
        self._add(Gravity.NOTE, "sheet", f"板块按工作表名“{sheet}”记")
        return sheet

    def _period(self) -> periods.Reading | None:
        columns = [self._columns.get(field) for field in _DAYS]
        start, end, both = (_value(self._line, column) for column in columns)
        reading = _of_cells(
            start,
            end,
            both,
            self._sheet.rules.base,
            dayfirst=self._sheet.dayfirst,
            formats=tuple(_format(self._sheet, self._line, column) for column in columns),
        )
        for fault in reading.faults if reading else ():
            self._warn(self._day_of(fault), "period", fault)
        if reading and not reading.period and not reading.faults:
            text = f"“{reading.words}”没有写明日期，只保留原文"
            self._add(Gravity.NOTE, "words", text, self._day_of(reading.words))
        return reading

    def _day_of(self, words: str) -> str:
        """Tell which column words on a period are of: one they name or quote, else the last."""
        named = (field for field, word in _DAYS.items() if words.startswith(word))
        there = [field for field in _DAYS if self._said(field)]
        is_quoted = (field for field in there if quoted(self._said(field)) in words)
        return next((f for f in (*named, *is_quoted, *reversed(there)) if f in self._columns), "")

    def _money(self) -> dict[Measure, Amount]:
        found = {}
        for field, measure in MONEY.items():
            column = self._columns.get(field)
            if column is None:
                continue
            amount = amounts.money(
                _value(self._line, column),
                number_format=_format(self._sheet, self._line, column),
                column_unit=column.unit,
                table_unit=self._table.unit or self._sheet.rules.unit,
            )
            if amount is not None:
                found[measure] = amount
                self._noted(field, amount)
        return found

    def _noted(self, field: str, amount: Amount) -> None:
        """Tell what was odd about an amount: a warning where nothing could be read."""
        if amount.upper is not None:
            ends = f"{amount.value:g} 至 {amount.upper:g} {amount.unit}"
            self._add(Gravity.NOTE, "range", f"“{amount.words}”是一个范围，按 {ends}记", field)
        if amount.note:
            gravity = Gravity.NOTE if amount.value is not None else Gravity.WARNING
            self._add(gravity, "amount", amount.note, field)

    def _marked(self) -> None:
        """Tell of cells that were marked when the sheet was read."""
        grid = self._table.grid
        for spots, gravity, code, text in (
            (grid.unsaved, Gravity.WARNING, "formula", _UNSAVED),
            (grid.stripped, Gravity.NOTE, "control", _STRIPPED),
        ):
            for column in self._table.columns if spots else ():
                if (self._line.row, column.index) in spots:
                    self._tell(gravity, code, text, column)

    def _unplaced(self) -> str:
        return "台账没有写坐标，只有地址" if self._said("address") else "台账没有写坐标和地址"

    def _details(self) -> tuple[tuple[str, str], ...]:
        pairs = [
            (heading, text)
            for column, heading in self._sheet.kept
            if (column.field not in _OWN or column.basis == "duplicate")
            and (text := said(_value(self._line, column)))
        ]
        if self._line.group:
            pairs.append(("分组", self._line.group))
        return tuple(pairs)

    def _cells(self) -> dict[str, str]:
        """Keep every cell as typed."""
        return {
            heading: text
            for column, heading in self._sheet.kept
            if (text := text_of(_value(self._line, column)))
        }


def _weakest(status: Basis, period: periods.Reading | None) -> Basis:
    inferred = Basis.INFERRED in (status, period.certainty if period else status)
    return Basis.INFERRED if inferred else Basis.EXPLICIT


def _in_order(reading: periods.Reading | None) -> Period | None:
    """Return the period unless it ends before it starts: which end is wrong nobody knows."""
    period = reading.period if reading else None
    if period and period.start and period.end and period.start > period.end:
        return None
    return period
