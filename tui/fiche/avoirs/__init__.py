"""Avoirs: the tab, giving one, using one, paying one back."""
