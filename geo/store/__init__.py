"""A workspace: one SQLite file to which changes are appended. All SQL of the project is here.

What was written is never altered or erased: a newer version, a retirement or an undoing is a
further change. What holds now is put together from the changes that count.
"""

from geo.store.file import move
from geo.store.foreign import adopt
from geo.store.workspace import SUFFIX, Workspace, create, open_workspace

__all__ = ["SUFFIX", "Workspace", "adopt", "create", "move", "open_workspace"]
