"""Closed till days and closed periods, for which nothing can be entered."""
