"""What the document counts on every date on which anything changes, beside Python's numbers."""

import json
from datetime import date

import pytest

from geo import seeds
from geo.catalogue import catalogue
from geo.due import WITHIN
from geo.filters import Filter
from geo.lights.light import Light
from geo.model import Phase, Status
from geo.stated import counted_at
from layers.document import build
from layers.payload import payload
from tests.changing import changing
from tests.page_data import page_of

SPECS = (
    {},
    {"plates": ["PL-01", "none"], "kinds": ["project", "road"]},
    {"lights": ["red", "yellow"], "text": "项目"},
)
ZONES = ("America/Los_Angeles", "Asia/Shanghai")
SAMPLE = 7
_EPOCH = date(1970, 1, 1).toordinal()
_ASK = """([days, specs, sample]) => days.map(asOf => specs.map(spec => {
  const counts = window.platemap.filter(Object.assign({asOf}, spec));
  const said = [];
  for (let row = 0; row < PM.data.n; row += sample) if (PM.state.mask[row]) {
    // Of a day before anything was said the page has a sentence of its own.
    const words = PM.now.lit[row] < 0 ? "" : PM.lights.of(row).words.join("；");
    const look = PM.lights.of(row).look;
    said.push([look ? look.code : null, look ? words : ""]);
  }
  return [counts.shown, counts.located, counts.unlocated, window.platemap.state(), said];
}))"""


@pytest.fixture(scope="module")
def many():
    """Make hundreds of features about which eight ledgers speak."""
    return catalogue(changing(seeds.read(), 150))


@pytest.fixture(scope="module")
def many_file(many, tmp_path_factory):
    path = tmp_path_factory.mktemp("changing") / "many.html"
    path.write_text(build(many), encoding="utf-8")
    return path


def change_days(shown):
    """List the days on which something changes, and the days around the first and the last."""
    days = [date.fromordinal(n + _EPOCH) for n in payload(shown)["changes"]]
    ends = [date.fromordinal(day.toordinal() + n) for day in (days[0], days[-1]) for n in (-1, 1)]
    return sorted({*days, *ends})


def criteria(spec):
    return Filter(**{k: v if k == "text" else frozenset(v) for k, v in spec.items()})


def due_of(row, day):
    """Tell which of the due facts a row of the frame counts as, if any."""
    if row.phase == Phase.OVERDUE.value:
        return "overdue"
    ahead = {phase.value for phase in (Phase.UPCOMING, Phase.ACTIVE, Phase.OPEN)}
    if row.phase not in ahead or row.end is None:
        return None
    left = (date.fromisoformat(row.end) - day).days
    return next((str(within) for within in WITHIN if left <= within), None)


def tally(codes, answers):
    answers = list(answers)
    return {code: answers.count(code) for code in codes}


def numbers(chosen, whole):
    """Return what the page should say of a selection."""
    frame, day = chosen.frame, chosen.as_of
    due = [due_of(row, day) for row in frame.itertuples()]
    sampled = set(whole.frame["id"][::SAMPLE])
    said = [[row.light, row.light_reason] for row in frame.itertuples() if row.id in sampled]
    state = {
        "asOf": day.isoformat(),
        "statuses": tally([code.value for code in Status], frame["status"]),
        "phases": tally([code.value for code in Phase], frame["phase"]),
        "lights": tally([code.value for code in Light], frame["light"]),
        "due": tally(["overdue", *map(str, WITHIN)], due),
    }
    counts = chosen.counts
    return [counts.shown, counts.located, counts.unlocated, state, said]


def check(page, shown, days):
    got = page.evaluate(_ASK, [[day.isoformat() for day in days], list(SPECS), SAMPLE])
    for day, found in zip(days, got, strict=True):
        then = catalogue(shown.facts, day)
        for spec, numbers_found in zip(SPECS, found, strict=True):
            want = numbers(then.select(criteria(spec)), then)
            assert numbers_found == want, (day.isoformat(), spec)


def test_every_date_of_the_seeds_gives_pythons_numbers(opened, whole):
    seen = opened()
    check(seen.page, whole, change_days(whole))
    assert seen.errors == []


