"""Clients, organisms and staff."""
