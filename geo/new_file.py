"""A new file that gets its name once it is whole, and never takes the place of another."""

from __future__ import annotations

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


def _settle(building: Path, path: Path) -> None:
    # Unlike a renaming, a link never replaces what is there.
    try:
        path.hardlink_to(building)
    except OSError as error:
        if isinstance(error, FileExistsError) or path.exists():
            raise InputError(f"已经有“{path.name}”了，请换一个名称") from None
        # FAT sticks and some network shares know no links.
        building.rename(path)
