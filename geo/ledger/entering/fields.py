"""Fields of a ledger that are read by a rule of their own; codes of `geo.ledger.heading.fields`."""

from geo.model import Measure

MONEY = {
    "total": Measure.TOTAL,
    "annual_plan": Measure.ANNUAL_PLAN,
    "annual_done": Measure.ANNUAL_DONE,
    "total_done": Measure.TOTAL_DONE,
}
# In the order `geo.periods.of_cells` takes them.
DAYS = ("start", "end", "period")
# Fields with a home of their own in an entry; every other column is carried as a detail.
OWN = {
    *MONEY,
    *DAYS,
    *("number", "code", "name", "kind", "plate", "category", "status", "address", "note", "unit"),
    *("lon", "lat", "lonlat", "datum", "accuracy", "progress"),
}
