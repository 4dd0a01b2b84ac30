import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Thread

from geo.geocode import limits
from geo.geocode.services import SERVICES
from geo.model import Provider
from tests.geo.geocode.server import Reply


def test_nominatim_is_asked_once_a_second_by_all_threads_together(server, asking):
    server.says(Reply([]))
    pause = SERVICES["nominatim"].pause
    services = [asking("nominatim", server.address, pause=pause) for _ in range(2)]

    def ask_twice(service):
        for number in range(2):
            service.locate(f"大学路{number}号")

    threads = [Thread(target=ask_twice, args=(service,)) for service in services]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.times) == 4
    # The server notes when it comes to read a request, which on a busy machine may be late.
    assert all(later - earlier >= 0.8 for earlier, later in pairwise(server.times))


def test_turns_lie_a_pause_apart_however_many_wait_for_them():
    with ThreadPoolExecutor(8) as pool:
        turns = sorted(pool.map(lambda _: limits.wait(Provider.AMAP, 0.02), range(24)))
    assert all(later - earlier >= 0.02 for earlier, later in pairwise(turns))


def test_one_service_does_not_wait_for_another():
    limits.wait(Provider.AMAP, 0.6)
    begun = time.monotonic()
    limits.wait(Provider.TIANDITU, 0.0)
    waited = time.monotonic() - begun
    assert waited < 0.5
