"""What a list says of a workspace: its title, how much is in it, who changed it last and when."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo import store, workspaces
from geo.batch import Change
from geo.model import Facts, Kind


@dataclass(frozen=True, kw_only=True)
class Summary:
    """`total` counts everything on the list, `projects` projects only; `last` is None for none."""

    title: str
    projects: int
    total: int
    last: Change | None = None


def summary(path: Path) -> Summary:
    """Sum up a facts folder or the file of a workspace; a folder has no changes.

    Raises:
        InputError: the folder breaks its contract.
        StoreError: the file is missing, damaged or no workspace.

    """
    if path.is_dir():
        return _summed(workspaces.read(path), None)
    with store.open_workspace(path) as opened:
        return _summed(opened.facts(), next(iter(opened.changes()), None))


def _summed(facts: Facts, last: Change | None) -> Summary:
    projects = sum(feature.kind is Kind.PROJECT for feature in facts.features)
    return Summary(
        title=facts.settings.title, projects=projects, total=len(facts.features), last=last
    )
