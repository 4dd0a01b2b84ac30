"""A file that gets its name once it is whole, or a new one, and never takes another's place."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geo.errors import InputError


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give an empty file beside `path` to fill; it is named `path` when the block ends well.

    However the block ends, nothing but a whole file is left.

    Raises:
        InputError: something is at that path already.
        OSError: the folder cannot be written to.

    """
    building = path.parent / f".{secrets.token_hex(8)}.part"
    building.touch(exist_ok=False)
    try:
        yield building
        _settle(building, path)
    finally:
        with suppress(OSError):
            building.unlink(missing_ok=True)


def move_file(path: Path, to: Path) -> None:
    """Give a file another path on the same disk.

    Raises:
        InputError: something is at that path already.
        OSError: a folder cannot be written to, or (on Windows) the file is open somewhere.

    """
    if os.name == "nt":
        # Renaming there never replaces, and unlike a link it refuses a file that is open.
        try:
            path.rename(to)
        except FileExistsError:
            raise _taken(to) from None
    else:
        _settle(path, to)
        path.unlink(missing_ok=True)


def _settle(building: Path, path: Path) -> None:
    # Unlike a renaming, a link never replaces what is there.
    try:
        path.hardlink_to(building)
    except OSError as error:
        if isinstance(error, FileExistsError) or path.exists():
            raise _taken(path) from None
        # FAT sticks and some network shares know no links.
        building.rename(path)


def _taken(path: Path) -> InputError:
    return InputError(f"已经有“{path.name}”了，请换一个名称")
