"""Payments: the tab, paying a debt, the receipt."""
