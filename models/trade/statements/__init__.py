"""Relevés: issued once, kept, and printed again the same."""
