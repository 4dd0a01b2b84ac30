"""The plain app: a choice of statuses above streamlit-folium's map of what is chosen.

`streamlit run st_folium_app.py -- COUNT [mixed]`
"""

import sys

import geopandas as gpd
import streamlit as st
from streamlit_folium import st_folium

from geo.catalogue import catalogue
from geo.model import Status
from tests.benchmarks import plain
from tests.benchmarks.data import made

COUNT, MIXED = int(sys.argv[1]), "mixed" in sys.argv[2:]
WORDS = {status.value: status.word for status in Status}


@st.cache_resource
def whole() -> gpd.GeoDataFrame:
    return plain.located(catalogue(made(COUNT, mixed=MIXED)))


frame = whole()
chosen = st.pills("状态", list(WORDS), format_func=WORDS.__getitem__, selection_mode="multi")
shown = frame[frame["status"].isin(chosen)] if chosen else frame
page = plain.geojson_map(shown)
# Of what it fetches it needs nothing but Leaflet itself.
page.default_css = []
page.default_js = [link for link in page.default_js if link[0] == "leaflet"]
# The canvas is drawn in the frame callback asked for before this one.
plain.Script(f"requestAnimationFrame(() => window.shown = '{','.join(chosen)}');").add_to(page)
st_folium(page, height=600, use_container_width=True, returned_objects=[])
