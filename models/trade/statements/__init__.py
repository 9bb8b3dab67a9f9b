"""Statements (relevés): issued once, stored, and printed again unchanged."""
