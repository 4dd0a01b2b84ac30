import subprocess
import sys

import pytest

from geo.answers import Answer, Verdict
from geo.errors import InputError, StoreError
from geo.geocode import services
from geo.geocode.services import SERVICES
from geo.model import Provider
from tests.geo.geocode.conftest import KEY
from tests.geo.geocode.server import Reply


class Nobody:
    """Somebody who knows no address."""

    def locate(self, address, kind=None):
        return Answer(address=address, verdict=Verdict.NOT_FOUND, provider=Provider.GAZETTEER)


@pytest.mark.case(33)
@pytest.mark.parametrize(
    ("environment", "codes"),
    [
        ({}, []),
        ({"PLATEMAP_KEY_TIANDITU": KEY}, []),
        ({"PLATEMAP_GEOCODER_KEY_TIANDITU": KEY}, ["tianditu"]),
        ({"PLATEMAP_GEOCODER_KEY_AMAP": KEY, "PLATEMAP_GEOCODER_KEY_TIANDITU": " "}, ["amap"]),
        ({"PLATEMAP_GEOCODER_NOMINATIM": "http://10.0.0.8"}, ["nominatim"]),
    ],
)
def test_only_what_can_be_asked_is_offered(environment, codes):
    assert list(services.offered(environment)) == codes


def test_every_service_of_the_model_has_its_row():
    own = {Provider.GAZETTEER, Provider.PERSON}
    assert {row.provider for row in SERVICES.values()} == set(Provider) - own
    assert all(row.attribution.startswith("©") for row in SERVICES.values())
    assert all(row.address.startswith("https://") for row in SERVICES.values())


@pytest.mark.parametrize(
    ("module", "slow"),
    [
        ("services", {"geopy", "pandas", "geopandas"}),
        ("chain", {"geopy", "pandas", "geopandas"}),
        ("service", {"pandas", "geopandas"}),
    ],
)
def test_what_is_slow_to_import_waits_until_somebody_is_asked(module, slow):
    program = f"import sys, geo.geocode.{module}; print(*sys.modules)"
    command = [sys.executable, "-c", program]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert not slow & set(output.split())


@pytest.mark.parametrize("text", ["amap", "高德地图"])
def test_a_service_is_known_by_code_and_word(text):
    assert services.parse(text) == "amap"


def test_an_unknown_service_is_refused():
    with pytest.raises(InputError, match="tianditu、amap、nominatim"):
        services.parse("百度")


def test_a_chain_asks_where_the_environment_says(server, tmp_path, area):
    server.says(Reply({"status": "101"}))
    environment = {
        "PLATEMAP_GEOCODER_KEY_TIANDITU": f" {KEY} ",
        "PLATEMAP_GEOCODER_TIANDITU": f" {server.address}/mirror/ ",
    }
    chain = services.chain(
        Nobody(), ["天地图", "tianditu"], environment, tmp_path / "c.csv", area.shape
    )
    assert chain.locate("大学路").verdict is Verdict.NOT_FOUND
    assert [(entry["path"], entry["tk"]) for entry in server.asked] == [("/mirror", KEY)]


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.8/geocoder",
        "ftp://10.0.0.8",
        "http://",
        "http://10.0.0.8:99999",
        "http://[::1",
        "http://内网地址",
        "file:///etc/passwd",
        "http://10.0.0.8/?key=SECRETSECRET",
    ],
)
def test_an_address_that_is_none_is_refused_without_quoting_it(tmp_path, area, address):
    environment = {"PLATEMAP_GEOCODER_AMAP": address}
    with pytest.raises(InputError, match="PLATEMAP_GEOCODER_AMAP 不是网址") as caught:
        services.chain(Nobody(), ["amap"], environment, tmp_path / "c.csv", area.shape)
    assert "SECRET" not in str(caught.value)


def test_a_file_that_is_no_cache_is_told(tmp_path, area):
    (tmp_path / "c.csv").write_text("甲,乙\n", "utf-8")
    with pytest.raises(StoreError, match="地名缓存"):
        services.chain(Nobody(), ["amap"], {}, tmp_path / "c.csv", area.shape)


def test_the_standard_file_and_the_district_of_the_gazetteer_are_used(server, tmp_path):
    server.says(Reply([]))
    environment = {
        "PLATEMAP_GEOCODE_CACHE": str(tmp_path / "own.csv"),
        "PLATEMAP_GEOCODER_NOMINATIM": server.address,
    }
    chain = services.chain(Nobody(), ["nominatim"], environment)
    assert chain.locate("大学路").verdict is Verdict.NOT_FOUND
    assert (tmp_path / "own.csv").exists()
    assert server.asked[0]["bounded"] == "1"
