"""Words that tell a row of sums or a note from a project."""

from __future__ import annotations

import re
import unicodedata

from geo.ledger.heading.traditional import simplified

_SUM = "合计|小计|总计|共计|累计|汇总|总数|总额"
_COUNT = r"(?:\d+个?项?(?:项目|工程)?)"
_UNIT = "(?:单位[:：])?(?:人民币)?[亿万]?元"
_TAIL = rf"(?:数|额|项)?[:：]?\s*(?:[(（]?共?\s*{_COUNT}?[)）]?|[(（]{_UNIT}[)）])[:：]?"
# The sum word ends the text: 合计大厦项目 is a project.
_TOTAL = re.compile(rf"(?:(?:{_SUM})|(?:grand|sub)?[ -]?totals?|sum|共){_TAIL}")
_MAYBE_TOTAL = re.compile(
    rf"(?:[一二三四五六七八九十]+、)?.{{0,20}}(?:{_SUM}){_TAIL}"
    rf"|.{{0,12}}(?:平均|均值)(?:数|值)?|average|avg"
    rf"|其中[:：]?.{{0,20}}"
    rf"|.{{0,12}}共\s*\d+个?项?(?:重点|重大)?(?:项目|工程)?"
    rf"|.{{1,16}}(?:项目|工程)\s*共?\s*\d+[个项]|\d+个?(?:项目|工程)"
)
_NOTE = re.compile(
    r"(?:注|备注|说明|附注|填表说明|数据来源|资料来源|来源|notes?|source|fuente"
    r"|单位|填报单位|制表单位|报送单位|填报时间|填报日期|制表时间|制表日期|单位负责人|分管领导"
    r"|(?:填表|填报|制表|审核|复核|审批|联系|报送)人?(?:签字)?|联系电话)(?:[:：]|\d+[.、:：])"
)
_BARE_NOTE = re.compile(r"(?:注|备注|说明|附注|填表说明)[:：]?")
# Whose table it is, of which day, in which unit: written above it, or below.
_FILLED_IN = re.compile("(?:填报|制表|报送)?(?:单位|日期|时间)[:：]")


def is_bare_note(text: str) -> bool:
    """Tell whether a text is nothing but the word that begins a note."""
    return bool(_BARE_NOTE.fullmatch(_flat(text)))


def is_remark(text: str) -> bool:
    """Tell whether a text begins as notes below a table do, not as what is filled in above one."""
    return is_note(text) and not _FILLED_IN.match(_flat(text))


def is_total(text: str) -> bool:
    """Tell whether a text is nothing but a word for a sum, with a count or unit at most."""
    return bool(_TOTAL.fullmatch(_flat(text)))


def may_be_total(text: str) -> bool:
    """Tell whether a text speaks of a sum, a part or a count, unless the row says otherwise."""
    return bool(_MAYBE_TOTAL.fullmatch(_flat(text)))


def is_note(text: str) -> bool:
    """Tell whether a text begins as notes and signatures do."""
    return bool(_NOTE.match(_flat(text)))


def _flat(text: str) -> str:
    return simplified(unicodedata.normalize("NFKC", text)).casefold()
