"""A facts folder in which every free text is an attack."""

import csv
from itertools import cycle
from pathlib import Path

from geo.settings import COLUMNS, FILE, SETTINGS, WORDS

ATTACKS = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "${window.pwned=1}",
    "`+(window.pwned=1)+`",
    "</script><script>window.pwned=1</script>",
    r"C:\2021\06 \u0041 \" \' {{7*7}} {% raw %} {% endraw %}",
    "\u202e倒序\u202c \u2066隔离\u2069",
    '=HYPERLINK("http://example.invalid","点")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "[链接](javascript:window.pwned=1) $x^2$ :red[红] **粗** <b>粗</b>",
    "第一行\n第二行\t制表",
    "长" * 10_000,
    "\U0001f6a7 表情 &amp; &lt; <!-- -->",
)
# Columns that are codes, keys, numbers, dates or geometry; everything else is free text.
_KEPT = {
    "id", "kind", "plate", "plate_basis", "document", "section", "feature", "status", "start",
    "end", "unit_basis", "certainty", "role", "method", "accuracy_m", "datum", "geometry",
    "source", "stated_from", "stated_to", "basis", "class", "lon", "lat", "count", "named",
}  # fmt: skip


def spoil_settings(folder: Path, attacks=ATTACKS) -> None:
    """Set every word around the map to an attack, cut to the length it may have."""
    with (folder / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for key, attack in zip(WORDS, cycle(attacks), strict=False):
            writer.writerow([key, attack[: SETTINGS[key].limit]])


def spoil(folder: Path) -> list[str]:
    """Write attacks into every free text of a facts folder; return the feature names in order."""
    attacks = cycle(ATTACKS)
    spoil_settings(folder)
    for path in sorted(set(folder.rglob("*.csv")) - {folder / FILE}):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            for column in sorted(row.keys() - _KEPT):
                row[column] = next(attacks)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    with (folder / "features.csv").open(encoding="utf-8", newline="") as file:
        return [row["name"].strip() for row in csv.DictReader(file)]
