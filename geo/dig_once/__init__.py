"""Dig once: road works and projects near each other whose periods overlap."""

from geo.dig_once.finding import (
    CHOICES_M,
    WITHIN_M,
    Conflict,
    Conflicts,
    Crossings,
    accuracies_m,
    conflict_spans,
    conflicts,
    crossings,
)
from geo.dig_once.works import left_out

__all__ = [
    "CHOICES_M",
    "WITHIN_M",
    "Conflict",
    "Conflicts",
    "Crossings",
    "accuracies_m",
    "conflict_spans",
    "conflicts",
    "crossings",
    "left_out",
]
