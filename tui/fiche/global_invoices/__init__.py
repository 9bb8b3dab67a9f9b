"""Factures globales: the tab, a new one, and what is done with one."""
