"""What the pharmacy chooses about the fiche of a client: its tabs, fields and categories."""
