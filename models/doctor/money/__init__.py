"""The ledger, what settles what, numbers and days, the till."""
