"""From the coordinates a ledger gives to places: tried against the district, never guessed."""
