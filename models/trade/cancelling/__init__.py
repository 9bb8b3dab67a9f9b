"""Cancelling sales, and the rules that forbid a cancellation, an undo or a refund."""
