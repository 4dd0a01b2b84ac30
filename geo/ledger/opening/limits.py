"""How large a ledger may be: what no real one reaches, and what a bomb must not get past.

A district has some 300 projects a year; these limits leave room for a province. Sizes are bytes.
"""

from __future__ import annotations

MEGABYTE = 1024 * 1024

# A ledger of 20,000 rows takes about 5 MB; photographs pasted into one make up the rest.
FILE_BYTES = 30 * MEGABYTE
# Parts of a workbook once unpacked: each, and all together.
PART_BYTES = 64 * MEGABYTE
ALL_BYTES = 150 * MEGABYTE
# Sheets full of bordered empty cells reach 60; deflate cannot pack real text more than 100 to 1.
RATIO = 100
# Small parts may be packed as tightly as they like: unpacked they are small too.
RATIO_FROM_BYTES = 4 * MEGABYTE
PARTS = 2_000
SHEETS = 60
# Rows that hold a value, in a sheet and in all sheets together.
ROWS = 20_000
ALL_ROWS = 60_000
COLUMNS = 300
# Excel itself holds no more in a cell; the csv module of Python stops at the other.
CELL_CHARACTERS = 32_767
FIELD_CHARACTERS = 131_072
# XML elements by the root of the part: a cell takes two, a bordered empty cell one, a text two.
ELEMENTS = {"worksheet": 2_500_000, "sst": 700_000, "styleSheet": 250_000, "": 100_000}
# More blank rows than this in a row are counted as one: somebody's stray cell far below.
BLANK_RUN = 1_000
# A heading stands within this many rows that hold something.
HEADING_WITHIN = 30
HEADING_LEVELS = 3
