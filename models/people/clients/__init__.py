"""Clients: the row, the verbs of the fiche, the list, and the order of names."""
