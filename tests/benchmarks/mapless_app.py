"""The widgets, numbers and table of the map page without a map: what they take by themselves.

`PLATEMAP_WORKSPACE=FILE streamlit run mapless_app.py`
"""

import os
from pathlib import Path

import pandas as pd
import streamlit as st

from geo.catalogue import catalogue
from geo.clock import today
from geo.filters import short_plate_name
from geo.lights.light import Light
from geo.model import Kind, Status
from geo.store import open_workspace

SHOWN = ["name", "kind", "plate_name", "status_label", "light_label", "start", "end"]
PAGE = 10


@st.cache_resource
def whole() -> tuple[pd.DataFrame, dict[str, str]]:
    with open_workspace(Path(os.environ["PLATEMAP_WORKSPACE"])) as opened:
        everything = catalogue(opened.facts())
    names = {key: short_plate_name(names[0]) for key, names in everything.plate_names.items()}
    return pd.DataFrame(everything.frame.drop(columns="geometry")), names


frame, plates = whole()
FACETS = {
    "status": ("状态", {status.value: status.word for status in Status}),
    "light": ("灯", {light.value: light.word for light in Light}),
    "plate": ("板块", plates),
    "kind": ("类别", {kind.value: kind.word for kind in Kind}),
}
keep = pd.Series(True, index=frame.index)
with st.sidebar:
    text = st.text_input("搜索")
    for column, (title, words) in FACETS.items():
        chosen = st.pills(title, list(words), format_func=words.__getitem__, selection_mode="multi")
        if chosen:
            keep &= frame[column].isin(chosen)
    st.date_input("截至日期", today())
    st.selectbox("底图", ["内置", "天地图", "高德"])
if text:
    keep &= frame["name"].str.contains(text, regex=False)
shown = frame[keep]
st.html(f'<p id="shown">{len(shown)}</p>')
table, card = st.columns([2, 1])
with table:
    page = st.pagination(max(1, -(-len(shown) // PAGE)))
    st.dataframe(shown[SHOWN].iloc[(page - 1) * PAGE : page * PAGE], on_select="rerun", key="rows")
card.html("<p>点选一项</p>")
