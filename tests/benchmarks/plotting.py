"""Draws the medians over the sizes as an SVG: log axes, one panel for each thing measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10

from layers.escape import html_text

Points = Sequence[tuple[int, float]]
# What, title, unit.
_PANELS = (
    ("file", "文件", "MB"),
    ("build", "生成", "秒"),
    ("ready", "打开 → 可用", "秒"),
    ("filter", "筛选 → 画出", "毫秒"),
)
_COLOURS = {
    "本应用": "#1257A6",
    "folium.GeoJson": "#CE4A0A",
    "GeoDataFrame.explore": "#155C50",
    "st_folium": "#A3123A",
    "pydeck": "#5B3C93",
}
_SIZES = (300, 10_000, 100_000, 1_000_000)
_WORDS = ("300", "1 万", "10 万", "100 万")
_WIDTH, _HEIGHT, _LEFT, _TOP, _GAP = 400, 230, 56, 74, 86
_FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
_INK, _INK2, _LINE = "#16202C", "#46515F", "#E7EBEF"


def plot(lines: Mapping[str, Mapping[str, Points]]) -> str:
    """Draw what → way → (count, value) as one SVG."""
    panels = [(panel, lines.get(panel[0], {})) for panel in _PANELS]
    parts = [_key()]
    for n, ((_, title, unit), ways) in enumerate(panels):
        x, y = _LEFT + n % 2 * (_WIDTH + _GAP), _TOP + n // 2 * (_HEIGHT + _GAP)
        parts.append(f'<g transform="translate({x} {y})">{_panel(title, unit, ways)}</g>')
    width, height = _LEFT + 2 * _WIDTH + _GAP + 40, _TOP + 2 * _HEIGHT + _GAP + 40
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' font-family=\'{_FONT}\' font-size="13" fill="{_INK}">'
        f'<rect width="100%" height="100%" fill="#FFFFFF"/>{"".join(parts)}</svg>\n'
    )


def _key() -> str:
    parts, x = [], _LEFT
    for way, colour in _COLOURS.items():
        parts.append(
            f'<line x1="{x}" x2="{x + 22}" y1="22" y2="22" stroke="{colour}"'
            f' stroke-width="{_weight(way)}"/><circle cx="{x + 11}" cy="22" r="4" fill="{colour}"/>'
            f'<text x="{x + 30}" y="27" {_face(way)}>{html_text(way)}</text>'
        )
        x += 62 + 8 * sum(2 if ord(letter) > 255 else 1 for letter in way)
    return "".join(parts)


def _panel(title: str, unit: str, ways: Mapping[str, Points]) -> str:
    values = [value for points in ways.values() for _, value in points] or [1]
    # Room for our numbers below the lowest dot.
    low, high = floor(log10(min(values) / 2.5)), ceil(log10(max(values)))

    def at(count: int, value: float) -> tuple[float, float]:
        across = log10(count / _SIZES[0]) / log10(_SIZES[-1] / _SIZES[0])
        return across * _WIDTH, (high - log10(value)) / (high - low) * _HEIGHT

    parts = [f'<text y="-14" font-size="15" font-weight="600">{title}（{unit}）</text>']
    for power in range(low, high + 1):
        _, y = at(_SIZES[0], 10**power)
        parts.append(f'<line x2="{_WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="{_LINE}"/>')
        parts.append(_text(-8, y + 4, f"{10**power:,g}", "end"))
    for count, word in zip(_SIZES, _WORDS, strict=True):
        x, _ = at(count, 10**low)
        parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y2="{_HEIGHT}" stroke="{_LINE}"/>')
        parts.append(_text(x, _HEIGHT + 20, word, "middle"))
    # Ours last, above the others.
    for way in sorted(ways, key=lambda way: way == "本应用"):
        parts.append(_curve(way, [(*at(*point), point[1]) for point in ways[way]]))
    return "".join(parts)


def _curve(way: str, points: Sequence[tuple[float, float, float]]) -> str:
    colour, path = _COLOURS[way], " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}" stroke="#FFFFFF"/>'
        for x, y, _ in points
    )
    line = (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{_weight(way)}"/>'
    )
    return line + dots + (_values(points, colour) if way == "本应用" else "")


def _values(points: Sequence[tuple[float, float, float]], colour: str) -> str:
    """Write our numbers under our dots, with a rim that keeps them apart from other lines."""
    rim = 'paint-order="stroke" stroke="#FFFFFF" stroke-width="4" font-weight="600"'
    return "".join(
        f'<text x="{x:.1f}" y="{y + 20:.1f}" text-anchor="middle" fill="{colour}" {rim}>'
        f"{value:.{0 if value >= 100 else 2}{'f' if value >= 100 else 'g'}}</text>"
        for x, y, value in points
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{_INK2}">{words}</text>'


def _weight(way: str) -> float:
    return 3.5 if way == "本应用" else 1.8


def _face(way: str) -> str:
    return 'font-weight="600"' if way == "本应用" else f'fill="{_INK2}"'
