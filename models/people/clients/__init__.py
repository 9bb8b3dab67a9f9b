"""Clients: the table, the verbs of the fiche, the list, and name order."""
