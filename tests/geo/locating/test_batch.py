"""Addresses asked in a row: who is asked what, when asking ends, and what the rest is told."""

import pytest
from locators import LINE, Known, Service, answer, place

from geo.answers import Verdict
from geo.locating import batch
from geo.locating.batch import Question
from geo.model import Kind, Method

CROSSING = answer("甲路与乙路", place("甲路×乙路"))
ROAD = answer("甲路", place("甲路", Method.LINE, 40, shape=LINE))
AREA = answer(
    "甲路北、乙路西", place("甲路北、乙路西", Method.EXTENT, 300, shape=LINE.buffer(0.01))
)


def asked(*addresses):
    return [Question(address=address) for address in addresses]


def verdicts(answers):
    return [given.verdict for given in answers]


def test_answers_come_in_the_order_of_the_questions():
    given = batch.locate_all(Known(CROSSING, ROAD), asked("甲路", "无名", "甲路与乙路"))
    assert [a.address for a in given] == ["甲路", "无名", "甲路与乙路"]
    assert verdicts(given) == [Verdict.FOUND, Verdict.NOT_FOUND, Verdict.FOUND]


@pytest.mark.parametrize(
    ("known", "kind", "keeps"),
    [
        (ROAD, Kind.ROAD, True),
        (ROAD, Kind.PROJECT, False),
        (ROAD, None, True),
        (AREA, Kind.PROJECT, True),
    ],
)
def test_only_a_road_is_given_the_line_of_its_road_and_all_the_area_they_name(known, kind, keeps):
    question = Question(address=known.address, kind=kind)
    (given,) = batch.locate_all(Known(known), [question])
    assert (given.place.shape is not None) == keeps


def test_a_name_is_asked_only_when_the_address_gives_nothing():
    known = Known(CROSSING, ROAD)
    questions = [
        Question(address="甲路与乙路", name="甲路整治"),
        Question(address="无名", name="甲路整治"),
        Question(address="", name="甲路整治"),
    ]
    given = batch.locate_all(known, questions)
    assert [a.place.matched for a in given] == ["甲路×乙路", "甲路", "甲路"]
    assert [address for address, _ in known.asked] == ["甲路与乙路", "无名", "甲路", "甲路"]


def test_a_question_without_address_and_name_asks_nobody():
    known = Known(CROSSING)
    (given,) = batch.locate_all(known, asked(""))
    assert (given.verdict, given.note, known.asked) == (Verdict.NOT_FOUND, "没有写地址", [])


@pytest.mark.case(29)
def test_at_a_quota_what_was_found_is_kept_and_the_rest_is_told_apart():
    service = Service(CROSSING, after=2)
    given = batch.locate_all(service, asked("甲路与乙路", "无名", "甲路与乙路", "别处"))
    assert verdicts(given) == [Verdict.FOUND, Verdict.NOT_FOUND, Verdict.QUOTA, Verdict.QUOTA]
    assert [batch.is_asked(a) for a in given] == [True, True, True, False]
    assert given[3].note == "未查询：今日配额已用完"
    assert [address for address, _ in service.asked] == ["甲路与乙路", "无名"]


@pytest.mark.parametrize("verdict", [Verdict.QUOTA, Verdict.KEY])
def test_who_cannot_tell_that_it_is_exhausted_is_asked_no_more_after_a_quota_or_key(verdict):
    failing = Known(answer("甲", verdict=verdict, note="不行了"))
    offline = Known(CROSSING)
    given = batch.locate_all(failing, asked("甲", "甲路与乙路", "乙"), offline=offline)
    assert verdicts(given) == [verdict, Verdict.FOUND, verdict]
    assert given[2].note == "未查询：不行了"
    assert len(failing.asked) == 1


def test_a_net_that_fails_once_does_not_end_the_asking():
    shaky = Known(answer("甲", verdict=Verdict.NETWORK, note="网络不通"), CROSSING)
    given = batch.locate_all(shaky, asked("甲", "甲路与乙路"))
    assert verdicts(given) == [Verdict.NETWORK, Verdict.FOUND]


def test_progress_counts_what_was_asked_and_found():
    told = []
    questions = asked("甲路", "无名", "甲路与乙路")
    batch.locate_all(Known(CROSSING, ROAD), questions, lambda *numbers: told.append(numbers))
    assert told == [(1, 1, 3), (2, 1, 3), (3, 2, 3)]


def test_paced_progress_tells_the_first_and_the_last():
    told = []
    tell = batch.paced(lambda *numbers: told.append(numbers), seconds=3600)
    for n in range(1, 6):
        tell(n, 0, 5)
    assert told == [(1, 0, 5), (5, 0, 5)]


def test_an_interruption_is_told_in_every_row_that_was_not_asked():
    (given,) = batch.interrupted(asked("甲路"))
    assert (given.address, given.note) == ("甲路", "未查询：已中断，再运行一次即可继续")
    assert not batch.is_asked(given)
