"""Relevés: the tab, and issuing one."""
