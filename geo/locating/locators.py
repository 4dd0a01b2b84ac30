"""Who is asked for the addresses of a workspace: the gazetteer, then the services chosen."""

from __future__ import annotations

import os
from collections.abc import Sequence

from geo.answers import Locator
from geo.errors import InputError
from geo.gazetteer import own_rows
from geo.geocode.services import SERVICES, parse
from geo.model import Facts, Row


def codes(given: Sequence[str]) -> tuple[str, ...]:
    """Return the codes of the services that are named, each once.

    Raises:
        InputError: one is not known, or its key is not set.

    """
    found = tuple(dict.fromkeys(map(parse, given)))
    for code in found:
        service = SERVICES[code]
        if service.key_variable and not os.environ.get(service.key_variable, "").strip():
            raise InputError(
                f"没有设置{service.word}的密钥：请设环境变量 {service.key_variable}，"
                f"或去掉 --provider {code}"
            )
    return found


def of(facts: Facts | None, providers: Sequence[str] = ()) -> tuple[Locator, Locator]:
    """Return who is asked, and who of them can be asked without end and without a net.

    Args:
        facts: a workspace, which may add place names of its own.
        providers: codes of services to ask for what the gazetteer does not know.

    Raises:
        InputError: a service is not known, or its key is not set.

    """
    gazetteer = _offline(facts.tables.get(own_rows.TABLE, ()) if facts else ())
    if not providers:
        return gazetteer, gazetteer
    # Slow to import, and only who has a net and a key needs it.
    from geo.geocode.services import chain  # noqa: PLC0415

    return chain(gazetteer, providers), gazetteer


def _offline(rows: Sequence[Row]) -> Locator:
    # Reads its tables when it is first needed: a ledger with coordinates does without.
    from geo.gazetteer.gazetteer import standard  # noqa: PLC0415

    return standard().of(rows) if rows else standard()
