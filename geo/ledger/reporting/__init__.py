"""A ledger on its way back: the report beside its own columns, and a template to fill in."""
