"""What a document carries packed: compressed, then written in letters that mean nothing as code."""

from __future__ import annotations

import base64
import gzip

_TYPE = "application/octet-stream;base64"
# Columns are dense already: the next level takes twice as long and saves a fiftieth.
_QUICK = 5


def packed(content: bytes, name: str, level: int = _QUICK) -> str:
    """Return the script element that `layers/assets/base/loader.js` unpacks.

    The same content gives the same element: no time stands in what is compressed.
    """
    letters = base64.b64encode(gzip.compress(content, compresslevel=level, mtime=0)).decode()
    return f'<script type="{_TYPE}" id="platemap-{name}">{letters}</script>'
