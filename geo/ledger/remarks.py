"""Remarks behind a stage: 在建（主体施工） takes nothing back, 竣工（计划） takes back nearly all.

A remark that is not known to be harmless is never passed over: the stage becomes a weaker one,
or at least inferred, or unknown; each with words that tell why.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.ledger.stages import KNOWN, Stage
from geo.model import Basis, Status

_LONGEST = 40
_ORDER = (
    Status.PLANNED,
    Status.SCHEDULED,
    Status.PREPARING,
    Status.ADVANCING,
    Status.BUILDING,
    Status.COMPLETED,
)
_NOT_BEGUN = frozenset(_ORDER[:3])
# What these say of the site, a remark can deny.
_CLAIMS = frozenset(_ORDER[3:])
_PLANS = re.compile("计划|预计|预期|预定|拟|力争|争取|确保|目标|暂定|有望|将于|年内")
_PLAN_WORDS = re.compile(rf"{_PLANS.pattern}|时间|日期|[:于在]")
_TIME = re.compile(
    r"(?:\d|[./~—–-]|[年月日号底末初旬内前份至到第一二三四上下中]|季度|半年|今年|明年|去年|本年|当年"
    r"|次年|年度|年终)*",
    re.ASCII,
)
_PARTS = (
    "主体|基础|桩基|地基|基坑|支护|土方|土石方|地下室|地下结构|结构|砌体|二次结构|钢结构|框架|屋面"
    "|幕墙|外墙|外立面|内墙|抹灰|门窗|装修|装饰|精装|安装|机电|水电|消防|电梯|管网|管道|雨污水"
    "|路基|路面|桥梁|箱梁|隧道|盾构|绿化|景观|室外|配套|设备|调试|厂房|土建|封顶|打桩|开挖|浇筑|铺设"
)
_PROGRESS = (
    r"\d+(?:\.\d+)?(?:%|层|米|公里|栋|幢|座|根)|工程|施工|作业|阶段|部分|正在|进行|已|完成|中|至|到"
    r"|第|及|和|的|地上|地下|全部|全面|约|[一二三四五六七八九十]+层"
)
# Remarks that take nothing back from a stage.
_HARMLESS = {
    **dict.fromkeys(_NOT_BEGUN, re.compile("(?:尚|暂|还)?未(?:开工|动工)|没有开工")),
    Status.BUILDING: re.compile(
        rf"(?=.*(?:{_PARTS}))(?:{_PARTS}|{_PROGRESS})+|\d{{1,2}}(?:\.\d+)?%|正在施工|施工中?"
    ),
    Status.COMPLETED: re.compile(
        r"(?:已|已经)?(?:通过|完成)?(?:竣工|综合|消防)?验收(?:合格|通过)?"
        r"|已(?:备案|移交|交付|结算|决算)|100(?:\.0+)?%|全部|全面"
    ),
    Status.SUSPENDED: re.compile(
        "(?!.*(?:复工|恢复|开工|取消|终止))(?:因|受|由于).+|资金(?:问题|紧张|短缺|不足|[不未]到位)"
    ),
}
# A remark may turn a stage into one whose word is made with a prefix: 竣工（一期） is 部分竣工.
_TURNS = (
    (_PLANS, "计划", _CLAIMS),
    (re.compile("[未待]验收"), "基本", {Status.COMPLETED}),
    (re.compile("试"), "试", {Status.COMPLETED}),
    (
        re.compile(
            r"[\d一二三四五六七八九十首前]期|部分|局部|分期|(?<!\d)\d{1,2}(?:\.\d+)?%", re.ASCII
        ),
        "部分",
        {Status.COMPLETED},
    ),
)
_OTHERWISE = re.compile(
    "已(?:停工|复工|开工|竣工|完工|建成|投产|取消|终止)|停工|停建|缓建|暂停|未开工|未动工|取消|终止|撤销"
)
_DENIALS = re.compile("[未没否非不停缓暂假]|尚|烂尾|取消|终止|撤销")
_SEVERAL: Stage = (Status.UNKNOWN, Basis.NONE, "写了不止一个阶段，按未说明计；请只写现在的阶段")
DATED: Stage = (
    Status.UNKNOWN,
    Basis.NONE,
    "写了时间，没有说明是已经如此还是计划，按未说明计；请只写现在的阶段",
)
_DOUBTFUL: Stage = (
    Status.UNKNOWN,
    Basis.NONE,
    "前后说法不一，或后面的说明看不懂，按未说明计；请只写现在的阶段",
)


class Found(NamedTuple):
    """A stage named within a text that else names only a time (2022年竣工)."""

    status: Status
    time: str


def altered(word: str, stage: Stage, remark: str) -> Stage | None:
    """Tell what a remark makes of a stage; None when it takes nothing back.

    Args:
        word: the stage as written, one of `stages.KNOWN`.
        stage: what it stands for.
        remark: a single remark without its brackets, folded.

    """
    status = stage[0]
    if f"计划{word}" in KNOWN and status in _CLAIMS and _is_time(remark):
        return DATED
    if _is_harmless(remark, status):
        return None
    if _says_otherwise(remark, status):
        return _SEVERAL
    for pattern, prefix, statuses in _TURNS:
        if status in statuses and pattern.search(remark):
            return _inferred(KNOWN.get(prefix + word, _DOUBTFUL))
    return _unread(stage, remark)


def stage_in(text: str) -> Found | None:
    """Find the stage in a text of which all the rest is a time."""
    if len(text) > _LONGEST:
        return None
    for word in _LONGER_FIRST:
        before, found, after = text.partition(word)
        if found and _TIME.fullmatch(before + after):
            return Found(KNOWN[word][0], before + after)
    return None


def _is_time(remark: str) -> bool:
    """Tell whether a remark is a time (9月), if with the stage once more (9月开工)."""
    found = stage_in(remark)
    return bool(found.time) if found else bool(_TIME.fullmatch(remark))


def _is_harmless(remark: str, status: Status) -> bool:
    if len(remark) > _LONGEST:
        return False
    pattern, known = _HARMLESS.get(status), KNOWN.get(remark)
    if (known and known[0] is status) or (pattern and pattern.fullmatch(remark)):
        return True
    return _comes_next(remark, status)


def _comes_next(remark: str, status: Status) -> bool:
    """Tell whether a remark only plans what comes next: 在建（预计明年竣工）, 计划开工（9月）."""
    planned, text = bool(_PLANS.search(remark)), _PLAN_WORDS.sub("", remark)
    found = stage_in(text)
    if found is None:
        return status in _NOT_BEGUN and bool(_TIME.fullmatch(text))
    if found.status is status:
        return status is not Status.COMPLETED and not planned
    return planned and _is_later(found.status, status)


def _is_later(later: Status, status: Status) -> bool:
    if status is Status.SUSPENDED:
        return later in _CLAIMS
    return later in _ORDER and status in _ORDER and _ORDER.index(later) > _ORDER.index(status)


def _says_otherwise(remark: str, status: Status) -> bool:
    words = [remark, *_OTHERWISE.findall(remark)]
    return any(KNOWN[word][0] is not status for word in words if word in KNOWN)


def _inferred(stage: Stage) -> Stage:
    status, certainty, _ = stage
    if certainty is not Basis.EXPLICIT:
        return stage
    return status, Basis.INFERRED, f"说的是计划，按{status.word}计；请核对"


def _unread(stage: Stage, remark: str) -> Stage:
    """Keep a stage with a remark nobody read as inferred; a completion is not believed so."""
    status = stage[0]
    if status is Status.UNKNOWN:
        return stage
    if status is Status.COMPLETED or (status in _CLAIMS and _DENIALS.search(remark)):
        return _DOUBTFUL
    return status, Basis.INFERRED, f"后面的说明没有读，按{status.word}计；请核对"


_LONGER_FIRST = sorted(KNOWN, key=len, reverse=True)
