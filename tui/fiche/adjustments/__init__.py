"""Adjustments: the tab, and adjusting a balance."""
