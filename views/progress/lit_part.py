"""Lights: red, yellow and green, the furthest behind first; grey summed up by reason."""

from __future__ import annotations

from collections import Counter
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from geo.catalogue import Catalogue
from geo.lights.light import Light
from geo.ragged import looked_up
from views import parts
from views.parts import Cell, Lit
from views.progress import lines

_HEADING = ("名称", "板块", "状态", "灯", "依据")
_GREY = "灰灯表示没有可以判断的依据，不表示正常。板块本身没有灯。"


def show(_whole: Catalogue, selection: Catalogue) -> None:
    """Draw the part."""
    frame = selection.frame
    lit = (light for light in Light if light is not Light.GREY)
    judged = [key for light in lit for key in worst_first(selection, light)["id"]]
    if judged:
        lines.show("lit", _HEADING, judged, partial(_row, lines.records(selection)))
    else:
        lines.nothing("选中的各项没有一项是红灯、黄灯或绿灯：没有可以判断的计划和进度。")
    grey = Counter(frame.loc[frame["light"] == Light.GREY, "light_reason"])
    if grey:
        counted = [[reason, str(count)] for reason, count in grey.most_common()]
        table = parts.table(("原因", "项数"), counted)
        st.html(parts.titled(f"灰灯 {sum(grey.values())} 项", table, _GREY))


def worst_first(selection: Catalogue, light: Light) -> pd.DataFrame:
    """Return the rows of a light: the furthest behind 序时进度 first, of those alike by name."""
    lights, frame = selection.lights, selection.frame
    rows = np.flatnonzero(frame["light"] == light)
    behind, names = (
        looked_up(lights.behind, lights.at(selection.as_of), 0),
        frame["name"].to_numpy(),
    )
    return frame.iloc[sorted(rows, key=lambda row: (-behind[row], names[row]))]


def _row(known: pd.DataFrame, feature: str) -> list[Cell]:
    record = known.loc[feature]
    return [
        lines.name(record),
        lines.plate(record),
        record["status_label"],
        Lit(record["light_label"], record["light"]),
        record["light_reason"],
    ]
