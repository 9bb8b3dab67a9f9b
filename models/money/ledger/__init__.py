"""The ledger: operations, postings, open items, allocations, and undoing them."""
