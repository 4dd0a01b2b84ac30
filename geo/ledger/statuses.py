"""What the status words of a ledger say, and no more: a word that is not known is told."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from geo.ledger.heading.traditional import simplified
from geo.ledger.remarks import DATED, altered, stage_in
from geo.ledger.stages import KNOWN, Stage
from geo.model import Basis, Status
from geo.writing import fold, quoted, says_nothing


@dataclass(frozen=True, kw_only=True)
class StatusReading:
    """A status as read from `words`; `fault` tells, in Chinese, what is odd or unread about it.

    `certainty` is explicit where the words name the stage, inferred where they only imply it.
    """

    status: Status
    words: str
    certainty: Basis
    fault: str = ""


_STAGES = "、".join(status.word for status in Status if status is not Status.UNKNOWN)
_UNREAD: Stage = (Status.UNKNOWN, Basis.NONE, f"不是认得的状态，按未说明计；请写成{_STAGES}之一")
_HEAD = re.compile(r"([^(\[,;:.、。/—–-]+)[(\[,;:、。/—–-](.+)", re.DOTALL)
_PIECES = re.compile(r"[()\[\],;、。]+")
# What is new, planned or carried on says no less with its year; what is finished may be a plan.
_YEAR = re.compile(r"(?:\d{4}年度?|本年度?|今年)(?=新开工|计划|续建)", re.ASCII)
# Columns that sort the projects of an annual plan (郑州: 竣工, 续建, 计划开工, 前期): what is
# said there of an opening or a completion is the year's aim.
_SORTING = frozenset(
    f"{what}{sort}" for what in ("", "建设", "项目") for sort in ("性质", "类别", "类型", "分类")
)
_AIMS = frozenset(("开工", "开工建设", "开工项目"))
_AIMED: Stage = (
    Status.BUILDING,
    Basis.INFERRED,
    "写在项目分类的列里，多指年内计划竣工，没有说明是否已经竣工，按在建计；请写明阶段",
)


@lru_cache(maxsize=1024)  # a ledger's rows share few words
def read(words: str, heading: str = "") -> StatusReading:
    """Read the words of a status column.

    A stage may be followed by a remark (在建（主体施工）) that takes nothing back. What is not
    understood is Status.UNKNOWN with a fault that names the words; nothing is guessed.

    Args:
        words: the cell as typed.
        heading: the heading of its column. Under 建设性质, 类别 and the like 竣工 is what an
            annual plan aims at, not what has happened.

    """
    said = words.strip()
    if says_nothing(said):
        return StatusReading(status=Status.UNKNOWN, words=said, certainty=Basis.NONE)
    text = _plain(said)
    stage = _found(text)
    status, certainty, why = _aimed_at(text, stage) if _sorts(heading) else stage
    return StatusReading(
        status=status,
        words=said,
        certainty=certainty,
        fault=f"{quoted(said)}{why}" if why else "",
    )


def _plain(words: str) -> str:
    """Fold case, width, spaces, accents and traditional characters: 擬建 and 拟建 are one."""
    apart = unicodedata.normalize("NFKD", fold(simplified(words))).casefold()
    text = "".join(character for character in apart if not unicodedata.combining(character))
    return _YEAR.sub("", text.strip("“”\"'。.;,"))


def _found(text: str) -> Stage:
    return KNOWN.get(text) or _remarked(text) or (DATED if _is_dated(text) else _UNREAD)


def _remarked(text: str) -> Stage | None:
    """Read a stage with a remark behind it; of several remarks the gravest counts."""
    head = _HEAD.fullmatch(text)
    stage = KNOWN.get(head[1]) if head else None
    if head is None or stage is None:
        return None
    pieces = filter(None, _PIECES.split(head[2]))
    found = [new for piece in pieces if (new := altered(head[1], stage, piece))]
    return min(found, key=lambda new: new[0] is not Status.UNKNOWN, default=stage)


def _is_dated(text: str) -> bool:
    """Tell 2022年竣工: done or planned, which only the day of the ledger could tell."""
    found = stage_in(text)
    return found is not None and found.status in (Status.BUILDING, Status.COMPLETED)


def _sorts(heading: str) -> bool:
    own = fold(heading).casefold().partition("(")[0]
    return own.rpartition("-")[2] in _SORTING


def _aimed_at(text: str, stage: Stage) -> Stage:
    if stage[0] is Status.COMPLETED and not text.startswith("已"):
        return _AIMED
    return KNOWN["新开工"] if text in _AIMS else stage
