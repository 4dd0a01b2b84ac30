"""A gazetteer small enough to know by heart: what each address is answered, and what was asked."""

from shapely import LineString

from geo.answers import Answer, Candidate, Verdict
from geo.crs import LonLat
from geo.model import Method, Provider

LINE = LineString([(113.63, 34.70), (113.64, 34.72)])


def place(matched, method=Method.CROSSING, accuracy_m=60, *, lon=113.64, shape=None):
    return Candidate(
        point=LonLat(lon, 34.71),
        method=method,
        accuracy_m=accuracy_m,
        matched=matched,
        basis=f"{matched}的位置",
        provider=Provider.GAZETTEER,
        shape=shape,
    )


def answer(address, *candidates, verdict=Verdict.FOUND, note=""):
    return Answer(
        address=address,
        verdict=verdict,
        provider=Provider.GAZETTEER,
        candidates=candidates,
        note=note,
    )


class Known:
    """Answers what it was told, and that nothing else is known; keeps what it was asked."""

    def __init__(self, *answers):
        self._answers = {given.address: given for given in answers}
        self.asked = []

    def locate(self, address, kind=None):
        self.asked.append((address, kind))
        unknown = answer(address, verdict=Verdict.NOT_FOUND, note=f"“{address}”不在地名库里")
        return self._answers.get(address, unknown)


class Service(Known):
    """A service that answers so many questions and then fails for good, as a chain tells it."""

    def __init__(self, *answers, after, verdict=Verdict.QUOTA):
        super().__init__(*answers)
        self._left, self._verdict = after, verdict

    @property
    def exhausted(self):
        return self._left <= 0

    def locate(self, address, kind=None):
        if self.exhausted:
            return answer(address, verdict=self._verdict, note="今日配额已用完")
        self._left -= 1
        return super().locate(address, kind)
