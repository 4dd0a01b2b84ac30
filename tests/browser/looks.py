"""What a test can see of a page's layout: text that is cut, things out of place, small targets."""

import json
from pathlib import Path

_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def look(page, name, argument=None):
    """Ask looks.js for the faults of one kind: cut, tight, outside, overlaps or small."""
    return page.evaluate(f"({_SCRIPT.rstrip()}).{name}({json.dumps(argument)})")
