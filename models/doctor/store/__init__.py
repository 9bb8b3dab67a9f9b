"""Checks of the database: where it is stored, its schema, and the values in its columns."""
