"""The workspace a session looks at, read once a revision and shared by all sessions.

Every cache is keyed by path and revision: one workspace's facts never stand for another's, and
what one session writes every other sees with its next step.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path

import streamlit as st

from geo import seeds, store, workspaces
from geo.catalogue import Catalogue, catalogue
from geo.errors import InputError
from geo.filters import NO_PLATE, Filter
from geo.lights import lighting
from geo.model import Facts
from geo.moved import editions
from geo.moved.move import Comparison
from geo.ragged import Mask
from geo.store import Workspace
from layers import basemaps
from views import bridge, flash

# No workspace's name holds a colon.
SEEDS, GIVEN = ":seeds", ":given"
SEEDS_NAME = "二七区 2020 年种子数据"
_PARAMETER = "ws"
# A few revisions and dates at a time: people look at the newest facts on a handful of days.
_REVISIONS, _DATES = 4, 16
# What was chosen just now, by every session: rows take room, numbers take none.
_SELECTIONS, _COUNTS = 16, 128
_DOCUMENTS = _REVISIONS * len(basemaps.CODES)
# SQLite counts the writes of a file in its header (file format, 1.3.7).
_HEADER, _WRITES = 100, slice(24, 28)


@dataclass(frozen=True)
class Chosen:
    """A workspace a session may look at: its code in the address, its name, where it is."""

    code: str
    name: str
    path: Path

    @property
    def is_writable(self) -> bool:
        """Tell whether changes can be written to it: a file can, a facts folder is only read."""
        return not self.path.is_dir()

    @property
    def words(self) -> str:
        """The name people read."""
        return self.name if self.is_writable else f"{self.name}（只读）"


@dataclass(frozen=True)
class Held:
    """What a workspace holds, and the number of its newest change (0 for a folder)."""

    facts: Facts
    head: int


def chosen() -> Chosen:
    """Return the workspace of this session; it begins with the one in the address."""
    state = st.session_state
    if "ws" not in state:
        state["ws"] = _asked(st.query_params.get(_PARAMETER, ""))
    return of(state["ws"])


def of(code: str) -> Chosen:
    """Return the workspace of a code.

    Raises:
        InputError: the code can be no workspace's name.

    """
    given = os.environ.get("PLATEMAP_WORKSPACE", "")
    if code == GIVEN and given:
        path = Path(given)
        return Chosen(GIVEN, path.stem if path.suffix == store.SUFFIX else path.name, path)
    if code in (SEEDS, GIVEN):
        return Chosen(SEEDS, SEEDS_NAME, seeds.SEEDS)
    return Chosen(code, code, workspaces.path_of(code))


def begin() -> str:
    """Return the code a session begins with when its address names none."""
    return GIVEN if os.environ.get("PLATEMAP_WORKSPACE") else SEEDS


def choose(code: str) -> None:
    """Look at another workspace; what was chosen in the one before means nothing there."""
    st.session_state["ws"] = code
    for key in ("as_of", "selected", "listed", "view"):
        st.session_state.pop(key, None)
    if "plates" in st.session_state:
        st.session_state["plates"] = []


def address() -> dict[str, str]:
    """Return what the address says of the workspace; nothing for the one sessions begin with."""
    code = chosen().code
    return {} if code == begin() else {_PARAMETER: code}


def facts() -> Facts:
    """Return the facts of the workspace as they are on disk now.

    Raises:
        InputError: the folder or one of its files is missing or cannot be read.
        StoreError: the file cannot be opened as a workspace.

    """
    return held().facts


def held() -> Held:
    """Return facts and head of the workspace as they are on disk now; raises as `facts`."""
    path = chosen().path
    return _held(path, revision(path))


def fresh(opened: Workspace) -> Held:
    """Read facts and head from an opened workspace itself, for a change that is to be written."""
    # The head first: facts may be newer than it says, never older.
    head = opened.head
    return Held(opened.facts(), head)


def at(day: date | None = None) -> Catalogue:
    """Return the catalogue of everything as of a date; by default the newest stated."""
    path = chosen().path
    return _catalogue(path, revision(path), day)


def scene(criteria: Filter) -> tuple[Catalogue, Catalogue]:
    """Return everything on the date of a filter, and what the filter keeps of it."""
    path = chosen().path
    now = revision(path)
    return _catalogue(path, now, criteria.as_of), _selection(path, now, criteria)


def counts(criteria: Filter, column: str) -> Counter[str]:
    """Count the values of a column of the frame over what a filter keeps; none is `NO_PLATE`."""
    path = chosen().path
    return _counts(path, revision(path), criteria, column)


def has_lights() -> bool:
    """Tell whether anything here ever has another light than grey."""
    path = chosen().path
    return _has_lights(path, revision(path))


def comparisons() -> tuple[Comparison, ...]:
    """Return what moved between the ledgers of the workspace, or its documents, newest first."""
    path = chosen().path
    return _comparisons(path, revision(path))


def compared(selection: Catalogue) -> Catalogue:
    """Put the comparisons on a catalogue that is to leave as a file."""
    return replace(selection, comparisons=comparisons())


def document(basemap: str) -> bytes:
    """Return the map document of the whole workspace over a base map, as `bridge.frame` shows it.

    Filters are sent into it, never built in. It may hold the base map's key: it is for the
    frame in the page alone, never for a download.

    Raises:
        InputError: the base map cannot work here.

    """
    path = chosen().path
    return _document(path, revision(path), basemap)


def revision(path: Path) -> str:
    """Return a fingerprint of a workspace: which files, how long, when and how often written."""
    digest = blake2b(digest_size=8)
    for file in sorted((*path.rglob("*.csv"), *path.rglob("*.geojson"))) or [path]:
        # Editors leave lock files that point nowhere.
        if not file.is_file():
            continue
        stat = file.stat()
        digest.update(f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    if path.is_file():
        with path.open("rb") as file_of_store:
            digest.update(file_of_store.read(_HEADER)[_WRITES])
    return digest.hexdigest()


def _asked(code: str) -> str:
    """Take the workspace an address names if it is there, else the one sessions begin with."""
    if not code:
        return begin()
    try:
        if of(code).path.exists():
            return code
    except InputError:
        pass
    flash.refuse(f"没有名为“{code}”的工作区，可能已经改名或移走；现在打开的是“{of(begin()).name}”")
    return begin()


@st.cache_resource(show_spinner=False, max_entries=_REVISIONS)
def _held(path: Path, revision: str) -> Held:  # noqa: ARG001 - the revision is the cache's key
    if path.is_dir():
        return Held(seeds.read(path), 0)
    with store.open_workspace(path) as opened:
        return fresh(opened)


@st.cache_resource(show_spinner=False, max_entries=_DATES)
def _catalogue(path: Path, revision: str, day: date | None) -> Catalogue:
    return catalogue(_held(path, revision).facts, day)


@st.cache_resource(show_spinner=False, max_entries=_SELECTIONS, hash_funcs={Filter: Filter.to_json})
def _selection(path: Path, revision: str, criteria: Filter) -> Catalogue:
    return _catalogue(path, revision, criteria.as_of).select(criteria)


@st.cache_resource(show_spinner=False, max_entries=_COUNTS, hash_funcs={Filter: Filter.to_json})
def _counts(path: Path, revision: str, criteria: Filter, column: str) -> Counter[str]:
    whole = _catalogue(path, revision, criteria.as_of)
    kept = whole.frame[column].to_numpy()[_mask(path, revision, criteria)]
    return Counter(NO_PLATE if value is None else value for value in kept)


@st.cache_resource(show_spinner=False, max_entries=_COUNTS, hash_funcs={Filter: Filter.to_json})
def _mask(path: Path, revision: str, criteria: Filter) -> Mask:
    return _catalogue(path, revision, criteria.as_of).mask(criteria)


@st.cache_resource(show_spinner=False, max_entries=_REVISIONS)
def _has_lights(path: Path, revision: str) -> bool:
    return lighting.has_lights(_catalogue(path, revision, None).told.lights)


@st.cache_resource(show_spinner=False, max_entries=_REVISIONS)
def _comparisons(path: Path, revision: str) -> tuple[Comparison, ...]:  # noqa: ARG001 - the cache's key
    return editions.of_source(path)


@st.cache_resource(show_spinner=False, max_entries=_DOCUMENTS)
def _document(path: Path, revision: str, basemap: str) -> bytes:
    # folium is slow to import, and only this needs it.
    from layers.document import View, build  # noqa: PLC0415

    view = View(basemap=basemap, embedded=True)
    whole = _catalogue(path, revision, None)
    whole = replace(whole, comparisons=_comparisons(path, revision))
    return bridge.with_edge(build(whole, view), whole.facts.base.district)
