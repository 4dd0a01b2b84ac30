"""The rules of the lights as data: thresholds, and the sentence each rule says.

The defaults are those 银川 published in March 2025 for its 红黄绿灯: investment 10 to 30
percentage points behind 序时进度, both included, is yellow and more is red; a start that was due
and missed is yellow, one missed three months running is red. Two rules are our own, and their
sentences say so: that a completion is overdue, and that what is reported completed is measured
by the calendar no more (宁国 has green for done). 序时进度 itself is reckoned in `geo.schedule`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from geo.lights.light import Finding, Light, Rule
from geo.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """From where on a light is yellow or red.

    `yellow` points behind are yellow, more than `red` points are red; a start is red from the
    end of month number `missed`, counted from the month in which it was due.
    """

    yellow: int = 10
    red: int = 30
    missed: int = 3

    @classmethod
    def of(cls, settings: Settings) -> Thresholds:
        """Return the thresholds of a workspace.

        Undoing one of two changes may leave yellow above red: then there is no yellow between.
        """
        red = int(settings.red)
        return cls(yellow=min(int(settings.yellow), red), red=red, missed=int(settings.missed))

    def light(self, points: Fraction | int, scale: int = 1) -> Light:
        """Return the light of being so many percentage points ahead (above 0) or behind.

        Args:
            points: the points, counted in parts of one point.
            scale: how many such parts make a point.

        """
        # In whole numbers: comparing fractions is what lights would otherwise spend their time on.
        behind, point = -points.numerator, points.denominator * scale
        if behind > self.red * point:
            return Light.RED
        return Light.YELLOW if behind >= self.yellow * point else Light.GREEN

    def span_words(self, light: Light) -> str:
        """Tell which lags have a light: 落后 10 至 30 个百分点为黄灯."""
        both = f" {self.yellow} 至 {self.red}" if self.yellow < self.red else f" {self.red}"
        spans = {
            Light.RED: f"超过 {self.red}",
            Light.YELLOW: both,
            Light.GREEN: f"不到 {self.yellow}",
        }
        return f"落后{spans[light]} 个百分点为{light.word}"


# {0} {1} … are the texts of a finding: the page fills them in as `words` does.
TEXTS = {
    Rule.LAG: (
        "{0}（{1}）：年度计划 {2} 万元，{3}报完成 {4} 万元，为计划的 {5}%，到{6}应为 {7}%{8}"
    ),
    Rule.DONE: (
        "已报建成，不再按序时进度亮灯（本图自定）："
        "年度计划 {0} 万元，{1}报完成 {2} 万元，为计划的 {3}%{4}"
    ),
    Rule.START: "应开工未开工：计划{0}开工，已到期，{1}报为{2}，此后没有开工的报告，{3}",
    Rule.END: (
        "应完工未完工：计划{0}完成，已到期，{1}报为{2}，此后没有完成的报告，为黄灯（本图自定）"
    ),
    Rule.NO_PLAN: "无计划：{0}",
    Rule.NO_REPORT: "未报完成：{0}",
    Rule.UNREAD: "金额不能采用：{0}",
}


def words(finding: Finding) -> str:
    """Say a finding in Chinese, with its numbers."""
    return TEXTS[finding.rule].format(*finding.texts)
