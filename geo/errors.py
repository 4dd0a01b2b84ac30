"""Errors of the project: one root; each is also the standard error it resembles.

Messages are shown to the user as they are, so they are written in Chinese and
name the remedy. Programming mistakes are left to the standard exceptions.
"""

from __future__ import annotations

from collections.abc import Iterable


class PlateMapError(Exception):
    """Root of every error this project raises on purpose."""


class InputError(PlateMapError, ValueError):
    """What the user gave (an option, a file name, a date) cannot be used."""


class DatumError(InputError):
    """A coordinate is impossible in the datum it claims."""


class ContractError(InputError):
    """A facts folder breaks its written contract; carries every breach, not just the first."""

    def __init__(self, breaches: Iterable[str]) -> None:
        self.breaches = tuple(breaches)
        super().__init__("\n".join(self.breaches))


class FileError(InputError):
    """A file cannot be used as what it was given as; the message says what to do instead."""


class StoreError(PlateMapError, OSError):
    """A workspace cannot be opened or written; what was in it before is still there."""


class ConflictError(PlateMapError, RuntimeError):
    """The workspace has changed since what is to be written was made; nothing was written."""
