"""Times reading a ledger of 10,000 rows beside pandas reading the same file, and importing it.

Each reading has a program of its own, and only the reading is timed: what is imported before it
is not. Medians; each pair runs in turn, so that a machine that drifts drifts for both. An import
is the whole command with its report, first into a workspace that is not there yet, then next
month's ledger on top: processor time and peak memory as the system counts them (not on Windows).
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5
ROWS = 10_000
HEADINGS = (
    *("序号", "项目代码", "项目名称", "所属板块", "建设地点", "建设阶段", "总投资（亿元）"),
    *("年度计划投资（万元）", "年度完成投资（万元）", "建设起止年限", "进度", "经度", "纬度"),
    *("责任单位", "备注", *(f"附加{n}" for n in range(10))),
)
OURS = "from geo.ledger.opening.files import read_path as read"
PLAIN = "from pandas import read_excel as read"
CHILD = """
import sys, time
from pathlib import Path
{imported}
began = time.perf_counter()
read(Path(sys.argv[1]))
print(time.perf_counter() - began)
"""


def row(n, month=0):
    some = random.Random(n)
    return (
        *(n, f"2020-{n:06d}", f"第{n}号工程项目", "二七商圈", f"某路{n}号", "在建"),
        *(round(some.uniform(0.5, 30), 2), some.randrange(1, 9999), some.randrange(1, 999)),
        *(
            "2020.3-2021.12",
            some.randrange(1, 99) + month * (n % 3 == 0),
            113.55 + some.random(),
            34.66 + some.random(),
        ),
        *("区住建局", "备注文字", *(f"文字{n}-{i}" for i in range(10))),
    )


def write_ledger(path, month=0):
    """Write a month's ledger: each month a third has changed, and 150 projects are new."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(HEADINGS)
    for n in range(1, ROWS + 1 + 150 * month):
        sheet.append(row(n, month))
    book.save(path)


def seconds(imported, path):
    command = [sys.executable, "-c", CHILD.format(imported=imported), str(path)]
    return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)


def import_costs(path, workspace):
    """Return the seconds and megabytes an import takes."""
    report = path.with_name(f"{path.stem}对账.xlsx")
    options = ("--datum", "wgs84", "--workspace", str(workspace), "--report", str(report))
    command = [sys.executable, "-m", "geo", "import", str(path), *options, "--operator", "某"]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def time_imports(folder):
    months = [Path(folder) / f"台账2026年{n}月.xlsx" for n in (1, 2)]
    for month, path in enumerate(months):
        write_ledger(path, month)
    runs = []
    for n in range(RUNS):
        workspace = Path(folder) / f"{n}.db"
        runs.append([import_costs(path, workspace) for path in months])
    for what, costs in zip(("首次导入", "次月再导入"), zip(*runs, strict=True), strict=True):
        seconds_used, megabytes = (statistics.median(cost) for cost in zip(*costs, strict=True))
        print(f"{what}（含对账表）：处理器 {seconds_used:.1f} 秒，内存峰值 {megabytes:.0f} MB")


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "台账.xlsx"
        write_ledger(path)
        pairs = [(seconds(OURS, path), seconds(PLAIN, path)) for _ in range(RUNS)]
        time_imports(folder)
    ours, plain = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    what = f"读取 {ROWS} 行、{len(HEADINGS)} 列的台账"
    print(f"{what}：本应用 {ours:.2f} 秒，pandas {plain:.2f} 秒，比值 {ratio:.2f}")


if __name__ == "__main__":
    main()
