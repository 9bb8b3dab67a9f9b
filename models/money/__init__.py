"""The ledger, what is open in it, payments, adjustments, advances, and what a balance forbids."""
