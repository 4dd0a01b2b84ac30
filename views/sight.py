"""What the map looks at, kept in WGS-84: over a base map of another datum it is the same place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from geo.cells import FIRST_DAY, LAST_DAY
from geo.crs import Datum, LonLat
from geo.errors import InputError


@dataclass(frozen=True, kw_only=True)
class Sight:
    """Centre and zoom of a map."""

    centre: LonLat
    zoom: float

    def centre_in(self, datum: Datum) -> list[float]:
        """Return longitude and latitude of the centre in a document's datum."""
        centre = self.centre.to(datum)
        return [centre.lon, centre.lat]


def sight(said: Mapping[str, Any]) -> Sight | None:
    """Read what a document says of itself: centre and zoom, and the datum the centre is in."""
    try:
        lon, lat = said["center"]
        centre = LonLat(float(lon), float(lat), Datum(said["datum"]))
        return Sight(centre=centre.to(Datum.WGS84), zoom=float(said["zoom"]))
    except (InputError, LookupError, TypeError, ValueError):
        return None


def chosen_day(said: Mapping[str, Any]) -> date | None:
    """Read the date a document says it stands on; None when it is none the app can stand on."""
    try:
        day = date.fromisoformat(said["day"])
    except (LookupError, TypeError, ValueError):
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None
