"""Clients, organisms, staff, the trail of who did what, and search."""
