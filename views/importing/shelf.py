"""Ledgers that were not written yet, kept for whoever reloads the page and begins a new session.

They stay in memory alone, under the workspace they were meant for and the name of who brought
them: nothing has to be cleared away from a disk, and a restart of the app forgets them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import streamlit as st

from geo.clock import now
from geo.errors import FileError
from geo.ledger.opening import files
from geo.ledger.opening.limits import MEGABYTE
from layers.escape import html_text
from views import acting, flash, workspace
from views.importing import desk as desks
from views.importing import landing
from views.importing.desk import Desk

_KEPT_FOR = timedelta(hours=12)
_BYTES = 90 * MEGABYTE
# A file that is moved or renamed keeps its numbers on its disk, and with them its ledgers.
Owner = tuple[tuple[int, int] | Path, str]


@dataclass(frozen=True)
class _Kept:
    """A ledger with the choices made for it, without what was read from it."""

    desk: Desk
    at: datetime


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[tuple[Owner, str], _Kept]:
    """Return the one shelf of the app, by owner and digest; no thread interrupts a use of it."""
    return {}


def keep(desk: Desk) -> None:
    """Keep a ledger as it stands; the oldest ones go where there is no room."""
    book = replace(desk.book, grids=())
    kept = replace(desk, book=book, accepted=set(desk.accepted), read=None, plan=None)
    _shelf()[_owner(), book.digest] = _Kept(kept, now())
    _tidy()


def forget(desk: Desk) -> None:
    """Take a ledger of this user and workspace off the shelf."""
    _shelf().pop((_owner(), desk.book.digest), None)


def offer() -> None:
    """Offer the ledgers that were not written, the last one first."""
    _tidy()
    mine = [kept for (owner, _), kept in _shelf().items() if owner == _owner()]
    for number, kept in enumerate(sorted(mine, key=lambda kept: kept.at, reverse=True)):
        _line(number, kept)


def _line(number: int, kept: _Kept) -> None:
    told = f"上次没有写入的台账：<b>{html_text(kept.desk.book.name)}</b>，{kept.at:%H:%M}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="who">{told}</p>', width="content")
        st.button("接着导入", key=f"shelf_take_{number}", on_click=_take, args=(kept.desk,))
        st.button(
            "不要了",
            key=f"shelf_forget_{number}",
            on_click=forget,
            args=(kept.desk,),
            type="tertiary",
        )


def _take(kept: Desk) -> None:
    """Go on with a ledger as it was left, in widgets of its own."""
    try:
        book = files.open_book(kept.book.name, kept.book.content)
    except FileError as error:
        flash.refuse_error(error)
        return
    desks.resume(replace(kept, book=book, accepted=set(kept.accepted)))
    landing.send(*landing.READING)


def _owner() -> Owner:
    path = workspace.chosen().path
    try:
        found = path.stat()
    except OSError:
        return path, acting.operator()
    return (found.st_dev, found.st_ino), acting.operator()


def _tidy() -> None:
    oldest = now() - _KEPT_FOR
    room = _BYTES
    newest_first = sorted(_shelf().items(), key=lambda one: one[1].at, reverse=True)
    for key, kept in newest_first:
        room -= len(kept.desk.book.content)
        if kept.at < oldest or room < 0:
            _shelf().pop(key, None)