def test_every_date_of_hundreds_of_features_gives_pythons_numbers(opened, many, many_file):
    seen = opened(many_file)
    days = change_days(many)
    assert len(days) > 30
    check(seen.page, many, days)
    assert seen.errors == []


@pytest.mark.parametrize("zone", ZONES)
def test_the_numbers_are_the_same_wherever_the_reader_sits(opened, many, many_file, zone):
    seen = opened(many_file, timezone_id=zone)
    assert seen.page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == zone
    check(seen.page, many, change_days(many)[::9])
    assert seen.errors == []


def test_periods_and_amounts_are_those_that_count_on_the_day(opened, many, many_file):
    seen = opened(many_file)
    day = date(2022, 3, 1)
    seen.page.evaluate("d => window.platemap.filter({asOf: d})", day.isoformat())
    got = seen.page.evaluate(
        "() => PM.data.columns.id.map((_, row) => [PM.periodOf(row), PM.amountsOf(row)])"
    )
    made = catalogue(many.facts, day)
    for row, (period, amounts) in zip(made.frame.itertuples(), got, strict=True):
        ends = [row.start, row.end] if period else [None, None]
        found = [period and period[end] for end in ("from", "to")]
        assert [n if n is None else date.fromordinal(n + _EPOCH).isoformat() for n in found] == ends
        measures = seen.page.evaluate("PM.data.measures.map(m => m.code)") if amounts else []
        counted = counted_at(made.statements_of(row.id), day)
        assert [measures[i] for i, _ in amounts] == [m.value for m in counted]


# What the page makes of columns that are written short.
READ = """() => {
  const d = PM.data, list = name => Array.from(name.split(".").reduce((o, k) => o[k], d));
  const words = row => PM.evidence(row).map(e => [e.words, e.office, e.period, e.note, e.section]);
  return {
    columns: Object.fromEntries(COLUMNS.map(name => [name, list(name)])),
    evidence: d.columns.id.map((_, row) => words(row)).flat(),
    periods: list("periods.from").map((_, k) => PM.periodWords(k)),
    findings: list("lights.day").map((_, i) => PM.sayings(i).map(([r, ...texts]) => [r, texts])),
  };
}"""
COLUMNS = ["steps.day", "steps.status", "steps.unit", "lights.day"]


def test_the_page_reads_columns_as_they_were_written(opened, many_file):
    seen = opened(many_file)
    got = seen.page.evaluate(READ.replace("COLUMNS", json.dumps(COLUMNS)))
    data = page_of(many_file.read_text(encoding="utf-8"))
    for name in COLUMNS:
        table, column = name.split(".")
        assert got["columns"][name] == data[table][column], name
    assert got["periods"] == data["periods"]["words"]
    assert got["findings"] == [[list(one) for one in said] for said in data["lights"]["findings"]]
    said = data["evidence"]
    names = (said[name] for name in ("words", "office", "period", "note", "section"))
    assert got["evidence"] == [list(one) for one in zip(*names, strict=True)]


@pytest.mark.parametrize(
    ("day", "is_taken"),
    [
        ("1800-01-01", False),
        ("1989-12-31", False),
        ("1990-01-01", True),
        ("2099-12-31", True),
        ("2100-01-01", False),
    ],
)
def test_a_date_python_refuses_is_as_if_not_written(opened, whole, day, is_taken):
    seen = opened(fragment=f"#date={day}")
    want = day if is_taken else whole.as_of.isoformat()
    assert seen.page.evaluate("platemap.state().asOf") == want


def test_asked_before_it_is_ready_it_says_nothing_and_breaks_nothing(watch, seed_file):
    seen = watch(alone=True)
    seen.page.add_init_script(
        "Object.defineProperty(window, 'platemap', { configurable: true, set(p) {"
        " Object.defineProperty(window, 'platemap', { value: p });"
        " window.early = [p.counts(), p.state(), p.placed(), p.filter({}), p.select('PJ-04')]; } })"
    )
    seen.page.goto(seed_file.as_uri())
    seen.page.evaluate("window.platemap.ready")
    assert seen.page.evaluate("window.early") == [None] * 5
    assert seen.page.evaluate("window.platemap.counts().shown") == 82
    assert seen.errors == []
