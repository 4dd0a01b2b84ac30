"""What is packed in a document: its data read, its scripts read and changed."""

import base64
import gzip
import json
import re

from layers.packing import packed

_PACK = re.compile(r'<script type="[^"]*" id="platemap-pack">([^<]*)</script>')
_DATA = 'id="platemap-data">'


def data_text(html):
    """Return the data of a document as it stands in it."""
    return html.split(_DATA, 1)[1].split("</script>", 1)[0]


def data_of(html):
    """Read the data of a document."""
    return json.loads(data_text(html))


def scripts_of(html):
    """Read the scripts of a document."""
    return gzip.decompress(base64.b64decode(_PACK.search(html)[1])).decode()


def with_scripts(html, scripts):
    """Return the document with other scripts."""
    return _PACK.sub(lambda _: packed(scripts), html, count=1)


def unpacked(html):
    """Return the document with its scripts to be read in it."""
    return _PACK.sub(lambda found: scripts_of(found[0]), html, count=1)
