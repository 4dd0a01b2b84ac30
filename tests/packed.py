"""What is packed in a document: its data read back as plain lists, its scripts read and changed."""

import base64
import gzip
import json
import math
import re
import struct
from itertools import accumulate

import numpy as np

from layers.packing import packed

_PACK = re.compile(r'<script type="[^"]*" id="platemap-(pack|data)">([^<]*)</script>')
_SEPARATOR = "\x1f"


def data_text(html):
    """Return the data of a document as it stands in it."""
    return _found(html, "data")[2]


def data_of(html):
    """Read the data of a document: columns as lists, None where nothing is known."""
    return read(_content(_found(html, "data")))


def scripts_of(html):
    """Read the scripts of a document."""
    return _content(_found(html, "pack")).decode()


def with_scripts(html, scripts):
    """Return the document with other scripts."""
    return html.replace(_found(html, "pack")[0], packed(scripts.encode(), "pack", level=9))


def with_data(html, letters):
    """Return the document with other letters in place of its data."""
    return html.replace(data_text(html), letters)


def unpacked(html):
    """Return the document with its scripts to be read in it, and without its data."""
    return html.replace(_found(html, "pack")[0], scripts_of(html)).replace(data_text(html), "")


def readable(html):
    """Return everything a document says, as text."""
    return unpacked(html) + json.dumps(data_of(html), ensure_ascii=False)


def read(content):
    """Read what `layers.payload.binary` has written; told here once more, for it is the format."""
    size = struct.unpack_from("<I", content)[0]
    return _opened(json.loads(content[4 : 4 + size]), content[4 + size :])


def _found(html, name):
    return next(found for found in _PACK.finditer(html) if found[1] == name)


def _content(found):
    return gzip.decompress(base64.b64decode(found[2]))


def _opened(tree, blob):
    if isinstance(tree, list):
        return [_opened(item, blob) for item in tree]
    if not isinstance(tree, dict):
        return tree
    if "$" in tree:
        return _KINDS[tree["$"]](tree, blob)
    return {name: _opened(item, blob) for name, item in tree.items()}


def _codes(c, n, blob):
    raw = np.frombuffer(blob, np.uint8, n * c["width"], c["at"]).reshape(c["width"], n)
    planes = (plane.astype(object) * 256**place for place, plane in enumerate(raw))
    return [int(code) + c["low"] for code in sum(planes, np.zeros(n, dtype=object))]


def _plain(c, blob):
    return _codes(c, c["n"], blob)


def _steps(c, blob):
    return list(accumulate(_codes(c, c["n"] - 1, blob), initial=c["first"]))


def _newest(c, blob):
    values, following = [], c["first"]
    for code in _codes(c, c["n"], blob):
        values.append(following - code)
        following = max(following, values[-1] + 1)
    return values


def _runs(c, blob):
    runs = zip(_opened(c["of"], blob), _opened(c["more"], blob), strict=True)
    return [value for value, more in runs for _ in range(more + 1)]


def _some(c, blob):
    return [None if value == c["none"] else value for value in _opened(c["of"], blob)]


def _floats(c, blob):
    raw = np.frombuffer(blob, np.uint8, c["n"] * 8, c["at"]).reshape(8, c["n"])
    values = np.ascontiguousarray(raw.T).view("<f8")[:, 0].tolist()
    return [None if math.isnan(value) else value for value in values]


def _texts(c, blob):
    return blob[c["at"] : c["at"] + c["size"]].decode().split(_SEPARATOR)


def _coded(c, blob):
    texts = _opened(c["of"], blob)
    return [texts[code] for code in _opened(c["codes"], blob)]


def _numbered(c, blob):
    parts = (_opened(c[name], blob) for name in ("heads", "digits", "number", "tails"))
    return [
        head + (str(number).zfill(digits) if digits else "") + tail
        for head, digits, number, tail in zip(*parts, strict=True)
    ]


_KINDS = {
    "plain": _plain,
    "steps": _steps,
    "newest": _newest,
    "runs": _runs,
    "some": _some,
    "float": _floats,
    "texts": _texts,
    "coded": _coded,
    "numbered": _numbered,
}
