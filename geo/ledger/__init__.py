"""A user's ledger (台账): read as people make it, understood row by row, nobody lost."""
