"""The mark of our own columns in a report, by which a ledger that comes back is told."""

from __future__ import annotations

# Stands before our headings, so that next month's report replaces these columns.
PREFIX = "一张图·"
