import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.geo.geocode.conftest import KEY
from tests.geo.geocode.server import Reply, amap, amap_place

ROOT = Path(__file__).resolve().parents[3]
ROWS = 1000
# The run of a batch, as a process that can be killed.
PROGRAM = """
import dataclasses, sys
from pathlib import Path
from shapely import box
from geo.answers import Answer, Verdict
from geo.geocode import services
from geo.model import Provider

class Nobody:
    def locate(self, address, kind=None):
        return Answer(address=address, verdict=Verdict.NOT_FOUND, provider=Provider.GAZETTEER)

row = services.SERVICES["amap"]
services.SERVICES["amap"] = dataclasses.replace(row, pause=0.0)
chain = services.chain(Nobody(), ["amap"], cache_path=Path(sys.argv[1]),
                       district=box(113.4, 34.5, 113.9, 34.9))
verdicts = [chain.locate(f"大学路{number}号").verdict for number in range(int(sys.argv[2]))]
print(sum(verdict is Verdict.FOUND for verdict in verdicts))
"""


def start(server, path):
    own = {"PLATEMAP_GEOCODER_KEY_AMAP": KEY, "PLATEMAP_GEOCODER_AMAP": server.address}
    environment = {**os.environ, **own, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PROGRAM, str(path), str(ROWS)]
    return subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@pytest.mark.case(29)
def test_a_batch_that_is_killed_and_resumed_asks_no_address_twice(server, tmp_path):
    server.says(Reply(amap(amap_place())))
    path, kills = tmp_path / "cache.csv", 0
    for until in (150, 600):
        process = start(server, path)
        while len(server.asked) < until and process.poll() is None:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        kills += process.returncode == -signal.SIGKILL
    assert kills == 2
    last = start(server, path)
    output, errors = last.communicate(timeout=60)
    assert (last.returncode, output.strip(), errors) == (0, str(ROWS).encode(), b"")
    counts = Counter(entry["address"] for entry in server.asked)
    assert len(counts) == ROWS
    # What was on its way when a kill came, and nothing else, is asked once more.
    assert sum(counts.values()) - ROWS <= kills
    assert KEY not in path.read_text("utf-8-sig") + output.decode()
