"""What the tests of the services share: the server, the district, and services that ask it."""

from dataclasses import replace

import pytest

from geo.crs import Datum, LonLat
from geo.geocode.area import Area
from geo.geocode.service import service
from geo.geocode.services import SERVICES
from tests.geo.geocode.server import Server, serving

KEY = "0123456789abcdefSECRET9876543210"


@pytest.fixture(scope="session")
def running_server():
    with serving(Server()) as running:
        yield running


@pytest.fixture
def server(running_server):
    """The server, with nothing asked of it yet."""
    running_server.forget()
    return running_server


@pytest.fixture(scope="session")
def area(facts):
    return Area(shape=facts.base.district)


@pytest.fixture(scope="session")
def inside(area):
    """A point well inside the district, in WGS-84."""
    point = area.shape.representative_point()
    return LonLat(round(point.x, 6), round(point.y, 6), Datum.WGS84)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    """A proxy of this machine would stand between a test and its own server."""
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def asking(area):
    """A service that is asked at an address, without the waits of the real one."""

    def make(code, address, key=KEY, **changes):
        quick = {"pause": 0.0, "timeout": 0.4, "backoff": (0.01, 0.01), **changes}
        return service(replace(SERVICES[code], **quick), area, key=key, address=address)

    return make
