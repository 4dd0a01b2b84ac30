"""Lights: red, yellow and green one by one with what the rules say; grey summed up by reason."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from geo.catalogue import Catalogue
from geo.lights.light import Light
from views import parts
from views.parts import Cell, Lit
from views.progress import lines

_HEADING = ("名称", "板块", "状态", "灯", "依据")
_GREY = "灰灯表示没有可以判断的依据，不表示正常。"


def show(_whole: Catalogue, selection: Catalogue) -> None:
    """Draw the part."""
    frame = selection.frame
    judged = [row for light in Light if light is not Light.GREY for row in _rows(frame, light)]
    if judged:
        lines.show("lit", _HEADING, judged)
    else:
        lines.nothing("选中的各项都是灰灯：没有可以判断的计划和进度。")
    grey = Counter(frame.loc[frame["light"] == Light.GREY, "light_reason"])
    if grey:
        counted = [[reason, str(count)] for reason, count in grey.most_common()]
        table = parts.table(("原因", "项数"), counted)
        st.html(parts.titled(f"灰灯 {sum(grey.values())} 项", table, _GREY))


def _rows(frame: pd.DataFrame, light: Light) -> list[list[Cell]]:
    return [
        [
            lines.name(record),
            lines.plate(record),
            record["status_label"],
            Lit(light.word, light.value),
            record["light_reason"],
        ]
        for _, record in frame[frame["light"] == light].iterrows()
    ]
