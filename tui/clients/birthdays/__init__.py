"""Anniversaires: whose birthday is between two days; ticked, printed, and written to."""
