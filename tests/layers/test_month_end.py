"""A month ends in China: a server anywhere shows the same lights and writes the same bytes."""

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lit_facts import LIGHTS, with_plans

from geo import store, workspaces

ROOT = Path(__file__).resolve().parents[2]
ZONES = ("UTC", "Asia/Shanghai", "America/Los_Angeles")
# Half past midnight of 1 December in China, when it is still November in the other two zones.
MOMENT = "2026-11-30T16:30:00+00:00"
EXPORTED = """
import sys
from datetime import datetime
from geo import clock
from layers.__main__ import main

moment = datetime.fromisoformat(sys.argv[1])

class Standing(datetime):
    @classmethod
    def now(cls, tz=None):
        return moment.astimezone(tz)

clock.datetime = Standing
print(clock.today())
for to in sys.argv[3:]:
    assert main(["export", "--to", to, "--workspace", sys.argv[2], "--as-of", "2026-06-30"]) == 0
"""


@pytest.fixture(scope="module")
def exports(facts, tmp_path_factory):
    """What each time zone writes at a month's end, and the day it says it is in China."""
    folder = tmp_path_factory.mktemp("zones")
    path = folder / "灯.db"
    store.create(path, operator="张三", batch=workspaces.seeds_batch(facts=with_plans(facts)))
    written = {}
    for zone in ZONES:
        files = [folder / f"{zone.replace('/', '-')}.{suffix}" for suffix in ("geojson", "html")]
        told = subprocess.run(
            [sys.executable, "-c", EXPORTED, MOMENT, str(path), *map(str, files)],
            env=os.environ | {"TZ": zone},
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        written[zone] = (told.splitlines()[0], [file.read_bytes() for file in files])
    return written


@pytest.mark.case(45)
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="TZ sets the time zone on Unix only")
@pytest.mark.parametrize("zone", ZONES)
def test_case_45_a_month_end_is_the_same_wherever_the_server_stands(exports, zone):
    today, (collection, document) = exports[zone]
    assert today == "2026-12-01"
    usual = [hashlib.sha256(content).hexdigest() for content in exports["Asia/Shanghai"][1]]
    assert [hashlib.sha256(content).hexdigest() for content in (collection, document)] == usual
    shown = {f["id"]: f["properties"]["light"] for f in json.loads(collection)["features"]}
    assert {key: shown[key] for key in LIGHTS} == LIGHTS
    assert set(shown.values()) == {"red", "yellow", "green", "grey", None}
