"""The frame: settings, look, navigation, and the one place where faulty facts become a message."""

import streamlit as st

from geo.errors import PlateMapError
from layers.version import NAME
from views import look, map_page, notice, sources_page, targets_page

page = st.navigation(
    {
        NAME: [
            st.Page(map_page.show, title="地图", url_path="map", default=True),
            st.Page(targets_page.show, title="目标与行动", url_path="targets"),
            st.Page(sources_page.show, title="来源与精度", url_path="sources"),
        ]
    }
)
st.set_page_config(page_title=f"{page.title} - {NAME}", page_icon=look.ICON, layout="wide")
look.apply()
try:
    page.run()
except (PlateMapError, OSError) as error:
    notice.show(error)
