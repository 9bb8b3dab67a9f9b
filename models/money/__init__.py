"""The ledger, open items, payments, adjustments, advances, and what a balance forbids."""
