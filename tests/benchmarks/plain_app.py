"""The plain alternative: the same features with folium.GeoJson, rebuilt at every choice."""

import folium
import streamlit as st

from geo import seeds
from geo.catalogue import catalogue
from tests.benchmarks.plain import leaflet

FIELDS = ["name", "plate_name", "category", "status_label", "unit", "start", "end"]


@st.cache_resource
def whole():
    return catalogue(seeds.read())


frame = whole().frame
plates = st.pills("板块", sorted(frame["plate_name"].unique()), selection_mode="multi")
shown = frame[frame["plate_name"].isin(plates)] if plates else frame
page = folium.Map(location=(34.7, 113.6), zoom_start=11, tiles=None)
# Without Leaflet in the page the plain map is blank offline; give it that much.
page.default_js, page.default_css = [], []
for element in leaflet():
    page.get_root().header.add_child(element)
located = shown.loc[shown.geometry.notna(), [*FIELDS, "geometry"]]
located[FIELDS] = located[FIELDS].fillna("")
folium.GeoJson(located, tooltip=folium.GeoJsonTooltip(FIELDS)).add_to(page)
painted = f"requestAnimationFrame(() => requestAnimationFrame(() => window.shown = {len(shown)}))"
page.get_root().html.add_child(folium.Element(f"<script>{painted}</script>"))
st.iframe(page.get_root().render(), height=600)
st.dataframe(shown[FIELDS], hide_index=True)
