"""Ways to say where something is beside pointing at the map: numbers, a crossing, roads around."""

from __future__ import annotations

import streamlit as st

from geo.answers import Answer
from geo.crs import Datum
from geo.errors import InputError
from geo.gazetteer.gazetteer import Gazetteer
from geo.locating import pasted
from views.locating import asking, offers
from views.locating.item import Stand, said
from views.locating.offers import of_answer
from views.locating.walk import Walk
from views.plain import clip

_LIMIT = 500
# A coordinate is as good as the map it was read from; of that nothing is said.
_TYPED_M = 50
# The datums of what people copy, and where each comes from.
_DATUMS = {
    "": "请选择坐标系",
    Datum.GCJ02.value: "GCJ-02（高德、腾讯地图）",
    Datum.BD09.value: "BD-09（百度地图）",
    Datum.WGS84.value: "WGS-84（GPS、OpenStreetMap）",
    Datum.CGCS2000.value: "CGCS2000（天地图、测绘成果）",
}
_SIDES = {"east": "东至", "west": "西至", "south": "南至", "north": "北至"}


def show(stand: Stand) -> None:
    """Draw the ways, one a tab."""
    local = asking.gazetteer(stand.facts)
    address, crossing, coordinate, extent = st.tabs(["地址", "路口", "坐标", "四至"])
    with coordinate:
        _coordinate(stand)
    with crossing:
        _crossing(stand, local)
    with extent:
        _extent(stand, local)
    with address:
        _address(stand, local)


def _coordinate(stand: Stand) -> None:
    key = f"pasted_{stand.item.feature.id}"
    with st.form(f"form_{key}", border=False):
        st.text_input(
            "经度和纬度，或从地图网站复制的链接",
            key=key,
            max_chars=_LIMIT,
            placeholder="如 113.6401, 34.7201",
        )
        st.selectbox(
            "坐标系（链接里写明的可不选）",
            list(_DATUMS),
            format_func=_DATUMS.__getitem__,
            key=f"datum_{stand.walk.code}",
            persist_state="session",
        )
        st.form_submit_button(
            "看看在哪里", on_click=_read, args=(stand.walk, key, f"datum_{stand.walk.code}")
        )


def _read(walk: Walk, key: str, datum_key: str) -> None:
    text, code = st.session_state.get(key) or "", st.session_state.get(datum_key) or ""
    try:
        found = pasted.read(text, Datum(code) if code else None)
    except InputError as error:
        walk.try_out("输入坐标", (), str(error), look=False)
        return
    how = f"输入坐标 {found.at.datum.word}"
    offer = offers.by_hand(found.at.to(Datum.WGS84), how, found.at.datum, found.words)
    walk.accuracy_m = offers.accuracy_for(max(found.rounding_m, _TYPED_M))
    walk.try_out("输入坐标", (offer,))


def _crossing(stand: Stand, local: Gazetteer) -> None:
    key = stand.item.feature.id
    first = st.selectbox(
        "路（可输入查找）",
        local.road_names,
        index=None,
        placeholder="选一条路",
        key=f"road_{key}",
    )
    others = local.crossing_roads(first) if first else ()
    second = st.selectbox(
        "与它相交的路",
        others,
        index=None,
        placeholder="选相交的路" if others or not first else "没有已知的路口",
        disabled=not others,
        key=f"other_{key}_{first}",
    )
    st.button(
        "看看在哪里",
        key=f"cross_{key}",
        disabled=not second,
        on_click=_cross,
        args=(stand, local, first, second),
    )


def _cross(stand: Stand, local: Gazetteer, first: str, second: str) -> None:
    _try(stand, "选路口", local.crossing(first, second))


def _extent(stand: Stand, local: Gazetteer) -> None:
    key = f"extent_{stand.item.feature.id}"
    with st.form(f"form_{key}", border=False):
        boxes = [*st.columns(2), *st.columns(2)]
        for (side, word), box in zip(_SIDES.items(), boxes, strict=True):
            box.selectbox(
                word,
                local.road_names,
                index=None,
                placeholder="选路名",
                key=f"{key}_{side}",
            )
        st.form_submit_button("看看在哪里", on_click=_bound, args=(stand, local, key))


def _bound(stand: Stand, local: Gazetteer, key: str) -> None:
    roads = {side: st.session_state.get(f"{key}_{side}") or "" for side in _SIDES}
    _try(stand, "四至", local.extent(**roads))


def _address(stand: Stand, local: Gazetteer) -> None:
    feature = stand.item.feature
    key = f"address_{feature.id}"
    with st.form(f"form_{key}", border=False):
        st.text_input(
            "换一种写法",
            value=clip(feature.address, _LIMIT),
            key=key,
            max_chars=_LIMIT,
            placeholder="如 大学路与南四环交叉口向北200米",
        )
        st.form_submit_button("再找一次", on_click=_again, args=(stand, local, key))


def _again(stand: Stand, local: Gazetteer, key: str) -> None:
    text = st.session_state.get(key) or ""
    _try(stand, f"按“{clip(text, 30)}”找", local.locate(text, stand.item.feature.kind))


def _try(stand: Stand, way: str, answer: Answer) -> None:
    found = of_answer(answer, stand.item.feature.kind, way)
    stand.walk.try_out(way, found, said(answer))
