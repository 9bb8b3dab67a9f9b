"""Importing products and prices."""
