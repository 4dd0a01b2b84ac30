"""The facts the app stands on, read once a revision and shared by all sessions."""

from __future__ import annotations

import os
from datetime import date
from hashlib import blake2b
from pathlib import Path

import streamlit as st

from geo import seeds
from geo.catalogue import Catalogue, catalogue
from geo.model import Facts
from layers import basemaps

# A few revisions and dates at a time: people look at the newest facts on a handful of days.
_REVISIONS, _DATES = 2, 32
_DOCUMENTS = _REVISIONS * len(basemaps.CODES)


def facts() -> Facts:
    """Return the facts of the workspace as they are on disk now.

    Raises:
        InputError: the folder or one of its files is missing or cannot be read.

    """
    folder = _folder()
    return _facts(folder, revision())


def at(day: date | None = None) -> Catalogue:
    """Return the catalogue of everything as of a date; by default the newest stated."""
    return _catalogue(_folder(), revision(), day)


def document(basemap: str) -> bytes:
    """Return the map document of the whole workspace over a base map.

    Filters are sent into it, never built in. It may hold the base map's key: it is for the
    frame in the page alone, never for a download.

    Raises:
        InputError: the base map cannot work here.

    """
    return _document(_folder(), revision(), basemap)


def revision() -> str:
    """Return a fingerprint of the facts folder: which files, how long, when last written."""
    digest = blake2b(digest_size=8)
    for path in sorted((*_folder().rglob("*.csv"), *_folder().rglob("*.geojson"))):
        # Editors leave lock files that point nowhere.
        if not path.is_file():
            continue
        stat = path.stat()
        digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _folder() -> Path:
    return Path(os.environ.get("PLATEMAP_WORKSPACE") or seeds.SEEDS)


@st.cache_resource(show_spinner=False, max_entries=_REVISIONS)
def _facts(folder: Path, revision: str) -> Facts:  # noqa: ARG001 - the revision is the cache's key
    return seeds.read(folder)


@st.cache_resource(show_spinner=False, max_entries=_DATES)
def _catalogue(folder: Path, revision: str, day: date | None) -> Catalogue:
    return catalogue(_facts(folder, revision), day)


@st.cache_resource(show_spinner=False, max_entries=_DOCUMENTS)
def _document(folder: Path, revision: str, basemap: str) -> bytes:
    # folium is slow to import, and only this needs it.
    from layers.document import View, build  # noqa: PLC0415

    view = View(basemap=basemap, embedded=True)
    return build(_catalogue(folder, revision, None), view).encode()
