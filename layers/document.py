"""A catalogue as one self-contained HTML string: the map you see is the file you export."""

from __future__ import annotations

from dataclasses import dataclass

import folium
from branca.element import Figure

from geo.catalogue import Catalogue
from layers.canvas import PlateCanvas, head
from layers.escape import html_text
from layers.payload import payload

# The map opens on the data, so this only has to be a valid place before the scripts run.
_OPENING = (34.7, 113.6)


@dataclass(frozen=True, kw_only=True)
class View:
    """Words around the map, and whether the document stands alone or inside the app."""

    title: str = "二七区重点项目一张图"
    subtitle: str = "六大板块 · 重点项目 · 道路整治 · 生态公园"
    restriction: str = "内部工作用图，未经审图，不得公开"
    base_note: str = "底图：二七区界线、主要道路、地铁站（内置）"
    datum_note: str = "坐标：WGS-84"
    outline_note: str = "板块虚线为示意范围，不作权属依据"
    embedded: bool = False


def build(catalogue: Catalogue, view: View | None = None) -> str:
    """Render the catalogue's selection as one HTML document that makes no request.

    Args:
        catalogue: what to show; nothing outside its selection is in the result.
        view: words and mode; the default is a document that stands alone.

    Returns:
        The HTML. The same input gives the same string.

    """
    view = view or View()
    page = folium.Map(
        location=_OPENING,
        zoom_start=11,
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        prefer_canvas=True,
        zoom_snap=0,
        zoom_delta=0.5,
        fade_animation=False,
        zoom_animation=False,
        marker_zoom_animation=False,
        min_zoom=9,
        max_zoom=18,
    )
    # folium would load Leaflet, jQuery, Bootstrap and icon fonts from five hosts.
    page.default_js, page.default_css = [], []
    page._id = "platemap"
    page.options["minZoom"], page.options["maxZoom"] = 9, 18
    PlateCanvas(_words(view) | payload(catalogue)).add_to(page)
    figure = page.get_root()
    assert isinstance(figure, Figure)
    figure._id = "figure"
    figure.title = html_text(view.title)
    for element in head():
        figure.header.add_child(element)
    return figure.render()


def encode(catalogue: Catalogue) -> bytes:
    """Write the selection as a document that stands alone."""
    return build(catalogue).encode("utf-8")


def _words(view: View) -> dict[str, object]:
    return {
        "title": view.title,
        "subtitle": view.subtitle,
        "restriction": view.restriction,
        "baseNote": view.base_note,
        "datumNote": view.datum_note,
        "outlineNote": view.outline_note,
        "embedded": view.embedded,
    }
