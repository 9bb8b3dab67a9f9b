"""Avoirs: giving one, using one, paying one back."""
