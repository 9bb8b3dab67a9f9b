"""Checks of the trail against the rows that requests wrote."""
