"""The app as it is, its map page without the map: what its own widgets take by themselves.

`PLATEMAP_WORKSPACE=FILE streamlit run unmapped_app.py`
"""

import runpy
from pathlib import Path

from views import bridge


def nothing(*_: object, **__: object) -> None:
    """Stand in for the document and for what is sent into it."""


bridge.frame = nothing
bridge.link = nothing
runpy.run_path(str(Path(__file__).resolve().parents[2] / "app.py"))
