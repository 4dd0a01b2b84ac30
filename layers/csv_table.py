"""CSV for everyone: UTF-8 with BOM so that Excel reads it, CRLF, formulas defused."""

from __future__ import annotations

import csv
import io

from geo.catalogue import Catalogue
from geo.texts import csv_text
from layers.records import rows


def encode(catalogue: Catalogue) -> bytes:
    """Write the selection as CSV. The same input gives the same bytes."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in rows(catalogue):
        writer.writerow([csv_text(cell) if isinstance(cell, str) else cell for cell in row])
    return buffer.getvalue().encode("utf-8-sig")
