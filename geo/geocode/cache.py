"""What services answered, kept in a CSV file: nobody is asked twice, and a kill loses one line.

Failures are never kept. Answers age: nothing found is asked again after a month, the rest after
a year. Whoever wants them gone earlier purges them or deletes the file.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from threading import Lock

from geo import clock, workspaces
from geo.answers import Answer, Verdict
from geo.errors import StoreError
from geo.geocode.lines import COLUMNS, Kept, Key, cells_of, decode, encode, heading_line, key_of
from geo.model import Provider

VARIABLE, FILE = "PLATEMAP_GEOCODE_CACHE", "地名缓存.csv"
_YEAR = timedelta(days=365)
_AGES = {Verdict.NOT_FOUND: timedelta(days=30)}


def standard_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where answers are kept: what PLATEMAP_GEOCODE_CACHE names, else beside workspaces.

    Raises:
        StoreError: the folder of the workspaces cannot be made.

    """
    given = environment.get(VARIABLE, "").strip()
    return Path(given).expanduser() if given else workspaces.home() / FILE


class Cache:
    """The kept answers of a file. Several processes may use it; each reads what others add.

    Raises:
        StoreError: the file is something else, or its folder cannot be read.

    """

    def __init__(self, path: Path) -> None:
        self._path, self._lock = path, Lock()
        self._forget()
        with self._lock:
            self._catch_up()

    def get(self, provider: Provider, address: str) -> Answer | None:
        """Return what a service answered for an address, unless too old or from a later time.

        Raises:
            StoreError: the file can no longer be read.

        """
        with self._lock:
            self._catch_up()
            line = self._known.get((provider.value, address))
            kept = decode(line, self._heading) if line else None
        if kept is None:
            return None
        age = clock.now() - kept.asked_at
        # What claims to come from a later time was written by nobody here.
        is_fresh = timedelta(0) <= age <= _AGES.get(kept.answer.verdict, _YEAR)
        return kept.answer if is_fresh else None

    def put(self, answer: Answer) -> None:
        """Keep an answer of a service, at once and for good; a failure is passed over.

        Raises:
            StoreError: the file cannot be written to.

        """
        if answer.verdict.is_failure:
            return
        kept = Kept(answer=answer, asked_at=clock.now())
        with self._lock:
            self._catch_up()
            try:
                self._append(kept)
            except OSError as error:
                raise self._fault("写不进去", error) from error

    def purge(self, provider: Provider | None = None) -> int:
        """Drop what a service answered, or everything; return how many answers that were.

        Raises:
            StoreError: the file cannot be replaced; it is then as it was.

        """
        with self._lock:
            self._catch_up()
            gone = {key for key in self._known if provider is None or key[0] == provider.value}
            left = [line for key, line in self._known.items() if key not in gone]
            try:
                if gone:
                    self._replace(left)
            except OSError as error:
                raise self._fault("改不了", error) from error
            self._forget()
            self._catch_up()
        return len(gone)

    def _forget(self) -> None:
        # Lines are read when they are asked for: ten thousand would take seconds.
        self._known: dict[Key, bytes] = {}
        self._heading: list[str] = []
        self._read_to, self._file = 0, 0

    def _catch_up(self) -> None:
        """Read the lines that came since; a line without its end is still being written."""
        try:
            with self._path.open("rb") as file:
                about = os.fstat(file.fileno())
                if about.st_ino != self._file or about.st_size < self._read_to:
                    self._forget()
                    self._file = about.st_ino
                file.seek(self._read_to)
                added = file.read()
        except FileNotFoundError:
            self._forget()
            return
        except OSError as error:
            raise self._fault("打不开", error) from error
        whole = added[: added.rfind(b"\n") + 1]
        self._read_to += len(whole)
        for line in whole.splitlines(keepends=True):
            self._take(line)

    def _take(self, line: bytes) -> None:
        if not self._heading:
            self._heading = cells_of(line)
            if not set(COLUMNS) <= set(self._heading):
                raise StoreError(
                    f"地名缓存 {self._path.name} 不是本软件写的样子：请移走或改名，会另建一个"
                )
        elif key := key_of(line, self._heading):
            self._known[key] = line

    def _append(self, kept: Kept) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab+", buffering=0) as file:
            size = file.seek(0, os.SEEK_END)
            lead = heading_line(COLUMNS) if size == 0 else b""
            if size:
                # What a kill cut off is closed, so that it spoils no line but its own.
                file.seek(-1, os.SEEK_END)
                lead = b"" if file.read(1) == b"\n" else b"\r\n"
            line = lead + encode(kept, self._heading or COLUMNS)
            if file.write(line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _replace(self, left: list[bytes]) -> None:
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{self._path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(heading_line(self._heading) + b"".join(left))
            Path(name).replace(self._path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def _fault(self, what: str, error: OSError) -> StoreError:
        return StoreError(
            f"地名缓存 {self._path.name} {what}（{error.strerror}）："
            f"请核对文件夹的权限和空间，或用环境变量 {VARIABLE} 指定另一个文件"
        )
