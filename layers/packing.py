"""Scripts packed for a document: compressed, then written in letters that mean nothing as code."""

from __future__ import annotations

import base64
import gzip
from functools import lru_cache

_TYPE = "application/octet-stream;base64"


@lru_cache(maxsize=8)
def packed(scripts: str) -> str:
    """Return the script element that `layers/assets/base/loader.js` unpacks and runs.

    The same scripts give the same element: no time stands in what is compressed.
    """
    letters = base64.b64encode(gzip.compress(scripts.encode(), compresslevel=9, mtime=0)).decode()
    return f'<script type="{_TYPE}" id="platemap-pack">{letters}</script>'
