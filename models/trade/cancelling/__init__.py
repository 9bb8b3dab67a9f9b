"""Cancelling, untying and paying back, with all that forbids it."""
