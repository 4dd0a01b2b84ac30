"""Days, months and years that a ledger's title or file name mentions as its own.

Not every number is a date (电话13820201212, 2021年10大工程), and not every date in a title is the
ledger's (2022年6月底前竣工项目): only plain forms are taken, in a title only where they stand
apart, after a label, or before what the ledger is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from geo import periods

Window = tuple[date, date]

# Not the tail of a longer number, not behind one and a hyphen (a telephone), not CGCS2000.
_YEAR = r"(?<![A-Za-z\d])(?<!\d[-—])(?P<year>(?:19|20)\d{2})"
_MONTH, _DAY = r"(?P<month>1[0-2]|0?[1-9])", r"(?P<day>3[01]|[12]\d|0?[1-9])"
_COUNTED = "项号期批个次条类亿万元亩平公里米%"
_DATES = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        # Of 2021年1-7月 the last month counts.
        rf"{_YEAR}\s*年\s*(?:\d{{1,2}}\s*月?\s*[-~—–至到]+\s*)?{_MONTH}\s*月"
        rf"(?:\s*{_DAY}\s*[日号])?+(?:份|[底末](?!前))?+(?!\s*[-~—–至到]\s*\d)",
        rf"{_YEAR}(?P<mark>[-./]){_MONTH}(?:(?P=mark){_DAY}日?)?"
        rf"(?!\d)(?![-~—–至到./]\d)(?![{_COUNTED}])",
        rf"{_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])?(?!\d)(?!-\d{{3}})(?![{_COUNTED}])",
    )
)
_LABELLED = re.compile(
    r"(?:(?P<until>截[至止到]?)|填报|填表|报送|上报|制表|编制|统计|更新|报表|打印)"
    r"(?:日期|时间|日)?[是为于至到]?\s*[:：]?\s*"
)
# What is to be done by a day tells little of the day the ledger was made.
_DEADLINE = re.compile("[底末]?前|[竣完投]|建成")
# After 截至 also 2021年6月中旬, and 6月底 where the title names the year.
_UNTIL = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})\s*[年./-]\s*)?\d{1,2}\s*[月./-][\d\s日号底末旬上中下./-]*",
    re.ASCII,
)
_ABOUT = re.compile(
    "全[区市县省]|[^\\s\\d]{1,4}[区市县]|重[点大]|项目|工程|推进|进展|进度|台账|调度|月报|通报|工作"
    "|建设|情况|统计|汇总|明细|清单|一览"
)
_OPENING, _CLOSING = "（([【 　", "）)]】 　"
_NOT_ITS_OWN = "年?(?:代|[以之]?前|[以之]?后|以来|[底末]前?|起|国家|[至到~—–-])"
_NAMED_YEAR = re.compile(
    rf"(?<![〔\[至到~—–-]){_YEAR}(?!{_NOT_ITS_OWN})(?:\s*年|(?![\d./\-〕\]{_COUNTED}]))", re.ASCII
)


def in_title(title: str) -> Iterator[Window]:
    """Yield the days and months of a title: the labelled ones (截至, 填报日期), then the others.

    The others count where they stand apart or before what the ledger is about.
    """
    yield from _labelled(title)
    for match in _matches(title):
        before, after = title[: match.start()], title[match.end() :]
        is_apart = before[-1:] in _OPENING and after[:1] in _CLOSING
        window = _window(match) if is_apart or _ABOUT.match(after.lstrip()) else None
        if window:
            yield window


def in_name(name: str) -> Iterator[Window]:
    """Yield the days and months in a file name without its ending."""
    return filter(None, map(_window, _matches(name)))


def year(texts: Iterable[str]) -> int:
    """Return the one year that texts name as theirs (2021年重点项目); 0 if they name not just one.

    Years of whole dates count only where no other is named.
    """
    texts = list(texts)
    named = {match["year"] for text in texts for match in _NAMED_YEAR.finditer(_undated(text))}
    dated = {
        match["year"]
        for text in texts
        for match in _matches(text)
        if not _DEADLINE.match(text, match.end())
    }
    years = named or dated
    return int(years.pop()) if len(years) == 1 else 0


def _labelled(title: str) -> Iterator[Window]:
    of_year = year([title])
    for label in _LABELLED.finditer(title):
        rest = title[label.end() :]
        window = (label["until"] and _until(rest, of_year)) or _at_start(rest)
        if window:
            # 截至10月底 speaks of the last day, not of the month.
            yield (window[1], window[1]) if label["until"] else window


def _undated(text: str) -> str:
    for form in _DATES:
        text = form.sub(" ", text)
    return text


def _matches(text: str) -> list[re.Match[str]]:
    found = (match for form in _DATES for match in form.finditer(text))
    return sorted(found, key=re.Match.start)


def _window(match: re.Match[str]) -> Window | None:
    parts = (match["year"], match["month"], match["day"])
    return _read("-".join(part.zfill(2) for part in parts if part), int(match["year"]))


def _at_start(text: str) -> Window | None:
    match = next(filter(None, (form.match(text) for form in _DATES)), None)
    return _window(match) if match else None


def _until(text: str, of_year: int) -> Window | None:
    match = _UNTIL.match(text)
    if match is None or not (match["year"] or of_year):
        return None
    return _read(match[0].strip(), int(match["year"] or of_year))


def _read(words: str, of_year: int) -> Window | None:
    """Read words of a day or month; None where they name none that exists."""
    reading = periods.read(words, date(of_year, 1, 1))
    if reading is None or reading.faults or reading.period is None:
        return None
    start, end = reading.period.start, reading.period.end
    return (start or end, end) if end else None
