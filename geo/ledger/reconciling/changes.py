"""What a row says that is not what the workspace holds: by meaning, not by how it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from operator import attrgetter

from geo.ledger.entry import Entry
from geo.ledger.reconciling.plan import spot_fix
from geo.ledger.reconciling.plates import PlateNames
from geo.model import Amount, Feature, Fix, Measure, Method, Period, Statement
from geo.places import Place, is_automatic, place_of
from geo.spoken import order
from geo.stated import amounts_at
from geo.writing import thousands

_LONG = 40
_BY_ADDRESS = "位置：按地址推算"
_LAST_DAY = date.max
# From such a ratio on, two amounts of one project are more likely in two units.
_JUMP = 100


def changes(
    entry: Entry,
    feature: Feature,
    said: Sequence[Statement],
    fixes: Sequence[Fix],
    plates: PlateNames,
) -> list[str]:
    """List in Chinese what a row changes; an empty cell changes nothing, and that is told too.

    Args:
        entry: the row.
        feature: what it is about.
        said: what was said of it so far.
        fixes: where it is known to be.
        plates: the plates of the workspace.

    """
    return [
        *_texts(entry, feature, said),
        *_plate(entry, feature, plates),
        *_amounts(entry, said),
        *_details(entry, feature),
        *_place(entry, fixes),
    ]


def is_news(fix: Fix, fixes: Sequence[Fix]) -> bool:
    """Tell whether a fix says anything that those there are do not.

    A ledger's coordinates do when they differ from the newest ones of a ledger. What was found
    from an address does only when it would be the place: not beside coordinates, a better place,
    or one that was set by hand.
    """
    if is_automatic(fix):
        place = place_of([*fixes, fix])
        return place.geometry is fix.geometry and not _is_same(fix, place_of(fixes))
    earlier = [other for other in fixes if other.method is Method.LEDGER]
    return not earlier or not _is_same(fix, earlier[-1])


def _is_same(fix: Fix, held: Fix | Place) -> bool:
    if held.geometry is None or fix.accuracy_m != held.accuracy_m:
        return False
    return bool(fix.geometry.equals_exact(held.geometry, 0))


def _texts(entry: Entry, feature: Feature, said: Sequence[Statement]) -> Iterator[str]:
    pairs = (
        ("名称", feature.name, entry.name),
        ("项目代码", feature.code, entry.code),
        ("项目类型", feature.category, entry.category),
        ("建设地点", feature.address, entry.address),
        ("备注", feature.note, entry.note),
        ("责任单位", _newest(said, attrgetter("unit")), entry.unit),
        ("状态", _newest(said, attrgetter("status_words")), entry.status_words),
        ("期限", _newest(said, _period_words), _span(entry.period) or entry.period_words),
    )
    for heading, old, new in pairs:
        if old != new:
            yield from _change(heading, old, new)


def _change(heading: str, old: str, new: str) -> Iterator[str]:
    if old and not new:
        yield f"{heading}：本期没有填，沿用“{_short(old)}”"
    elif old != new:
        yield f"{heading}：{_short(old) or '（空）'} → {_short(new)}"


def _newest(said: Sequence[Statement], words_of: Callable[[Statement], str]) -> str:
    """Return what the newest statement says that says anything of it."""
    ordered = sorted(said, key=order)
    return next(filter(None, map(words_of, reversed(ordered))), "")


def _period_words(statement: Statement) -> str:
    return _span(statement.period) or statement.period_words


def _span(period: Period | None) -> str:
    return f"{period.start_text or '…'}–{period.end_text or '…'}" if period else ""


def _plate(entry: Entry, feature: Feature, plates: PlateNames) -> Iterator[str]:
    if plates.is_none(entry.plate):
        return
    key = plates.id_of(entry.plate)
    if key is None or key != feature.plate:
        yield from _change("板块", plates.name_of(feature.plate), entry.plate)


def _amounts(entry: Entry, said: Sequence[Statement]) -> Iterator[str]:
    held = amounts_at(said, _LAST_DAY)
    for measure in Measure:
        old, new = held.get(measure), entry.amounts.get(measure)
        if _is_same_amount(old, new):
            continue
        yield from _change(measure.word, _amount(old), _amount(new))
        if old and new and _is_jump(old.value, new.value):
            yield f"{measure.word}与上期相差 {_JUMP} 倍以上，请核对单位"


def _is_same_amount(old: Amount | None, new: Amount | None) -> bool:
    if old is None or new is None:
        return old is new
    if old.value is None or new.value is None:
        return old.words == new.words
    return (old.value, old.upper) == (new.value, new.upper)


def _is_jump(old: float | None, new: float | None) -> bool:
    if not old or not new:
        return False
    return max(old, new) >= _JUMP * min(old, new)


def _amount(amount: Amount | None) -> str:
    if amount is None:
        return ""
    if amount.value is None:
        return amount.words
    upper = f" 至 {thousands(amount.upper)}" if amount.upper is not None else ""
    return f"{thousands(amount.value)}{upper} {amount.unit}"


def _details(entry: Entry, feature: Feature) -> Iterator[str]:
    held = dict(feature.details)
    for heading, text in entry.details:
        if text != (old := held.get(heading, "")):
            yield from _change(heading, old, text)


def found_since(entry: Entry, fixes: Sequence[Fix]) -> list[str]:
    """Tell of a place found from a row's address that was not known when it was read before."""
    is_found = entry.spot is not None and entry.spot.provider is not None
    return [_BY_ADDRESS] if is_found and is_news(spot_fix(entry), fixes) else []


def _place(entry: Entry, fixes: Sequence[Fix]) -> Iterator[str]:
    spot = entry.spot
    newest = next((fix for fix in reversed(fixes) if fix.method is Method.LEDGER), None)
    if spot is not None and spot.provider is None:
        yield from _coordinates(entry, newest)
    elif newest is not None:
        yield "坐标：本期没有可用的，沿用以前的"
    elif spot is not None:
        yield from found_since(entry, fixes)
    elif entry.address and (said := _outdated(entry, fixes)):
        yield f"位置：本期的地址推算不出，仍按原来的“{_short(said)}”推算的，请核对"


def _outdated(entry: Entry, fixes: Sequence[Fix]) -> str:
    """Return the address that the present place was found from, where it is not the row's own."""
    answer = next((fix for fix in reversed(fixes) if is_automatic(fix)), None)
    if answer is None or place_of(fixes).geometry is not answer.geometry:
        return ""
    return "" if answer.address in (entry.address, entry.name) else answer.address


def _coordinates(entry: Entry, newest: Fix | None) -> Iterator[str]:
    if newest is None:
        yield "坐标：（空） → 有"
    elif not newest.geometry.equals_exact(spot_fix(entry).geometry, 0):
        yield "坐标：改按本期的坐标和基准"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else line[: _LONG - 1] + "…"
