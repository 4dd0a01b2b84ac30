"""The seeds with a ledger of June 2026, by which one project each is red, yellow and green."""

from dataclasses import replace
from datetime import date

from ledger_facts import statement

from geo.model import Amount, Document, Measure

DAY = date(2026, 6, 30)
# Done of a plan of 100 万元; half of the year is over.
DONE = {"PJ-07": 10.0, "PJ-08": 40.0, "PJ-10": 55.0}
LIGHTS = {"PJ-07": "red", "PJ-08": "yellow", "PJ-10": "green"}


def with_plans(facts):
    """Add the ledger; everything else stays without a plan."""
    ledger = Document(id="L6", title="台账6月", stated_from=DAY, stated_to=DAY)
    said = [
        statement(
            "L6",
            DAY,
            {
                Measure.ANNUAL_PLAN: Amount(words="100", value=100.0, unit="万元"),
                Measure.ANNUAL_DONE: Amount(words=str(done), value=done, unit="万元"),
            },
            key,
        )
        for key, done in DONE.items()
    ]
    return replace(
        facts,
        documents=(*facts.documents, ledger),
        statements=(*facts.statements, *said),
    )
