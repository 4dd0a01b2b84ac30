"""Lights: which projects keep to their plan, by rules kept as data."""
