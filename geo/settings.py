"""What a workspace sets that is no fact: the words around the map, the thresholds of the lights.

A facts folder may hold them in settings.csv; a command line may replace them for one export.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from geo.errors import InputError
from geo.writing import quoted

FILE, COLUMNS = "settings.csv", ("key", "value")
RESTRICTION = "内部工作用图，未经审图，不得公开"


@dataclass(frozen=True)
class Setting:
    """A word that can be set: what people call it, how long it may be, whether it may be empty.

    Where `numbers` stand it is one of these whole numbers.
    """

    word: str
    limit: int
    required: bool = False
    numbers: range | None = None


# Lengths that still stand on one line of the widest sheet.
SETTINGS = {
    "title": Setting("标题", 60, required=True),
    "subtitle": Setting("副标题", 80),
    "organisation": Setting("编制单位", 60),
    "approval": Setting("审图号", 40),
    "restriction": Setting("用途限制", 60, required=True),
    "yellow": Setting("落后多少个百分点为黄灯", 3, required=True, numbers=range(1, 101)),
    "red": Setting("落后超过多少个百分点为红灯", 3, required=True, numbers=range(1, 101)),
    "missed": Setting("应开工未开工满几个月为红灯", 2, required=True, numbers=range(1, 13)),
}
WORDS = tuple(key for key, setting in SETTINGS.items() if setting.numbers is None)
NUMBERS = tuple(key for key, setting in SETTINGS.items() if setting.numbers is not None)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of a workspace; an empty one is not shown. `approval` is the bare number.

    The thresholds are those 银川 published, see `geo.lights.rules`; they are kept as they are
    typed and stored, for a setting is a text.
    """

    title: str
    subtitle: str = ""
    organisation: str = ""
    approval: str = ""
    restriction: str = RESTRICTION
    yellow: str = "10"
    red: str = "30"
    missed: str = "3"

    @property
    def permission(self) -> str:
        """What the map may be used for: its approval number, else the restriction."""
        return f"审图号：{self.approval}" if self.approval else self.restriction

    def but(self, given: Mapping[str, str | None]) -> Settings:
        """Return these settings with some replaced; None leaves one as it is.

        Raises:
            InputError: a text is too long, or empty where something must stand, or a threshold
                is no whole number within its limits, or yellow would begin beyond red.

        """
        changed = {
            key: checked(key, text.strip(), f"--{key} ")
            for key, text in given.items()
            if text is not None
        }
        settings = replace(self, **changed)
        if fault := disagreement(settings):
            raise InputError(fault)
        return settings


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
    settings = Settings(**{"title": title, **given})
    if fault := disagreement(settings):
        faults.append(f"{FILE}：{fault}")
    return settings


def disagreement(settings: Settings) -> str:
    """Tell what is wrong with settings that are right each for itself; "" when nothing is."""
    yellow, red = int(settings.yellow), int(settings.red)
    if yellow <= red:
        return ""
    told = f"黄灯从落后 {yellow} 个百分点起，红灯却是超过 {red} 个百分点"
    return f"{told}：黄灯的数不能大于红灯的，请改小黄灯的（yellow）或改大红灯的（red）"


def checked(key: str, value: str, where: str) -> str:
    """Return a value that fits its key; `where` names the cell or option in the error.

    Raises:
        InputError: the key is not known, or the value too long, missing or no number where one
            must stand.

    """
    if key not in SETTINGS:
        raise InputError(f"key 列的“{key}”无法识别，可用：{'、'.join(SETTINGS)}")
    setting = SETTINGS[key]
    if setting.required and not value:
        raise InputError(f"{where}不能为空：{setting.word}不能没有，要用默认的就不写 {key}")
    if value and not any(unicodedata.category(mark)[0] not in "CZ" for mark in value):
        raise InputError(f"{where}只有看不见的字符：请写上{setting.word}，或留空")
    if setting.numbers is not None:
        return _number(setting, value, where)
    if len(value) > setting.limit:
        told = f"{setting.word}有 {len(value)} 字，最多 {setting.limit} 字，请改短"
        raise InputError(f"{where}过长：{told}")
    return value


def _number(setting: Setting, value: str, where: str) -> str:
    numbers = setting.numbers or range(0)
    # A long one is told apart unread: of thousands of digits int() makes no number.
    is_short = len(value) <= setting.limit
    if is_short and value.isascii() and value.isdigit() and int(value) in numbers:
        return str(int(value))
    span = f"{numbers.start} 至 {numbers.stop - 1} 的整数"
    raise InputError(f"{where}{quoted(value)}无法识别：{setting.word}，请写 {span}")
