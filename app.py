"""The frame: settings, look, navigation, and the one place where faulty facts become a message."""

import streamlit as st

from geo.errors import PlateMapError
from layers.version import NAME
from views import (
    edit_page,
    history_page,
    import_page,
    locate_page,
    look,
    map_page,
    notice,
    progress_page,
    sources_page,
    standing,
    targets_page,
    ways,
    workspaces_page,
)

SHOWN = {
    "map": map_page.show,
    "progress": progress_page.show,
    "targets": targets_page.show,
    "sources": sources_page.show,
    "import": import_page.show,
    "locate": locate_page.show,
    "edit": edit_page.show,
    "history": history_page.show,
    "workspaces": workspaces_page.show,
}
pages = [
    st.Page(SHOWN[address], title=title, url_path=address, default=address == ways.FIRST)
    for address, title in ways.TITLES.items()
]
page = st.navigation({NAME: pages})
look.begin(page)
try:
    standing.show(page.url_path)
    page.run()
except (PlateMapError, OSError) as error:
    notice.show(error)
