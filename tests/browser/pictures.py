"""Pictures of what browsers show, for people to judge; taken only when they are asked for."""

import os
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent.parent / "pictures"
# A whole run would take hundreds that nobody looks at.
WANTED = bool(os.environ.get("PICTURES"))


def place(name):
    """Return where a picture or a printed sheet of that name is kept."""
    _FOLDER.mkdir(exist_ok=True)
    return _FOLDER / name
