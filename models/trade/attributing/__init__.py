"""Saying afterwards for which contact a sale or a document is."""
