"""The item before the user: what is known of it, the places it may have, and taking one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
import streamlit as st
from shapely.geometry.base import BaseGeometry

from geo.answers import Answer, Verdict
from geo.filters import NO_PLATE_WORD, short_plate_name
from geo.geocode.record import Source
from geo.locating import manual
from geo.model import Facts, Feature
from layers.escape import html_text
from views import flash
from views.importing import landing
from views.locating import asking, nearby, offers, taking
from views.locating.offers import ACCURACIES, Offer, of_answer
from views.locating.queue import Group, Item
from views.locating.walk import Walk
from views.plain import clip
from views.wording import UNSTATED, accuracy, distance

_SHOWN, _NAME, _TEXT = 6, 60, 200
# What is said elsewhere of this page, left out on it.
_HERE = "在“定位”页"


@dataclass(frozen=True, kw_only=True)
class Stand:
    """Where the user stands: the item, those around it, and the workspace they were read from."""

    walk: Walk
    items: Sequence[Item]
    item: Item
    facts: Facts
    head: int
    frame: gpd.GeoDataFrame


def proposals(stand: Stand) -> tuple[str, tuple[Offer, ...], str]:
    """Return what is put before the user: the way it came, the places, and what else to say."""
    if stand.walk.tried is not None:
        return stand.walk.tried
    answer = asking.known(stand.facts, stand.item.feature)
    return "", of_answer(answer, stand.item.feature.kind), said(answer)


def said(answer: Answer) -> str:
    """Say what an answer says beside its places."""
    word = "" if answer.verdict is Verdict.FOUND else answer.verdict.word
    return "：".join(part for part in (word, answer.note.replace(_HERE, "")) if part)


def head(stand: Stand) -> None:
    """Draw what is known of the item."""
    feature, row = stand.item.feature, _row(stand)
    landing.heading("item", clip(feature.name, _NAME))
    plate = short_plate_name(row["plate_name"]) if row["plate"] else NO_PLATE_WORD
    facts = [
        ("类别", " · ".join(filter(None, (feature.kind.word, feature.category, feature.code)))),
        ("所属板块", plate),
        ("地址", feature.address),
        (stand.item.group.word, stand.item.why),
    ]
    if stand.item.group is not Group.LOST:
        facts.insert(3, ("现在的位置", f"{accuracy(row)}。{row['location_basis']}"))
    lines = "".join(
        f"<dt>{html_text(word)}</dt><dd>{html_text(clip(text or UNSTATED, _TEXT))}</dd>"
        for word, text in facts
    )
    st.html(f'<article class="detail"><dl>{lines}</dl></article>')


def offered(stand: Stand, way: str, found: Sequence[Offer], note: str) -> None:
    """Draw the places offered, each with the button that takes it."""
    counted = f"{len(found)} 处" if found else "没有结果"
    landing.heading("offers", "候选位置", f"{way or '按台账的地址和名称'}：{counted}")
    if way:
        st.button("回到按台账地址找", key="back", type="tertiary", on_click=stand.walk.forget)
    if note:
        st.html(flash.box("warned", [note]))
    for number, offer in enumerate(found[:_SHOWN], start=1):
        _offer(stand, number, offer, is_first=number == 1)
    if len(found) > _SHOWN:
        st.html(f'<p class="hint">另有 {len(found) - _SHOWN} 处，请把地址写细些再找。</p>')
    _ask_services(stand)


def aside(stand: Stand) -> None:
    """Draw the ways to go on without a place."""
    box = f"leave_{stand.item.feature.id}"
    with st.container(horizontal=True):
        st.button(
            "跳过（这次不看）", key="skip", on_click=taking.skip, args=(stand.walk, stand.items)
        )
    # Whatever has a place, however doubtful, is not without one for a reason.
    if stand.item.group is not Group.LOST:
        return
    with st.expander("暂不处理，写明原因"):
        st.text_input("原因", key=box, max_chars=200, placeholder="如 选址未定，等规划批复")
        st.button(
            "记下原因",
            key="leave",
            on_click=taking.leave,
            args=(stand.walk, stand.items, stand.head, box),
        )


def _offer(stand: Stand, number: int, offer: Offer, *, is_first: bool) -> None:
    near = nearby.words(stand.frame, stand.item.feature.id, offer.at)
    with st.container(border=True, gap="small", key=f"offer_{number}"):
        mark = "" if offer.is_by_hand else f"<i>{number}</i>"
        lines = "".join(
            f"<small>{html_text(clip(line, _TEXT))}</small>"
            for line in (offer.method, offer.basis, near)
            if line
        )
        title = f"<b>{mark}{html_text(clip(offer.title, _NAME))}</b>"
        st.html(f'<div class="part offer">{title}{lines}</div>')
        with st.container(horizontal=True, vertical_alignment="bottom"):
            metres = _metres(stand.walk) if offer.is_by_hand else offer.accuracy_m
            is_kept = _is_kept_outside(stand, number, offer)
            st.button(
                "采用",
                key=f"take_{stand.item.feature.id}_{number}",
                type="primary" if is_first else "secondary",
                help=f"采用“{clip(offer.title, _NAME)}”",
                on_click=taking.take,
                args=(stand.walk, stand.items, stand.head, offer),
                kwargs={"accuracy_m": metres, "keep_outside": is_kept},
            )


def _metres(walk: Walk) -> int:
    """Ask how far a place pointed out by hand may be off."""
    choices = list(ACCURACIES)
    walk.accuracy_m = walk.accuracy_m or offers.accuracy_for(50)
    given = st.selectbox(
        "误差",
        choices,
        index=choices.index(walk.accuracy_m),
        format_func=ACCURACIES.__getitem__,
        key=f"accuracy_{walk.turn}_{walk.accuracy_m}",
        width=240,
    )
    return given or walk.accuracy_m


def _is_kept_outside(stand: Stand, number: int, offer: Offer) -> bool:
    """Ask whether a place far outside the district is meant; such a one is refused otherwise."""
    off = nearby.metres(offer.at, stand.facts.base.district)
    if off <= manual.MAX_OUTSIDE_M:
        return False
    name = stand.facts.base.district_name
    return st.checkbox(f"在{name}外约 {distance(off)}，确定保留区外位置", key=f"outside_{number}")


def _ask_services(stand: Stand) -> None:
    feature = stand.item.feature
    known = asking.offered()
    if not known:
        return
    with st.container(horizontal=True):
        for source in known.values():
            st.button(
                f"问{source.word}",
                key=f"ask_{source.provider}",
                help=f"联网查这一项的地址。{source.attribution}",
                on_click=_ask,
                args=(stand.walk, source, feature),
            )


def _ask(walk: Walk, source: Source, feature: Feature) -> None:
    answer = asking.service(source.provider, feature.address or feature.name, feature.kind)
    note = "。".join(filter(None, (said(answer), source.attribution if answer.candidates else "")))
    walk.try_out(f"{source.word}的结果", of_answer(answer, feature.kind), note)


def _row(stand: Stand) -> pd.Series[Any]:
    row: pd.Series[Any] = stand.frame[stand.frame["id"] == stand.item.feature.id].iloc[0]
    return row


def ground(stand: Stand) -> BaseGeometry | None:
    """Return what the map shows when nothing is offered: the present place, else the plate."""
    row, frame = _row(stand), stand.frame
    own: BaseGeometry | None = row.geometry
    if own is not None:
        return own
    plates = frame[frame["id"] == row["plate"]]
    plate: BaseGeometry | None = plates.iloc[0].geometry if len(plates) else None
    return plate
