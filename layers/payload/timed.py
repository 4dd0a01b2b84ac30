"""What holds from when: steps, periods, lights and amounts of every row, and when any changes."""

from __future__ import annotations

from geo.catalogue import Catalogue
from geo.frame import by_feature
from geo.lights.light import Light, Lit, Rule
from geo.lights.rules import TEXTS
from geo.model import Amount, Measure, Period, Phase
from geo.moved.stretches import days_later
from geo.roll_up import MONEY, whole_yuan
from geo.stated import AmountStep, amount_steps
from geo.timeline import Step
from layers import style
from layers.payload.columns import Payload, Texts, entries
from layers.payload.days import day_number, day_or_none
from layers.words import amount_note, amount_words, period_words

STATUS_INDEX = {look.code.value: i for i, look in enumerate(style.STATUSES)}
_PHASE_INDEX = {phase: i for i, phase in enumerate(Phase)}
_LIGHT_INDEX = {light: i for i, light in enumerate(Light)}
_RULE_INDEX = {rule: i for i, rule in enumerate(Rule)}
_MEASURE_INDEX = {measure: i for i, measure in enumerate(Measure)}
Shown = tuple[int | None, int | None, int | None, str]


def timed(catalogue: Catalogue, texts: Texts) -> Payload:
    """Encode everything that depends on the day."""
    each = [catalogue.steps[key] for key in catalogue.frame["id"]]
    periods = list(
        dict.fromkeys(_shown(step, step.period) for steps in each for step in steps if step.period)
    )
    stated = _amount_steps(catalogue)
    return {
        "steps": _steps(each, periods, texts),
        "periods": _periods(periods),
        **_lights(catalogue, texts),
        **_amounts(stated, texts),
        "changes": _changes(catalogue, stated),
    }


def _shown(step: Step, period: Period) -> Shown:
    """Return first day, last day, the last one in time for the start, and words of a period."""
    start_by = step.start_by.last if step.start_by else None
    first, last, latest = map(day_or_none, (period.start, period.end, start_by))
    return first, last, latest, period_words(period)


def _steps(each: list[list[Step]], periods: list[Shown], texts: Texts) -> Payload:
    index = {period: i for i, period in enumerate(periods)}
    return entries(
        each,
        {
            "day": lambda step: day_number(step.day),
            "status": lambda step: STATUS_INDEX[step.status.value],
            "phase": lambda step: _PHASE_INDEX[step.phase] if step.phase else -1,
            "period": lambda step: index[_shown(step, step.period)] if step.period else -1,
            "unit": lambda step: texts.number(step.unit),
        },
    ) | {"slip": [slip for steps in each for slip in _slips(steps)]}


def _slips(steps: list[Step]) -> list[int]:
    """Tell of each step by how many days its completion is later than first planned, if known."""
    first = next((step.period for step in steps if step.period), None)
    return [(days_later(first, step.period) or 0) if first and step.period else 0 for step in steps]


def _periods(periods: list[Shown]) -> Payload:
    return {
        "from": [first for first, *_ in periods],
        "to": [last for _, last, *_ in periods],
        "startBy": [start_by for *_, start_by, _ in periods],
        "words": [words for *_, words in periods],
    }


def _lights(catalogue: Catalogue, texts: Texts) -> Payload:
    """List the looks, the rules with their sentences, and each change with what the rules say."""

    def said(lit: Lit) -> list[list[int]]:
        return [
            [_RULE_INDEX[finding.rule], *map(texts.number, finding.texts)]
            for finding in lit.findings
        ]

    return {
        "lightLooks": style.light_rows(),
        "rules": [{"code": r.value, "word": r.word, "text": TEXTS[r]} for r in Rule],
        "lights": entries(
            [catalogue.lights[key] for key in catalogue.frame["id"]],
            {
                "day": lambda lit: day_number(lit.day),
                "light": lambda lit: _LIGHT_INDEX[lit.light],
                "behind": lambda lit: lit.behind,
                "said": said,
            },
        ),
    }


def _amount_steps(catalogue: Catalogue) -> list[list[AmountStep]]:
    said = by_feature(catalogue.facts.statements)
    return [amount_steps(said[key]) for key in catalogue.frame["id"]]


def _amounts(each: list[list[AmountStep]], texts: Texts) -> Payload:
    """List each change of the amounts as (measure, words, note) and as (measure, number).

    The words are all that is known, the numbers what counts in sums on that day.
    Left out when nobody states any: then they cost nothing.
    """
    measures: Payload = {"measures": [{"code": m.value, "word": m.word} for m in Measure]}
    if not any(each):
        return measures

    def words(step: AmountStep) -> list[list[object]]:
        return [
            [texts.number(measure.word), amount_words(amount), amount_note(amount)]
            for measure, amount in step.amounts.items()
        ]

    def values(step: AmountStep) -> list[list[int | float | None]]:
        return [[_MEASURE_INDEX[m], _number(m, amount)] for m, amount in step.counted.items()]

    columns = {"day": lambda step: day_number(step.day), "words": words, "values": values}
    return {**measures, "amounts": entries(each, columns)}


def _number(measure: Measure, amount: Amount) -> int | float | None:
    """Return whole 元, or per cent; None for a range and for what could not be read."""
    if measure in MONEY:
        return whole_yuan(amount)
    return amount.value if amount.upper is None else None


def _changes(catalogue: Catalogue, stated: list[list[AmountStep]]) -> list[int]:
    """Return every day on which something of a row changes: where a reader stops."""
    days = {step.day for steps in catalogue.steps.values() for step in steps}
    days |= {lit.day for lights in catalogue.lights.values() for lit in lights}
    days |= {step.day for steps in stated for step in steps}
    return sorted(map(day_number, days))
