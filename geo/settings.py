"""The words around the map that are no facts: title, organisation, approval number, restriction.

A facts folder may hold them in settings.csv; a command line may replace them for one export.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from geo.errors import InputError

FILE, COLUMNS = "settings.csv", ("key", "value")
RESTRICTION = "内部工作用图，未经审图，不得公开"


@dataclass(frozen=True)
class Setting:
    """A word that can be set: what people call it, how long it may be, whether it may be empty."""

    word: str
    limit: int
    required: bool = False


# Lengths that still stand on one line of the widest sheet.
SETTINGS = {
    "title": Setting("标题", 60, required=True),
    "subtitle": Setting("副标题", 80),
    "organisation": Setting("编制单位", 60),
    "approval": Setting("审图号", 40),
    "restriction": Setting("用途限制", 60, required=True),
}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The words of a workspace; an empty one is not shown. `approval` is the bare number."""

    title: str
    subtitle: str = ""
    organisation: str = ""
    approval: str = ""
    restriction: str = RESTRICTION

    @property
    def permission(self) -> str:
        """What the map may be used for: its approval number, else the restriction."""
        return f"审图号：{self.approval}" if self.approval else self.restriction

    def but(self, given: Mapping[str, str | None]) -> Settings:
        """Return these words with some replaced; None leaves a word as it is.

        Raises:
            InputError: a text is too long, or empty where something must stand.

        """
        changed = {
            key: checked(key, text.strip(), f"--{key} ")
            for key, text in given.items()
            if text is not None
        }
        return replace(self, **changed)


def collect(
    rows: Iterable[tuple[int, Mapping[str, str]]], title: str, faults: list[str]
) -> Settings:
    """Read the rows of settings.csv.

    Args:
        rows: line numbers and cells.
        title: the title where none is set.
        faults: what is wrong is added here, in Chinese.

    """
    given: dict[str, str] = {}
    for number, row in rows:
        key, value = row["key"], row["value"]
        try:
            if key in given:
                raise InputError(f"key 列的“{key}”重复，只留一行")
            given[key] = checked(key, value, "value 列")
        except InputError as error:
            faults.append(f"{FILE} 第 {number} 行：{error}")
    return Settings(**{"title": title, **given})


def checked(key: str, value: str, where: str) -> str:
    """Return a value that fits its key; `where` names the cell or option in the error.

    Raises:
        InputError: the key is not known, or the value too long or missing.

    """
    if key not in SETTINGS:
        raise InputError(f"key 列的“{key}”无法识别，可用：{'、'.join(SETTINGS)}")
    setting = SETTINGS[key]
    if setting.required and not value:
        raise InputError(f"{where}不能为空：{setting.word}不能没有，要用默认的就不写 {key}")
    if value and not any(unicodedata.category(mark)[0] not in "CZ" for mark in value):
        raise InputError(f"{where}只有看不见的字符：请写上{setting.word}，或留空")
    if len(value) > setting.limit:
        told = f"{setting.word}有 {len(value)} 字，最多 {setting.limit} 字，请改短"
        raise InputError(f"{where}过长：{told}")
    return value
