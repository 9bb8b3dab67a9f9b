"""Importing clients with what they owe."""
