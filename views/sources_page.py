"""Sources and accuracy: who said it and when, and how well each place is known."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.catalogue import Catalogue
from geo.filters import NO_PLATE_WORD, short_plate_name
from geo.model import Certainty, Facts, Kind, Method
from geo.places import BY_HAND_WITHIN_M, EXACT_WITHIN_M, SCHEMATIC_FROM_M
from layers.escape import html_text
from layers.words import day_words, place_source_words
from views import parts, vacant, workspace

_MEANING = {
    Certainty.EXACT: (
        f"来源就在该地点，误差不超过 {EXACT_WITHIN_M} 米；手工定位的不超过 {BY_HAND_WITHIN_M} 米。"
    ),
    Certainty.APPROX: f"由路口、门牌或公布范围推得，或误差超过 {EXACT_WITHIN_M} 米。",
    Certainty.SCHEMATIC: (
        f"只凭名称、相对方位或辖区注记知道大致一带，或误差达 {SCHEMATIC_FROM_M} 米。"
    ),
    Certainty.NONE: "没有可用的位置来源。逐项列出并写明原因，不在图上编造位置。",
}


def show() -> None:
    """Draw the page."""
    whole = workspace.at()
    if vacant.is_shown(whole):
        return
    facts = whole.facts
    st.html(_grades(whole))
    lists = {
        f"每项的位置依据 {len(whole.frame)}": _places(whole),
        f"未定位 {whole.counts.unlocated}": _unlocated(whole),
        f"文件 {len(facts.documents)}": _documents(facts),
        f"位置来源 {len(facts.tables['sources'])}": _sources(facts),
    }
    for tab, html in zip(st.tabs(list(lists)), lists.values(), strict=True):
        tab.html(html)


def _grades(whole: Catalogue) -> str:
    """Write the four grades of certainty, with how many features have each."""
    counts = whole.frame["location_certainty"].value_counts()
    cards = "".join(
        f"<article><h3>{grade.word}</h3><b>{counts.get(grade.value, 0)}</b> 项"
        f"<small>{html_text(meaning)}</small></article>"
        for grade, meaning in _MEANING.items()
    )
    note = f"共 {len(whole.frame)} 项，四档相加等于全部。坐标一律换算为 WGS-84。"
    return parts.titled("位置精度", f'<div class="pair">{cards}</div>', note)


def _places(whole: Catalogue) -> str:
    heading = ["编号", "名称", "类别", "板块", "精度", "方法", "误差（米）", "依据", "来源"]
    methods = {method.value: method.word for method in Method}
    grades = {grade.value: grade.word for grade in Certainty}
    rows = [
        [
            *_named(record),
            grades[record["location_certainty"]],
            methods.get(record["location_method"], ""),
            _metres(record["location_accuracy_m"]),
            record["location_basis"] or record["unlocated_reason"],
            place_source_words(record["location_source"]),
        ]
        for record in whole.frame.to_dict("records")
    ]
    return parts.table(heading, rows)


def _metres(accuracy: float | None) -> str:
    return "" if pd.isna(accuracy) else f"{accuracy:.0f}"


def _unlocated(whole: Catalogue) -> str:
    heading = ["编号", "名称", "类别", "板块", "未定位原因", "已知地址", "备注"]
    rows = [
        [*_named(record), record["unlocated_reason"], record["address"], record["note"]]
        for record in whole.unlocated.to_dict("records")
    ]
    return parts.table(heading, rows)


def _named(record: dict[str, str]) -> list[str]:
    plate = short_plate_name(record["plate_name"]) if record["plate"] else NO_PLATE_WORD
    return [record["id"], record["name"], Kind(record["kind"]).word, plate]


def _documents(facts: Facts) -> str:
    heading = ["编号", "文件", "最早", "最晚", "日期说明"]
    rows = [
        [d.id, d.title, day_words(d.stated_from), day_words(d.stated_to), d.window_note]
        for d in facts.documents
    ]
    return parts.table(heading, rows)


def _sources(facts: Facts) -> str:
    heading = ["编号", "来源", "发布者", "出处", "日期", "许可", "用于"]
    columns = ("id", "title", "publisher", "reference", "date", "licence", "used_for")
    return parts.table(heading, [[row[c] for c in columns] for row in facts.tables["sources"]])
