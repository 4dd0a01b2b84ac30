"""A catalogue as one self-contained HTML string: the map you see is the file you export."""

from __future__ import annotations

from dataclasses import dataclass

import folium
from branca.element import Figure

from geo.catalogue import Catalogue
from geo.crs import Datum
from geo.model import Method
from layers import basemaps
from layers.basemaps import BUILTIN, Tiles
from layers.canvas import PlateCanvas, head
from layers.escape import html_text
from layers.payload import payload
from layers.words import chosen_words

# The map opens on the data, so this only has to be a valid place before the scripts run.
_OPENING = (34.7, 113.6)


NOTHING = "还没有项目"
_OUTLINE_NOTE = "板块虚线为示意范围，不作权属依据"
_DATUM_NOTES = {
    Datum.WGS84: "坐标：WGS-84",
    Datum.GCJ02: "坐标：GCJ-02（随{word}底图，由 WGS-84 换算）",
    Datum.CGCS2000: "坐标：CGCS2000（随{word}底图，与 WGS-84 视为一致）",
}


@dataclass(frozen=True, kw_only=True)
class View:
    """How a document is shown: over which base map, and alone or inside the app.

    The words around the map are the workspace's (`Facts.settings`). Only the app's own
    document, which never leaves it, may hold the key of a base map.
    """

    basemap: str = BUILTIN
    embedded: bool = False


def build(catalogue: Catalogue, view: View | None = None) -> str:
    """Render the catalogue's selection as one HTML document.

    It makes no request, unless an online base map was chosen: then it asks for tiles, and does
    without if none come.

    Args:
        catalogue: what to show; nothing outside its selection is in the result.
        view: base map and mode; the default is a document that stands alone.

    Returns:
        The HTML. The same input gives the same string.

    Raises:
        InputError: the base map needs a key that is missing or may not be in this document.

    """
    view = view or View()
    tiles = basemaps.tiles(view.basemap, with_key=view.embedded)
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
        wheel_px_per_zoom_level=140,
        track_resize=False,  # the page does it, and knows what to show in the new size
        marker_zoom_animation=False,
        min_zoom=9,
        max_zoom=18,
    )
    # folium would load Leaflet, jQuery, Bootstrap and icon fonts from five hosts.
    page.default_js, page.default_css = [], []
    page._id = "platemap"
    page.options["minZoom"], page.options["maxZoom"] = 9, 18
    data = payload(catalogue, basemaps.datum_of(view.basemap))
    PlateCanvas(_words(catalogue, view, tiles) | data).add_to(page)
    figure = page.get_root()
    assert isinstance(figure, Figure)
    figure._id = "figure"
    figure.title = html_text(catalogue.facts.settings.title)
    for element in head():
        figure.header.add_child(element)
    return _for_readers(figure.render())


def _for_readers(html: str) -> str:
    """Name the page's language, and let phones enlarge it: folium does neither."""
    html = html.replace("<html>", '<html lang="zh-CN">', 1)
    return html.replace(", maximum-scale=1.0, user-scalable=no", "", 1)


def encode(catalogue: Catalogue, basemap: str = BUILTIN) -> bytes:
    """Write the selection as a document that stands alone."""
    return build(catalogue, View(basemap=basemap)).encode("utf-8")


def _words(catalogue: Catalogue, view: View, tiles: Tiles | None) -> dict[str, object]:
    """Give the words around the map and, over an online base, its tiles with what is said of it."""
    settings = catalogue.facts.settings
    district = catalogue.facts.base.district_name
    source = tiles.source if tiles else None
    note = _DATUM_NOTES[source.datum if source else Datum.WGS84]
    return {
        "title": settings.title,
        "subtitle": settings.subtitle,
        "organisation": settings.organisation,
        "permission": settings.permission,
        "excerpt": "、".join(chosen_words(catalogue)),
        "baseNote": f"底图：{district}界线、主要道路、地铁站（内置）",
        "datumNote": note.format(word=source.word if source else ""),
        "outlineNote": _OUTLINE_NOTE if _has_schematic_outline(catalogue) else "",
        "embedded": view.embedded,
        "tiles": _tiles(tiles) if tiles else None,
        **({} if catalogue.facts.features else {"nothing": NOTHING}),
    }


def _has_schematic_outline(catalogue: Catalogue) -> bool:
    """Tell whether any plate is drawn without its official outline."""
    methods = set(catalogue.plates["location_method"].dropna())
    return bool(methods - {Method.OFFICIAL.value})


def _tiles(tiles: Tiles) -> dict[str, object]:
    source = tiles.source
    return {
        "urls": tiles.urls,
        "subdomains": source.subdomains,
        "maxZoom": source.max_zoom,
        "note": f"底图：{source.word}（在线，{source.attribution}）",
    }
