"""The ledger: operations and their postings, what is open, what settles what, and how it is undone."""
