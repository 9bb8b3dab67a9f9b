"""Checks of messages and their costs."""
