"""A ledger beside what a workspace holds: what is new, what has changed, what it writes."""
