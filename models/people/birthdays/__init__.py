"""Birthdays: whose fall between two days, whatever the year of birth."""
