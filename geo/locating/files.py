"""A table with addresses in, the same table with places beside them out: CSV both times."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.answers import Answer
from geo.errors import FileError, InputError
from geo.ledger.opening import delimited, files
from geo.locating import batch, taking
from geo.locating.batch import Question
from geo.texts import csv_text, letter
from geo.writing import fold

# In this order where a table has several of them.
ADDRESS = ("address", "地址", "建设地点", "详细地址", "项目地址", "项目地点")
RESULTS = ("lon", "lat", "method", "accuracy_m", "matched", "note")
# A tenth of a millimetre is no measurement of anything; RFC 7946 advises no more either.
_DECIMALS = 7
_NAMED = 12
_SAVE_AS = "请在 Excel 中另存为“CSV UTF-8（逗号分隔）”，再给出那个 .csv 文件"


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A table of texts with a column of addresses.

    `notes` tell in Chinese what was done to read it, and which of several columns of addresses is
    used. `replaced` are headings of ours it has already, from an earlier run: they are written
    anew.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    column: int
    notes: tuple[str, ...]

    @property
    def questions(self) -> list[Question]:
        """What is to be asked, a question a row."""
        at = self.column
        return [Question(address=row[at].strip() if at < len(row) else "") for row in self.rows]

    @property
    def replaced(self) -> list[str]:
        """The headings of ours that the table has already."""
        return [heading for heading in self.headings if _key(heading) in RESULTS]


def read(path: Path) -> Listing:
    """Read a CSV whose first row names its columns, one of them as in `ADDRESS`.

    Raises:
        FileError: there is no such file, or it is no CSV.
        InputError: no column holds addresses, or it cannot be told which.

    """
    content = files.content_of(path)
    try:
        if files.is_workbook(content):
            raise FileError(f"这是 Excel 工作簿；{_SAVE_AS}")
        files.refuse_foreign(content)
        parted = delimited.part(content)
        rows = [cells for _, cells in parted.records]
    except FileError as error:
        raise FileError(f"{path.name}：{error}") from error
    first = next((at for at, cells in enumerate(rows) if any(map(str.strip, cells))), None)
    if first is None:
        raise FileError(f"{path.name}：文件里没有内容；请检查是否导出完整")
    headings = tuple(rows[first])
    column, said = _address_column(path.name, headings)
    return Listing(
        headings=headings,
        rows=tuple(map(tuple, rows[first + 1 :])),
        column=column,
        notes=(*parted.notes, *said),
    )


def write(listing: Listing, answers: Sequence[Answer]) -> bytes:
    """Write a table with an answer beside each row: UTF-8 with its mark, no field a formula."""
    width = max(map(len, (listing.headings, *listing.rows)))
    headings = (*listing.headings, *("" for _ in range(width - len(listing.headings))))
    kept = [at for at, heading in enumerate(headings) if _key(heading) not in RESULTS]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([*_picked(headings, kept), *RESULTS])
    for row, answer in zip(listing.rows, answers, strict=True):
        writer.writerow([*_picked(row, kept), *_cells(answer)])
    return buffer.getvalue().encode("utf-8-sig")


def said(answer: Answer) -> str:
    """Tell who answered, and how the place follows or why there is none."""
    place = answer.place
    if place is not None:
        return f"{place.provider.word}：{place.basis}"
    why = taking.why_not(answer)
    return f"{answer.provider.word}：{why}" if answer.address and batch.is_asked(answer) else why


def degrees(value: float) -> str:
    """Write degrees with seven decimals at most."""
    return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")


def _cells(answer: Answer) -> list[str]:
    place = answer.place
    if place is None:
        return ["", "", "", "", "", csv_text(said(answer))]
    return [
        degrees(place.point.lon),
        degrees(place.point.lat),
        place.method.value,
        str(place.accuracy_m),
        csv_text(place.matched),
        csv_text(said(answer)),
    ]


def _picked(row: Sequence[str], kept: Iterable[int]) -> list[str]:
    width = len(row)
    return [csv_text(row[at]) if at < width else "" for at in kept]


def _address_column(name: str, headings: Sequence[str]) -> tuple[int, list[str]]:
    """Return the column of the addresses, and in Chinese which that is where there are several."""
    keys = [_key(heading) for heading in headings]
    there = [at for known in ADDRESS for at, key in enumerate(keys) if key == known]
    if not there:
        named = "、".join(filter(None, map(str.strip, headings[:_NAMED]))) or "（都是空的）"
        raise InputError(
            f"{name}：没有地址列。表头应有一列叫 {'、'.join(ADDRESS)} 之一；现有的列：{named}"
        )
    used = there[0]
    told = f"“{headings[used].strip()}”（{letter(used + 1)} 列）"
    same = [letter(at + 1) for at in there if keys[at] == keys[used]]
    if len(same) > 1:
        raise InputError(
            f"{name}：{'、'.join(same)} 列的列名都是“{keys[used]}”，分不清用哪一列；"
            "请只留一列，或把其余的改名"
        )
    others = "、".join(f"“{headings[at].strip()}”" for at in there[1:])
    return used, [f"有 {len(there)} 列像地址，用的是{told}，没有用{others}"] if others else []


def _key(heading: str) -> str:
    return fold(heading).casefold()
