"""The steps of the page where things without a place, or with a doubtful one, get theirs."""
