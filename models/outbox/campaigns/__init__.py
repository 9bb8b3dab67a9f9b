"""Campaigns: recipients, preflight, confirmation, report."""
