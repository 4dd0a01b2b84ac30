"""Provinces, cities, districts and counties elsewhere, recognised in an address by their names.

Their names are data (gazetteer/elsewhere.csv): by its form alone 青山区 is no more a district than
the 南区 of an estate. A name counts where a word may begin, so 菜市街 and 兰州拉面 are no cities.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from geo.gazetteer.bundle import Division

_SHORTEST, _LONGEST = 3, 15
_RANK = re.compile(r"[省市区县旗州盟](?![场街路道巷政])")
# How a city's or prefecture's short name is made long in speech: 凉山州, 珠海市.
_SHORT_RANKS = frozenset("省市州盟")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# After these a division may be named in the middle of a text: 驻金水区, 位于洛阳市, 交叉口珠海市.
_BEFORE = frozenset("到至在驻现于往从属原为是向省市区县州盟口处角号侧米院楼层室路街道巷")
_BRANCH = re.compile(r"分(?:店|院|公司|行|校|部|所|号)|(?<!分)店")
_ABOVE = re.compile(r"^(?:中国|河南省?|,)+")


class Divisions:
    """The names of divisions that are not ours, full (洛阳市) and, of the large ones, short."""

    def __init__(self, listed: Iterable[Division]) -> None:
        listed = tuple(listed)
        self._names = frozenset(division.name for division in listed)
        self._shorts = frozenset(division.short for division in listed if division.short)

    def named(
        self, text: str, district: str, begins: Callable[[str], bool], *, begins_known: bool
    ) -> str:
        """Return the division of elsewhere a cleaned text names, or "".

        `begins` tells whether a text begins with a name of ours, `begins_known` whether this one
        does: what does (菜市街) does not begin with a city's, and a city's short name before one
        (新乡大学路) is that city.
        """
        for end in (found.end() for found in _RANK.finditer(text)):
            # What begins with a name of ours does not begin with a city's.
            for start in range(max(int(begins_known), end - _LONGEST), end - _SHORTEST + 1):
                if self._is_name(text[start:end]) and self._may_begin(text, start):
                    return text[start:end]
        return next(self._short(text, district, begins, begins_known=begins_known), "")

    def _is_name(self, word: str) -> bool:
        return word in self._names or (word[-1] in _SHORT_RANKS and word[:-1] in self._shorts)

    def _may_begin(self, text: str, start: int) -> bool:
        if start == 0 or not _HAN.match(before := text[start - 1]) or before in _BEFORE:
            return True
        return any(text[max(0, start - length) : start] in self._shorts for length in (2, 3, 4))

    def _short(
        self, text: str, district: str, begins: Callable[[str], bool], *, begins_known: bool
    ) -> Iterator[str]:
        """Yield short names that stand for themselves, begin or end the text, or have a branch."""
        yield from self._shorts.intersection(_HAN.findall(text))
        yield from (
            word
            for branch in _BRANCH.finditer(text)
            for length in (2, 3, 4)
            if (word := text[max(0, branch.start() - length) : branch.start()]) in self._shorts
            and (branch[0] != "店" or self._may_begin(text, branch.start() - length))
        )
        rest = text[above.end() :] if (above := _ABOVE.match(text)) else text
        for length in (2, 3, 4):
            after = rest[length:]
            if rest[:length] in self._shorts and not begins_known:
                yield from [rest[:length]] * (after.startswith(district) or begins(after))
            if text[-length:] in self._shorts and text[-length - 1 : -length] in _BEFORE:
                yield text[-length:]
