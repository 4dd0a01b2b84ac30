"""An import that is killed, or has company, leaves the workspace before or after: never between."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from openpyxl import Workbook

from geo.ledger import intake
from geo.ledger.opening.files import read_path
from geo.store import create, open_workspace

ROOT = Path(__file__).resolve().parents[3]
# Loads everything once; then imports in a fork for each line it is given.
DRIVER = """
import os, signal, sys
from pathlib import Path
from geo.__main__ import main
from geo.ledger import intake, telling
from geo.ledger.reporting import report_rows
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
out = sys.stdout
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        sys.stdout = open(os.devnull, "w")
        os._exit(main(["import", *line.rstrip("\\n").split("\\t")]))
    print(child, file=out, flush=True)
"""
KILLS, ROWS = 12, 60


def write(path, prefix, count=ROWS):
    book = Workbook()
    book.active.append(["项目代码", "项目名称", "建设阶段", "经度", "纬度"])
    for n in range(count):
        book.active.append([f"{prefix}-{n}", f"{prefix}{n}号工程", "在建", 113.57 + n / 1e5, 34.67])
    book.save(path)
    return path


def wait_until_gone(child, seconds=60):
    for _ in range(seconds * 100):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


def projects(workspace):
    return [feature.name for feature in workspace.facts().features]


@pytest.mark.case(36, 38)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_an_import_killed_at_any_moment_is_wholly_before_or_after_and_imports_again(tmp_path):
    chance, found = random.Random(11), []
    ledger = write(tmp_path / "台账.xlsx", "第")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    command = [sys.executable, "-c", DRIVER]
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as driver:

        def start(name):
            path = tmp_path / f"{name}.db"
            create(path, operator="张三").close()
            driver.stdin.write(f"{ledger}\t--workspace\t{path}\t--datum\twgs84\n")
            driver.stdin.flush()
            return path, int(driver.stdout.readline())

        begun = time.monotonic()
        assert wait_until_gone(start("量")[1])
        whole = time.monotonic() - begun
        for turn in range(KILLS):
            path, child = start(turn)
            time.sleep(chance.uniform(0, 1.2 * whole))
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            assert wait_until_gone(child)
            with open_workspace(path) as workspace:
                found.append(len(projects(workspace)))
                read = intake.read(read_path(ledger), workspace.facts(), {}, intake.Options())
                intake.bring_in(read, workspace, operator="李四")
                assert len(projects(workspace)) == ROWS
        driver.stdin.close()
    assert set(found) == {0, ROWS}


def test_two_imports_at_once_both_survive_and_none_is_lost(tmp_path):
    # All of them find no workspace: one makes it, the others join in.
    path = tmp_path / "甲.db"
    ledgers = [write(tmp_path / f"{name}.xlsx", name) for name in ("东", "西")]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "geo", "import", str(ledger), "--workspace", str(path)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        for ledger in (*ledgers, ledgers[0])
    ]
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0]
    with open_workspace(path) as workspace:
        names = projects(workspace)
        assert len(workspace.ledgers()) == 2
    assert len(names) == len(set(names)) == 2 * ROWS
