"""What a test can see of the printed sheets: the PDF, and numbers, names and boxes in the page."""

import re
from itertools import combinations, pairwise
from pathlib import Path

from geo.model import Certainty, Kind

INK, GREY = "#16202C", "#667180"
_POINT = 25.4 / 72
_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def printed(page, **options):
    """Print as the dialog does, without background graphics; return pages and their size in mm."""
    pdf = page.pdf(prefer_css_page_size=True, **options)
    boxes = re.findall(rb"/MediaBox *\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert len(boxes) == len(re.findall(rb"/Type */Page\b", pdf))
    return pdf, [tuple(float(side) * _POINT for side in box) for box in boxes]


def read(page):
    """Build the sheets and read what stands on them, one pixel a unit of the sheet."""
    page.set_viewport_size({"width": 1050, "height": 1485})
    page.emulate_media(media="print")
    return page.evaluate(f"({_SCRIPT.rstrip()}).read()")


def _apart(one, two, slack=0.0):
    a, b = one, two
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return wide <= slack or high <= slack


def _inside(box, frame):
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def names(page):
    return page.evaluate("PM.data.columns.name")


def check_numbers(sheet, frame):
    """Every row but plates has one number in the index; every mapped one has it once on a map."""
    things = frame[frame["kind"] != Kind.PLATE]
    ids = list(frame["id"])
    located = {
        ids.index(i) for i in things.loc[things["location_certainty"] != Certainty.NONE, "id"]
    }
    rows = sheet["rows"]
    assert [r["n"] for r in rows] == list(range(1, len(things) + 1))
    plates = dict.fromkeys(frame.loc[frame["kind"] == Kind.PLATE, "id"])
    rank = {plate: at for at, plate in enumerate(plates)}
    owners = [rank.get(frame["plate"].iloc[r["row"]], len(rank)) for r in rows]
    order = [(owner, r["row"] not in located) for owner, r in zip(owners, rows, strict=True)]
    assert order == sorted(order)
    assert sorted(r["row"] for r in rows) == sorted(ids.index(i) for i in things["id"])
    pins = [pin for panel in sheet["panels"] for pin in panel["pins"]]
    assert sorted(pin["row"] for pin in pins) == sorted(located)
    number = {r["row"]: r["n"] for r in rows}
    assert all(pin["n"] == number[pin["row"]] for pin in pins)
    for row in rows:
        assert (row["ground"], row["ink"]) == (
            (INK, "#FFFFFF") if row["row"] in located else (None, GREY)
        )


def check_map(sheet):
    """No number lies over another, a symbol, a plate's name or the edge."""
    for panel in sheet["panels"]:
        pins = panel["pins"]
        for one, two in combinations(pins, 2):
            assert _apart(one["box"], two["box"]), (one["n"], two["n"])
        for pin in pins:
            assert _inside(pin["box"], panel["frame"]), pin["n"]
            for symbol in panel["symbols"]:
                assert _apart(pin["box"], symbol["box"], 0.5), (pin["n"], symbol["row"])
            for tag in panel["tags"]:
                assert _apart(pin["box"], tag, 1), pin["n"]
    for pin in [pin for panel in sheet["panels"][:1] for pin in panel["pins"]]:
        assert all(_apart(pin["box"], frame) for frame in sheet["frames"]), pin["n"]


def check_index(sheet, all_names):
    """Names stand whole, clear of their stage, of each other, and of the paper's edge."""
    boxes = []
    for row in sheet["rows"]:
        assert squeezed("".join(row["names"])) == squeezed(all_names[row["row"]])
        assert all(box[2] <= row["stageBox"][0] for box in row["nameBoxes"]), row["names"]
        boxes += row["nameBoxes"]
    boxes.sort(key=lambda box: (box[0], box[1]))
    for one, two in pairwise(boxes):
        assert _apart(one, two, 4), (one, two)
    assert sheet["beyond"] == []


def squeezed(text):
    return re.sub(r"[\s\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)


def words(sheet):
    return "\n".join(" ".join(texts) for texts in sheet["words"])
