"""Sending to many: the list, what would leave, confirming it, and the report."""
