"""What a light is, and what a rule says with it: the words are filled in from one table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from geo.model import Coded


class Light(Coded):
    """A light, the gravest first. Grey tells that there is nothing to judge by, never "good"."""

    RED = "red", "红灯"
    YELLOW = "yellow", "黄灯"
    GREEN = "green", "绿灯"
    GREY = "grey", "灰灯"


class Rule(Coded):
    """A rule that may speak; `geo.lights.rules.TEXTS` holds what it says."""

    LAG = "lag", "序时进度"
    DONE = "done", "已报建成"
    START = "start", "应开工未开工"
    END = "end", "应完工未完工"
    NO_PLAN = "no_plan", "无计划"
    NO_REPORT = "no_report", "未报完成"
    UNREAD = "unread", "金额不能采用"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What one rule says on one day: the light it asks for and the texts its sentence needs.

    `behind` is how far behind 序时进度 it finds a feature, in hundredths of a percentage point,
    ahead of it below 0; 0 for a rule that does not measure it.
    """

    rule: Rule
    light: Light
    texts: tuple[str, ...] = ()
    behind: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Lit:
    """The light of a feature from `day` on, with everything the rules say, the gravest first.

    `behind` is the most that any of them finds it behind 序时进度, see `Finding`.
    """

    day: date
    light: Light
    findings: tuple[Finding, ...]
    behind: int = 0
