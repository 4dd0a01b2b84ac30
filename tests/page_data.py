"""A document's data as its page answers it: what is written short is said in full again.

`layers/assets/base/decode.js` does the same; told here once more, so that tests compare what a
reader gets with the catalogue.
"""

from datetime import date
from itertools import accumulate, pairwise

from geo.dates import between, day_words
from layers.payload.binary import written
from tests.packed import data_of, read

EPOCH = date(1970, 1, 1).toordinal()
OF_STATUS = -2


def page_of(html):
    """Read the data of a document."""
    return in_full(data_of(html))


def page(payload):
    """Return a payload as a document's reader gets it."""
    return in_full(read(written(payload)))


def in_full(data):
    """Return the data with days as days, words as words, and each row's entries whole."""
    data["geometry"] |= vertices(data["geometry"])
    data["periods"] = periods(data)
    data["steps"]["day"] = days(data["steps"], data["steps"]["period"], data["periods"])
    data["evidence"] = evidence(data)
    data["steps"] |= steps(data)
    lights = data["lights"]
    lights["day"] = days(lights, light_periods(data), data["periods"])
    lights["findings"] = [findings(data, entry) for entry in range(len(lights["day"]))]
    if "amounts" in data:
        data["amounts"] = amounts(data)
    return data


def rows_of(table):
    """Return the row of each entry."""
    return [row for row, (a, b) in enumerate(pairwise(table["offset"])) for _ in range(a, b)]


def vertices(geometry):
    """Return the vertices in millionths of a degree."""
    found = {}
    for axis in "xy":
        ends = [geometry["starts"][part] for part in geometry["parts"]]
        found[axis] = [
            at
            for symbol, (a, b) in zip(geometry[f"p{axis}"], pairwise(ends), strict=True)
            for at in list(accumulate(geometry[axis][a:b], initial=symbol))[1:]
        ]
    return found


def periods(data):
    """Return the days and the words of each period."""
    table, found = data["periods"], {"from": [], "to": [], "startBy": [], "words": []}
    for first, lasts, waits, words in zip(
        table["from"], table["lasts"], table["waits"], table["words"], strict=True
    ):
        last, latest = (None if more is None else (first or 0) + more for more in (lasts, waits))
        by_days = between(day(first), day(last)) if first is not None and last is not None else ""
        for name, value in zip(found, (first, last, latest), strict=False):
            found[name].append(value)
        found["words"].append(data["texts"][words] if words >= 0 else by_days)
    return found


def days(table, period_of, periods):
    """Return the day of each entry."""
    own, after = iter(table["own"]), iter(table["after"])
    bases = (("from", 0), ("to", 1), ("startBy", 0))
    found = []
    for anchor, period in zip(table["anchor"], period_of, strict=True):
        if not anchor:
            found.append(next(own))
            continue
        name, more = bases[anchor - 1]
        found.append(periods[name][period] + more + next(after))
    return found


def light_periods(data):
    """Return the period of each entry of the lights."""
    steps, lights = data["steps"], data["lights"]
    last = [steps["period"][b - 1] if b > a else -1 for a, b in pairwise(steps["offset"])]
    return [last[row] + more for row, more in zip(rows_of(lights), lights["period"], strict=True)]


def steps(data):
    """Return status and unit of each step."""
    table, said = data["steps"], data["evidence"]
    heard = [newest(said, row, at) for row, at in zip(rows_of(table), table["day"], strict=True)]
    return {
        name: [said[name][n] + more for n, more in zip(heard, table["apart"][name], strict=True)]
        for name in ("status", "unit")
    }


def newest(said, row, day):
    """Return the newest evidence of a row on a day."""
    return next(n for n in range(*said["offset"][row : row + 2]) if said["day"][n] <= day)


def evidence(data):
    """Return the words of every source."""
    said, texts = data["evidence"], [*data["texts"], ""]
    names = [data["statuses"][status]["word"] for status in said["status"]]
    words = [
        name if n == OF_STATUS else texts[n] for n, name in zip(said["words"], names, strict=True)
    ]
    mark = ["（推定）" if inferred else "" for inferred in said["inferred"]]
    office = [texts[unit] + sign for unit, sign in zip(said["unit"], mark, strict=True)]
    shown = [
        data["periods"]["words"][period] if period >= 0 else texts[n]
        for period, n in zip(said["period"], said["said"], strict=True)
    ]
    plain = {name: [texts[n] for n in said[name]] for name in ("section", "certainty", "note")}
    return {**said, **plain, "words": words, "office": office, "period": shown}


def findings(data, entry):
    """Return what the rules say: (rule, texts) each."""
    table, at = data["sayings"], data["lights"]["said"][entry]
    own = own_texts(data, entry)
    found = []
    for n in range(*table["offset"][at : at + 2]):
        texts = [table["text"][t] for t in range(*table["texts"][n : n + 2])]
        found.append(
            (table["rule"][n], [data["texts"][t] if t >= 0 else own.get(t) for t in texts])
        )
    return found


def own_texts(data, entry):
    """Return what the row of an entry of the lights says itself."""
    said, at = data["evidence"], data["lights"]["day"][entry]
    row = rows_of(data["lights"])[entry]
    heard = newest(said, row, at)
    period = light_periods(data)[entry]
    first, last = (data["periods"][name][period] for name in ("from", "to"))
    return {
        -1: "",
        -2: first is not None and day_words(day(first)),
        -3: last is not None and day_words(day(last)),
        -4: data["documents"][said["document"][heard]]["window"],
        -5: f"“{said['words'][heard]}”",
    }


def amounts(data):
    """Return what is known of the amounts of each step, in words and as what counts."""
    table, texts = data["amounts"], [*data["texts"], ""]
    words = [
        (texts[named], texts[words], texts[note])
        for named, words, note in zip(table["named"], table["words"], table["note"], strict=True)
    ]
    values = list(zip(table["measure"], table["number"], strict=True))
    return {
        "offset": table["offset"],
        "day": table["day"],
        "words": [words[a:b] for a, b in pairwise(table["said"])],
        "values": [values[a:b] for a, b in pairwise(table["counted"])],
    }


def day(number):
    """Return a day from whole days since 1970."""
    return date.fromordinal(int(number) + EPOCH)
