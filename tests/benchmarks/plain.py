"""The plain alternatives: the same features with the same attributes, the way their manuals show.

Each gets what lets it work with no network: Leaflet from its package, no base map.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import files
from pathlib import Path

import folium
import geopandas as gpd
import pandas as pd
import pydeck
from branca.element import MacroElement
from folium.template import Template

from geo.catalogue import Catalogue
from layers.canvas import Inline
from layers.style import STATUSES

FIELDS = ["name", "code", "plate_name", "category", "status_label", "unit", "start", "end"]
CENTRE, ZOOM = (34.75, 113.62), 11
FACES = {look.code.value: look.face for look in STATUSES}
_RADIUS_M = 60


class Script(MacroElement):
    """A script that runs after those of the map, also where only its parts are taken over."""

    _template = Template("{% macro script(this, kwargs) %}{{ this.text }}{% endmacro %}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name, self.text = "Script", text


def located(catalogue: Catalogue) -> gpd.GeoDataFrame:
    """Return the features that have a place, with what a tooltip tells of them."""
    frame = catalogue.frame
    kept = frame.loc[frame.geometry.notna(), ["id", "status", *FIELDS, "geometry"]].copy()
    kept[FIELDS] = kept[FIELDS].fillna("")
    return kept


def geojson_map(frame: gpd.GeoDataFrame) -> folium.Map:
    """Make folium.GeoJson on one canvas, coloured by status, a tooltip on everything."""
    page = folium.Map(location=CENTRE, zoom_start=ZOOM, tiles=None, prefer_canvas=True)
    folium.GeoJson(
        frame,
        marker=folium.CircleMarker(radius=4),
        style_function=_style,
        tooltip=folium.GeoJsonTooltip(FIELDS),
    ).add_to(page)
    return page


def geojson(frame: gpd.GeoDataFrame) -> str:
    """Write folium.GeoJson as a page."""
    return _page(geojson_map(frame))


def explore(frame: gpd.GeoDataFrame) -> str:
    """Write GeoDataFrame.explore, coloured by status, as a page.

    Its legend would be drawn by jQuery UI out of the network.
    """
    page = frame.explore(
        column="status",
        categorical=True,
        cmap=list(FACES.values()),
        categories=list(FACES),
        tooltip=FIELDS,
        legend=False,
        tiles=None,
        location=CENTRE,
        zoom_start=ZOOM,
        prefer_canvas=True,
    )
    return _page(page)


def deck(frame: gpd.GeoDataFrame) -> str:
    """Write pydeck as a page that carries deck.gl along."""
    view = pydeck.ViewState(latitude=CENTRE[0], longitude=CENTRE[1], zoom=ZOOM - 1)
    page = pydeck.Deck(
        _layers(frame), initial_view_state=view, map_provider=None, tooltip={"text": "{name}"}
    )
    return str(page.to_html(as_string=True, offline=True, notebook_display=False))


def _layers(frame: gpd.GeoDataFrame) -> list[pydeck.Layer]:
    """Draw points from columns, as its examples do, and whatever else from GeoJSON."""
    is_point = (frame.geometry.geom_type == "Point").to_numpy()
    points, others = frame[is_point], frame[~is_point]
    columns = pd.DataFrame(points.drop(columns="geometry"))
    columns["lon"], columns["lat"] = points.geometry.x, points.geometry.y
    return [
        pydeck.Layer(
            "GeoJsonLayer",
            others.assign(color=_colours(others)).to_geo_dict(),
            get_fill_color="properties.color",
            get_line_color="properties.color",
            line_width_min_pixels=2,
            pickable=True,
        ),
        pydeck.Layer(
            "ScatterplotLayer",
            columns.assign(color=_colours(points)),
            get_position=["lon", "lat"],
            get_fill_color="color",
            get_radius=_RADIUS_M,
            radius_min_pixels=3,
            pickable=True,
        ),
    ]


def _colours(frame: gpd.GeoDataFrame) -> list[list[int]]:
    return [list(bytes.fromhex(FACES[status][1:])) for status in frame["status"]]


def _style(feature: dict[str, dict[str, str]]) -> dict[str, object]:
    face = FACES[feature["properties"]["status"]]
    return {"color": face, "weight": 1, "fill": True, "fillColor": face, "fillOpacity": 0.8}


def _page(page: folium.Map) -> str:
    page.default_js, page.default_css = [], []
    figure = page.get_root()
    for element in leaflet():
        figure.header.add_child(element)
    return str(figure.render())


@cache
def leaflet() -> tuple[Inline, Inline]:
    """Return Leaflet out of its package as elements of a page's head."""
    style, script = (leaflet_file(f"leaflet.{end}").read_text("utf-8") for end in ("css", "js"))
    return (
        Inline(f"<style>{style.replace('url(images/', 'url(data:,')}</style>", "leaflet_css"),
        Inline(f"<script>{script}</script>", "leaflet_js"),
    )


def leaflet_file(name: str) -> Path:
    """Find a file of Leaflet in its package."""
    found = next(file for file in files("XStatic-Leaflet") or () if file.name == name)
    return Path(str(found.locate()))
