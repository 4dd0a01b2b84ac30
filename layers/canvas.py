"""The one element folium carries for us: page skeleton, data, and the scripts that draw it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.metadata import files
from pathlib import Path

import rcssmin
import rjsmin
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from layers.escape import script_file
from layers.packing import packed
from layers.payload.binary import written

ASSETS = Path(__file__).resolve().parent / "assets"
STYLES = (
    "base/tokens.css",
    "base/layout.css",
    "panel/parts.css",
    "panel/list.css",
    "panel/card.css",
    "time/time.css",
    "base/narrow.css",
    "map/map.css",
    "map/tiles.css",
    "board/board.css",
    "paper/paper.css",
)
# In load order: each uses only what stands above it.
SCRIPTS = (
    "base/look.js",
    "base/dom.js",
    "base/decode.js",
    "base/haystack.js",
    "base/filter.js",
    "base/store.js",
    "base/signs.js",
    "base/symbols.js",
    "base/words.js",
    "time/months.js",
    "time/lights.js",
    "base/narrow.js",
    "map/tiles.js",
    "map/view.js",
    "map/index.js",
    "map/cells.js",
    "map/sprites.js",
    "map/rings.js",
    "map/basemap.js",
    "map/scene.js",
    "map/ground.js",
    "map/draw.js",
    "map/space.js",
    "map/labels.js",
    "map/names.js",
    "map/hit.js",
    "map/trays.js",
    "map/tags.js",
    "map/inset.js",
    "map/locator.js",
    "map/layerkey.js",
    "map/pens.js",
    "map/layer.js",
    "map/canvas.js",
    "map/key.js",
    "map/mapui.js",
    "map/measure.js",
    "map/placed.js",
    "map/pointer.js",
    "map/pick.js",
    "map/brief.js",
    "panel/panel.js",
    "panel/order.js",
    "panel/wrap.js",
    "panel/item.js",
    "panel/rows.js",
    "panel/seats.js",
    "panel/group.js",
    "panel/search.js",
    "panel/summary.js",
    "panel/list.js",
    "panel/walk.js",
    "panel/card.js",
    "time/seasons.js",
    "time/strip.js",
    "time/play.js",
    "time/timeline.js",
    "time/progress.js",
    "panel/sheet.js",
    "board/parts.js",
    "board/sums.js",
    "board/chart.js",
    "board/sum.js",
    "board/lit.js",
    "board/due.js",
    "board/moved.js",
    "board/digs.js",
    "board/axis.js",
    "board/gantt.js",
    "board/board.js",
    "paper/svg.js",
    "paper/look.js",
    "paper/text.js",
    "paper/rows.js",
    "paper/spots.js",
    "paper/pins.js",
    "paper/tags.js",
    "paper/corner.js",
    "paper/scale.js",
    "paper/panel.js",
    "paper/inset.js",
    "paper/map.js",
    "paper/key.js",
    "paper/columns.js",
    "paper/index.js",
    "paper/page.js",
    "paper/paper.js",
    "base/fragment.js",
    "base/shown.js",
    "base/bridge.js",
    "base/main.js",
)
# Stand in the page as they are: what old browsers can read, and what unpacks the others.
PLAIN = ("base/columns.js", "base/inflate.js", "base/fail.js")
LOADER = "base/loader.js"
# What only the app asks for: a file that leaves it does without.
APP_ONLY = frozenset({"map/pick.js"})
_PREFIX = re.compile(r"prefix:'<a href=\"https://leafletjs\.com\".*?Leaflet</a>\"")
# Leaflet tries what only Internet Explorer had. Any other browser then reads all of Leaflet once
# more to word an error that nobody sees: a tenth of the time in which a page opens.
_VML = "try{return document.namespaces.add("
_VML_IF_ANY = "try{if(!document.namespaces)throw 0;return document.namespaces.add("
_SOURCE_MAP = re.compile(r"//# sourceMappingURL=\S+")


class Inline(Element):
    """Markup that goes into the page as it is, under a fixed id: a random one changes the bytes."""

    _template = Template("{{ this.markup }}")

    def __init__(self, markup: str, name: str) -> None:
        super().__init__()
        self._name, self._id = "Inline", name
        self.markup = markup


class PlateCanvas(MacroElement):
    """Our canvas layer over columnar data, with the page around it."""

    def __init__(self, data: Mapping[str, object]) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca has no types
        self._name, self._id = "PlateCanvas", "platemap"
        self.data = packed(written(data), "data")
        left_out = frozenset() if data.get("embedded") else APP_ONLY
        self.scripts = [name for name in SCRIPTS if name not in left_out]

    def render(self, **kwargs: object) -> str:  # noqa: ARG002 - branca's signature
        """Put page, data and scripts into the figure as they are.

        A macro's output would be read as a template once more, and `{{…}}` in a project's
        name would run on our side. folium's own script, which makes the map, is packed with ours.
        """
        figure = self.get_root()
        assert isinstance(figure, Figure)
        the_map = str(figure.script.render())
        figure.script._children.clear()
        ours = (_script(name) for name in self.scripts)
        scripts = _packed_scripts("\n;\n".join((_leaflet_script(), the_map, *ours)))
        plain = "\n".join(_script(name) for name in PLAIN)
        page = f"{_text('base/skeleton.html')}\n<script>{plain}</script>\n{self.data}\n{scripts}"
        figure.html.add_child(Inline(page, "page"), name="page")
        figure.script.add_child(Inline(_script(LOADER), "loader"), name="loader")
        return ""


def head() -> list[Inline]:
    """Return the styles of the page's head, Leaflet's and ours, inlined."""
    leaflet = [_leaflet("leaflet.css").read_text(encoding="utf-8")]
    styles = [*leaflet, *(rcssmin.cssmin(_text(name)) for name in STYLES)]
    return [
        Inline(f"<style>{_without_images(css)}</style>", f"style{i}")
        for i, css in enumerate(styles)
    ]


def _without_images(css: str) -> str:
    """Blank Leaflet's image references: we use neither its markers nor its layer switch."""
    return css.replace("url(images/", "url(data:,")


@lru_cache(maxsize=8)
def _packed_scripts(scripts: str) -> str:
    return packed(scripts.encode(), "pack", level=9)


@cache
def _leaflet_script() -> str:
    """Leaflet without the flag and link it would put in the attribution, and without its map file.

    We switch the attribution off; taking the text out as well leaves no way for it to appear. Nor
    does it look for what Internet Explorer had where there is none.
    """
    text, found = _PREFIX.subn("prefix:!1", script_file(_leaflet("leaflet.js")))
    if found != 1 or text.count(_VML) != 1:
        raise ValueError("leaflet.js is not that of 1.9.3")
    return _SOURCE_MAP.sub("", text.replace(_VML, _VML_IF_ANY))


@cache
def _script(name: str) -> str:
    """Read a script of ours without comments and spaces: a third of it is for us alone."""
    return str(rjsmin.jsmin(script_file(ASSETS / name)))


@cache
def _text(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


@cache
def _leaflet(name: str) -> Path:
    """Find a file of Leaflet 1.9.3 in its package, without importing the xstatic namespace."""
    for file in files("XStatic-Leaflet") or ():
        if file.name == name:
            return Path(str(file.locate()))
    raise FileNotFoundError(f"XStatic-Leaflet has no {name}")
