"""Period phrases of Chinese ledgers: ranges, deadlines, beginnings, and words that name no day."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from geo.model import Basis
from geo.periods.points import Clock, Point, Precision, point
from geo.periods.reading import Reading, Said, only_words, reading
from geo.writing import arabic, fold, quoted, says_nothing

EXAMPLE = "2021年3月至2021年12月"
_LONGEST = 60
_OPEN = "(?:开工建设|开工|动工|开建|启动|进场|开始实施)"
_CLOSE = (
    "(?:竣工验收|竣工投产|建成投用|建成投产|投入使用|全部完成|全面完成|基本建成|完工|竣工|建成|完成"
    "|投产|投用|交付|通车|交工|结束|达产)"
)
LATEST_START = "{}只说了最晚何时开工，没有读成工期的开始日；请写明开工日期"
# One spelling for what is written in many ways; applied in this order to folded text.
_SPELLINGS = tuple(
    (re.compile(pattern, re.ASCII), to)
    for pattern, to in (
        (r"[“”‘’\"'「」『』]", ""),
        (r"[‐‑‒–—―−-]+", "-"),
        (r"[~〜∼]+|至|到", "~"),
        (r"月份", "月"),
        (r"(?<=\d)号", "日"),
        (r"年全年度?|年整年", "年"),
        (r"全年度?", "当年"),
        (r"(?<![\d今明后去前本当来上次翌年])年(?=[底末内终度])", "当年"),
        (r"年年(?=[底末])", "年"),
        (r"年终", "年末"),
        (r"年度", "年"),
        (r"(?<![\d本当这下上个])月(?=[底末内])", "本月"),
        (r"(?<!\d)(\d{4})[-/.](?=\d{1,2}月)", r"\1年"),
        (r"期间", "期"),
        (r"(?<=[\d年月日季度])期$", ""),
    )
)
_TIME = re.compile(
    r"(?<=[\d日号])[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?\s*$"
)
_PLAN = re.compile("十([一二三四五六])五")
_HEDGE = re.compile("^(?:计划|预计|力争|争取|确保|暂定|目标|[于自从在拟])+")
_AT_LATEST = re.compile("^(?:最迟|不晚于|至迟|截[~止])*~?")
# What a phrase ends in tells which of its ends is meant.
_BY = re.compile(f"(?:之?前|以前){_CLOSE}?$")
_WITHIN = re.compile(f"(?:以?内|止|{_CLOSE})+$")
_LOOSE_SINCE = re.compile("(?:之后|以后|后)$")
_SINCE = re.compile(f"(?:起|开始|以来|{_OPEN})*(?:~今|-今)?$")
_BY_OPENING = re.compile(f"(?<=[前底末内]){_OPEN}$")
_SEPARATOR = re.compile("(?:起|开始)?[~-]+")
_START_AND_END = re.compile(f"(.+?){_OPEN}[,;，；、~-]*(.+?){_CLOSE}")
# A number 2021.10 is shown and exported as 2021.1.
LOST_ZERO = re.compile(r"\d{4}\.1", re.ASCII)
_REMAINING = re.compile(r"(?:今年|本年)?(?:剩余|剩下|余下|后)的?(\d{1,2})个月", re.ASCII)
_UNIT = re.compile(r"\D*\d+(年|月|季度)", re.ASCII)
_NUMBERED = re.compile(r"(?:.*\D)?\d{1,2}", re.ASCII)
_BRACKETS = re.compile(r"^(.*?)\((.+)\)$")
_STAYS = re.compile(
    "汛期|近期|近中期|中期|远期|长期|长年|常年|常态|持续|尽快|尽早|早日|适时|择机|及时|即时|立即|即刻"
    "|随时|逐步|分期|分阶段|分批|滚动|当前|目前|每[年月周季日天]|春节|元旦|国庆|中秋|五一|节前"
    "|[雨旱冬夏春秋暑]季|[寒暑]假|供暖|采暖|年初|年中|月初|月中|根据|视.*(?:情况|进度)"
)
_DURATION = re.compile(
    r"(?<!\d)\d{1,2}(?:\.\d)?年(?![底末初中]|\d)|个月|(?<![上下])半年|\d(?:日历|工作)?天|\d周|周期|工期"
)


def read(words: str, base: date, *, dayfirst: bool | None = None) -> Reading | None:
    """Read what a cell or phrase says of time; None when it says nothing.

    Args:
        words: the phrase as written (6月底前, 8至10月, 2019.3-2021.12, 十四五期间 …).
        base: the day of the ledger; 今年, 明年 and months without a year are reckoned from it
            and never moved to a later year.
        dayfirst: how 1/12/2013 is meant; without it such a day is flagged.

    """
    if says_nothing(words):
        return None
    said = parse(words, base, dayfirst)
    return said if isinstance(said, Reading) else reading(said, words.strip())


@lru_cache(maxsize=1024)  # a ledger's rows share few dates
def parse(words: str, base: date, dayfirst: bool | None = None) -> Said | Reading:
    """Find the two ends a phrase names; a Reading when it stays words."""
    raw, text = words.strip(), _spelled(words)
    if len(text) > _LONGEST:
        return only_words(raw, *_unread(raw, text))
    clock = Clock(base=base, year=base.year, dayfirst=dayfirst)
    try:
        said = _lost_zero(text, clock) or _said(text, clock) or _bracketed(text, clock)
    except ValueError as error:
        return only_words(raw, str(error))
    if said is None and latest_opening(raw, base):
        return only_words(raw, LATEST_START.format(quoted(raw)))
    return said or only_words(raw, *_unread(raw, text))


def latest_opening(words: str, base: date) -> Point | None:
    """Read until when something is to begin at the latest: 6月底前开工, 年内开工; else None."""
    text = _HEDGE.sub("", _spelled(words))
    stem = _BY_OPENING.sub("", text)
    said = parse(stem, base) if stem != text and len(text) <= _LONGEST else None
    return said.end if isinstance(said, Said) and said.start is None else None


def _spelled(words: str) -> str:
    # Once white space is gone, the hour of 2021-6-3 0:00 can no longer be told from the day.
    text = fold(_TIME.sub("", words) if len(words) <= _LONGEST else words)
    text = _PLAN.sub(lambda plan: f"P1{arabic(plan[1])}", text)
    text = arabic(text) if len(text) <= _LONGEST else text
    for pattern, to in _SPELLINGS:
        text = pattern.sub(to, text)
    return text


def _unread(raw: str, text: str) -> tuple[str, ...]:
    shown = quoted(raw)
    if _STAYS.search(text) and not any(character.isdigit() for character in text):
        return ()
    if _DURATION.search(text):
        return (f"{shown}是时长，不是起止时间，只保留原文；请写成{EXAMPLE}",)
    return (f"读不出{shown}是什么时间，只保留原文；请写成{EXAMPLE}",)


def _lost_zero(text: str, clock: Clock) -> Said | None:
    month = point(text, clock) if LOST_ZERO.fullmatch(text) else None
    if month is None:
        return None
    fault = f"“{text}”按1月读；若原为 {text}0（10月），请改写为年月"
    month = replace(month, certainty=Basis.INFERRED, fault=fault)
    return Said(start=month, end=month)


def _bracketed(text: str, clock: Clock) -> Said | None:
    """Read 2年(2021-2023): one of the two parts names days, the other does not."""
    match = _BRACKETS.match(text)
    if match is None:
        return None
    found = [said for part in match.groups() if (said := _said(part, clock))]
    return found[0] if len(found) == 1 else None


def _said(text: str, clock: Clock) -> Said | None:
    if match := _REMAINING.fullmatch(text):
        return _remaining(int(match[1]), clock)
    if match := _START_AND_END.fullmatch(text):
        return _started_and_ended(match, clock)
    stem, made = _role(_HEDGE.sub("", text))
    said = _ends(stem, clock) if stem else None
    return made(said) if said else None


def _role(text: str) -> tuple[str, Callable[[Said], Said | None]]:
    """Part a phrase from the words that tell which of its ends is meant."""
    if _BY_OPENING.search(text):
        return "", _as_it_is
    stem = _AT_LATEST.sub("", text)
    if stem != text:
        return stem, _until
    for ending, made in _ENDINGS:
        stem = ending.sub("", text, count=1)
        if stem != text:
            return stem, made
    return text, _as_it_is


def _ends(text: str, clock: Clock) -> Said | None:
    """Read one point (both ends are it) or two with a separator between."""
    single = point(text, clock)
    if single:
        return Said(start=single, end=single)
    for separator in _SEPARATOR.finditer(text):
        pair = _pair(text[: separator.start()], text[separator.end() :], clock)
        if pair:
            return Said(start=pair[0], end=pair[1])
    return None


def _pair(left: str, right: str, clock: Clock) -> tuple[Point, Point] | None:
    """Read 8至10月, 2021年3至6月, 3月1日至5日: each side lends the other what it leaves out."""
    unit = _UNIT.match(right)
    if unit and _NUMBERED.fullmatch(left) and point(left, clock) is None:
        left += unit[1]
    start = point(left, clock)
    if start is None:
        return None
    after = replace(clock, year=start.first.year, certainty=start.certainty)
    end = point(right, after) or point(_completed(right, start), after)
    return (start, end) if end else None


def _completed(right: str, start: Point) -> str:
    """Give a bare end what its start has: 3月1日至5日 is the 5th of March, 2021.3-12 December."""
    if start.precision is Precision.DAY:
        return f"{start.first.month}月{right}"
    return f"{right}月" if start.precision is Precision.MONTH else right


def _as_it_is(said: Said) -> Said:
    """Leave a phrase as it is; 年底 alone means by the end of the year."""
    alone = said.start is said.end and said.end is not None and said.end.at_end
    return replace(said, start=None) if alone else said


def _until(said: Said) -> Said:
    return replace(said, start=None if said.start is said.end else said.start)


def _by(said: Said) -> Said:
    """Take 6月底前 as it is; 6月前 may or may not include June, which is told."""
    said = _until(said)
    end = said.end
    if end is None or end.at_end or end.precision is Precision.DAY:
        return said
    day = f"{end.last.year}年{end.last.month}月{end.last.day}日"
    fault = f"“前”字没有说明是否包括这段时间，按最晚{day}计；请写明日期或“底前”"
    loose = replace(end, loose=True, certainty=Basis.INFERRED, fault=fault)
    return replace(said, end=loose)


def _since(said: Said) -> Said | None:
    return replace(said, end=None) if said.start is said.end else None


def _after(said: Said) -> Said:
    """Take 6月以后 as from June on, which is told: it may mean from July on."""
    fault = "“后”字没有说明是否包括这段时间，按最早的一天计；请写明开始日期"
    start = said.start and replace(said.start, loose=True, certainty=Basis.INFERRED, fault=fault)
    return Said(start=start, end=None)


_ENDINGS: tuple[tuple[re.Pattern[str], Callable[[Said], Said | None]], ...] = (
    (_BY, _by),
    (_WITHIN, _until),
    (_LOOSE_SINCE, _after),
    (_SINCE, _since),
)


def _started_and_ended(match: re.Match[str], clock: Clock) -> Said | None:
    start, end = _said(match[1], clock), None
    if start and start.start:
        year = start.start.first.year
        end = _said(match[2], replace(clock, year=year, certainty=start.start.certainty))
    return Said(start=start.start, end=end.end) if start and end else None


def _remaining(count: int, clock: Clock) -> Said:
    """Read 今年剩余的5个月: the last months of the year, if that is what is left of it."""
    first = 13 - count
    if first not in (clock.base.month, clock.base.month + 1):
        raise ValueError(
            f"“剩余的{count}个月”与台账日期（{clock.base.month}月）对不上，没有读入；请写明月份"
        )
    months = [point(f"{clock.base.year}年{month}月", clock) for month in (first, 12)]
    start, end = (replace(m, certainty=Basis.INFERRED) for m in months if m)
    return Said(start=start, end=end)
