"""Campaigns: the list, how far one is, its report."""
