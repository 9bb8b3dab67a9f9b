"""Sentences about a file to import, for screens and shell."""
