"""Importing a file: choosing it, looking at what it would do, doing it."""
