"""Organisms: the health insurers of clients."""
