"""Payments of debts, and their receipts."""
