"""What moved between two ledgers or two dates."""
