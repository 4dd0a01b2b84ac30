"""Times finding addresses offline beside the plain alternative: trying every name on every text.

The plain way tries all names of the tables in turn and intersects the lines of the first two roads
it finds with shapely; it reads no way, number or side, and refuses nothing. Both run in turn on one
core, so that a machine that drifts drifts for both; medians. The start is timed in fresh processes:
reading the tables and making the index.
"""

import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from geo.gazetteer.gazetteer import standard  # noqa: E402
from geo.gazetteer.reading import bundle  # noqa: E402

RUNS = 5
ADDRESSES = 5_000
BESIDE = ("", "东50米", "2号楼1单元", "北门旁")
TAILS = ("", "向北200米路西", "东北角", "东50米", "向南100米路东二楼", "西南角嘉禾广场A座3楼")
CHILD = """
import time
from geo.gazetteer import gazetteer
began = time.perf_counter()
gazetteer.standard()
print(time.perf_counter() - began)
"""


def addresses():
    """Make addresses of every form out of the names of the seeds, and some that are unknown."""
    some = random.Random(5)
    known = bundle()
    crossings = [(crossing.first, crossing.second) for crossing in known.crossings]
    for n in range(ADDRESSES):
        first, second = some.choice(crossings)
        yield (
            f"二七区{first}与{second}交叉口{some.choice(TAILS)}",
            f"{first}{second}{some.choice(TAILS)}",
            f"{some.choice(known.numbers).road}{some.randrange(1, 300)}号院{n % 9}号楼",
            f"{some.choice(known.places).name}{some.choice(BESIDE)}",
            f"{first}与第{n}号路交叉口",
            f"{first}北、{second}西",
        )[n % 6]


def names():
    known = bundle()
    pairs = [name for crossing in known.crossings for name in (crossing.first, crossing.second)]
    places = [name for place in known.places for name in (place.name, *place.aliases)]
    return list(dict.fromkeys([road.name for road in known.roads] + pairs + places))


def seconds(work, texts):
    began = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - began


def main():
    texts, known = list(addresses()), names()
    starts = [
        float(
            subprocess.run(
                [sys.executable, "-c", CHILD], cwd=ROOT, check=True, capture_output=True
            ).stdout
        )
        for _ in range(RUNS)
    ]

    lines = {road.name: road.line for road in bundle().roads}

    def plain(text):
        found = [name for name in known if name in text]
        first, second, *_ = (*(lines[name] for name in found if name in lines), None, None)
        return found, first and second and first.intersection(second)

    pairs = [(seconds(standard().locate, texts), seconds(plain, texts)) for _ in range(RUNS)]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"地名库就绪：{statistics.median(starts):.2f} 秒")
    print(
        f"{ADDRESSES} 个地址：本地地名库 {ours:.2f} 秒（每秒 {ADDRESSES / ours:.0f} 个），"
        f"逐个名称比对 {theirs:.2f} 秒，比值 {ratio:.2f}"
    )


if __name__ == "__main__":
    main()
