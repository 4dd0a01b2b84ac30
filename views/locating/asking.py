"""Whom the page asks for an address: the gazetteer with the workspace's own names, and services."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

import streamlit as st

from geo.answers import Answer, Locator, Verdict
from geo.gazetteer import gazetteer as gazetteers
from geo.gazetteer import own
from geo.gazetteer.gazetteer import Gazetteer
from geo.geocode import services
from geo.geocode.record import Source
from geo.locating.batch import Question, ask
from geo.model import Facts, Feature, Kind, Provider

_Rows = tuple[tuple[tuple[str, str], ...], ...]


class _Nobody:
    """Stands in for the gazetteer where a service is to be asked whatever the gazetteer knows."""

    def locate(self, address: str, kind: Kind | None = None) -> Answer:  # noqa: ARG002
        return Answer(address=address, verdict=Verdict.NOT_FOUND, provider=Provider.GAZETTEER)


def gazetteer(facts: Facts) -> Gazetteer:
    """Return the gazetteer with the places and roads added to the workspace."""
    rows = facts.tables.get(own.TABLE, ())
    return _gazetteer(tuple(tuple(row.items()) for row in rows))


def known(facts: Facts, feature: Feature) -> Answer:
    """Ask the gazetteer for a feature as an import does, and then by its bare name.

    A person looks at what comes of it, so a name may also give what is not sure.
    """
    local = gazetteer(facts)
    answer = ask(local, question(feature), local)
    if answer.candidates:
        return answer
    by_name = local.locate(feature.name, feature.kind)
    return by_name if by_name.candidates else answer


def question(feature: Feature) -> Question:
    """Return what is asked for a feature."""
    return Question(address=feature.address, kind=feature.kind, name=feature.name)


def offered() -> dict[str, Source]:
    """Return the services that can be asked here, by code."""
    return services.offered(_environment())


def service(code: str, address: str, kind: Kind) -> Answer:
    """Ask one service, whatever the gazetteer knows; what it said before is not asked again."""
    chain = services.chain(_Nobody(), (code,), environment=_environment())
    return chain.locate(address, kind)


def everybody(facts: Facts, codes: Sequence[str]) -> Locator:
    """Return the gazetteer, with services to ask for what it does not know."""
    local = gazetteer(facts)
    return services.chain(local, codes, environment=_environment()) if codes else local


@st.cache_resource(show_spinner="正在打开地名库……", max_entries=4)
def _gazetteer(rows: _Rows) -> Gazetteer:
    standard = gazetteers.standard()
    return standard.of([dict(row) for row in rows]) if rows else standard


def _environment() -> Mapping[str, str]:
    """Return the environment and, where there is one, the app's file of secrets over it."""
    secrets: dict[str, str] = {}
    # Asking for a secret without this would complain on the page that there is no such file.
    if st.secrets.load_if_toml_exists():
        secrets = {key: value for key, value in st.secrets.items() if isinstance(value, str)}
    return {**os.environ, **secrets}
