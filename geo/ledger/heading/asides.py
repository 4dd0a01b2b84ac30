"""What a heading says in brackets or above itself that makes it speak of another time or a part."""

from __future__ import annotations

import re

# Fields that say something else at another time or of a part: 状态（上月） is not the status.
TIMED = frozenset(
    (
        *("total", "annual_plan", "annual_done", "total_done", "progress", "progress_words"),
        *("status", "start", "end", "period", "goal"),
    )
)
# What has been reached cannot stand under a plan; a planned start is a start that is less sure.
REACHED = frozenset(("annual_done", "total_done", "progress", "progress_words", "status"))
YEARLY = frozenset(("annual_plan", "annual_done", "goal"))
_TIME = re.compile(
    "[上下]半年|半年|季度|[一二三四1-4]季|[上下]月|[上去前明次下后往历]年|[上下]一?期|结转|剩余|其中"
)
_PART = re.compile(
    "政府|财政|自筹|贷款|债券|专项|社会资本|社会投资|银行|中央|[省市区县]级|[一二三四五六七八九十\\d]期"
)
_PLAN = re.compile("计划|拟|预计")
# One end of a road is not where the road is.
_END = re.compile("[起终始止]点?|[首末两]端|拐点|角点")
# One month's money is not the year's; this month's status is the status.
_MONTH = re.compile("[本当]月|[本当]期")
_STATES = frozenset(("status", "progress", "progress_words"))
_HARMLESS = re.compile(
    "[本当]月|[本当]期|目前|当前|实际|人民币|rmb|合计|总计|总额|全部|必填|选填|可不填|累计|本年|当年|本年度|当年度|今年"
)


def is_other_time(above: str, code: str | None) -> bool:
    """Tell whether a heading's upper levels put a field at another time or make it a part."""
    return bool(_TIME.search(above) or (code not in _STATES and _MONTH.search(above)))


def is_other(bracket: str, code: str | None) -> bool:
    """Tell whether a bracket makes the heading of a field speak of another time or of a part."""
    is_month = code not in _STATES and _MONTH.search(bracket)
    return bool(_TIME.search(bracket) or _PART.search(bracket) or is_month)


def is_plan(text: str) -> bool:
    """Tell whether a text makes what it stands with something planned."""
    return bool(_PLAN.search(text))


def is_end(text: str) -> bool:
    """Tell whether a text makes a coordinate that of an end or a corner (起点, 终点, 拐点1)."""
    return bool(_END.search(text))


def is_harmless(bracket: str) -> bool:
    """Tell whether a bracket takes nothing back of what its heading says."""
    return bool(_HARMLESS.fullmatch(bracket))
