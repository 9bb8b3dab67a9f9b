"""Importing a file: choosing it, previewing it, importing it."""
