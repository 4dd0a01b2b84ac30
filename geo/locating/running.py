"""What `python -m geo geocode` and `locate` do once they are known to be used rightly."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence

from geo import command, store
from geo.answers import Answer, Candidate, Verdict
from geo.locating import batch, files, locators, proposals, taking, writing
from geo.locating.batch import Question
from geo.locating.proposals import Pending
from geo.model import Certainty, Facts
from geo.output import write_file

_AGAIN = "再运行同一条命令可以继续，问过的不再问"


def one(arguments: argparse.Namespace) -> int:
    """Look up one address and print what is known of it."""
    locator, offline = locators.of(_facts(arguments), locators.codes(arguments.provider))
    question = Question(address=arguments.address)
    for line in _block(batch.ask(locator, question, offline)):
        print(line)
    return command.EXIT_OK


def table(arguments: argparse.Namespace) -> int:
    """Look up every address of a CSV and write it again with the places beside them."""
    listing = files.read(arguments.file)
    locator, offline = locators.of(_facts(arguments), locators.codes(arguments.provider))
    for note in listing.notes:
        print(note)
    if listing.replaced:
        print(f"原有的 {'、'.join(listing.replaced)} 列由新结果代替")
    questions = listing.questions
    given, is_whole = _asked(batch.answers(locator, questions, offline=offline), len(questions))
    given += batch.interrupted(questions[len(given) :])
    write_file(arguments.to, files.write(listing, given))
    print(f"已写入 {arguments.to}")
    for line in _sums(given, is_whole=is_whole):
        print(line)
    return command.EXIT_OK if is_whole else command.EXIT_INTERRUPTED


def workspace(arguments: argparse.Namespace) -> int:
    """Try the unlocated features of a workspace again, and write what is found as one change."""
    chosen, operator = locators.codes(arguments.provider), command.operator(arguments)
    with store.open_workspace(arguments.workspace) as opened:
        head, facts = opened.head, opened.facts()
        pending = [one for one in proposals.unlocated(facts) if one.certainty is Certainty.NONE]
        locator, offline = locators.of(facts, chosen)
        questions = [Question(address=p.address, kind=p.kind, name=p.name) for p in pending]
        given, is_whole = _asked(batch.answers(locator, questions, offline=offline), len(questions))
        given += batch.interrupted(questions[len(given) :])
        _tell(pending, given)
        places = ((one.feature, taking.taken(a)) for one, a in zip(pending, given, strict=True))
        found = {key: place for key, place in places if place is not None}
        done = "只是预览，没有写入" if found else "没有查到新的位置，没有改动"
        if found and not arguments.dry_run:
            change = writing.batch(facts, head, found)
            number = opened.write(change, operator=operator, expected=head)
            done = f"已写入工作区 {arguments.workspace}，第 {number} 次改动"
    for line in (*_sums(given, is_whole=is_whole), done):
        print(line)
    return command.EXIT_OK if is_whole else command.EXIT_INTERRUPTED


def _facts(arguments: argparse.Namespace) -> Facts | None:
    return None if arguments.workspace is None else command.read_workspace(arguments)


def _asked(answers: Iterator[Answer], total: int) -> tuple[list[Answer], bool]:
    """Take answers until they end or the user stops them; tell which."""
    given: list[Answer] = []
    tell, found = batch.paced(_progress(time.monotonic())), 0
    try:
        for answer in answers:
            given.append(answer)
            found += answer.verdict is Verdict.FOUND
            tell(len(given), found, total)
    except KeyboardInterrupt:
        return given, False
    return given, True


def _progress(began: float) -> batch.Progress:
    if not sys.stderr.isatty():
        return batch.silent

    def tell(asked: int, found: int, total: int) -> None:
        left = (time.monotonic() - began) / asked * (total - asked)
        words = f"已问 {asked} / {total}，找到 {found}，约剩 {left:.0f} 秒"
        end = "\n" if asked == total else ""
        print(f"\r{words}\033[K", end=end, file=sys.stderr, flush=True)

    return tell


def _block(answer: Answer) -> Iterator[str]:
    """Write an answer as a block of lines."""
    place = answer.place
    if place is None:
        yield f"{answer.verdict.word}：{taking.why_not(answer)}"
        for n, candidate in enumerate(answer.candidates, start=1):
            yield f"{n}. {candidate.matched}\t{_where(candidate)}\t{candidate.basis}"
        yield f"回答　{answer.provider.word}"
        return
    yield f"{answer.verdict.word}：{place.matched}"
    yield f"位置　{_where(place)}"
    yield f"方法　{place.method.word}"
    yield f"依据　{place.basis}"
    yield f"回答　{place.provider.word}"


def _where(place: Candidate) -> str:
    at = f"经度 {files.degrees(place.point.lon)} 纬度 {files.degrees(place.point.lat)}"
    return f"{at}（WGS-84），误差约 {taking.metres(place.accuracy_m)}"


def _tell(pending: Sequence[Pending], given: Sequence[Answer]) -> None:
    for one, answer in zip(pending, given, strict=True):
        place = taking.taken(answer)
        said = files.said(answer) if place is None else f"已定位：{taking.told(place)}"
        print(f"{' '.join(one.name.split())}\t{said}")


def _sums(given: Sequence[Answer], *, is_whole: bool) -> Iterator[str]:
    """Write the sum that must tie, and what to do about those nobody was asked for."""
    counts = {verdict: sum(answer.verdict is verdict for answer in given) for verdict in Verdict}
    split = " + ".join(f"{verdict.word} {n}" for verdict, n in counts.items() if n)
    yield f"共 {len(given)} 行 = {split}" if given else "共 0 行"
    left = sum(not batch.is_asked(answer) for answer in given)
    if left:
        why = "停止询问" if is_whole else "已中断"
        yield f"{why}，还有 {left} 行没有查；{_AGAIN}"
