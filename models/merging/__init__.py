"""Two fiches of one person become one, and can be given back (decisions on merging: docs/architecture.md)."""
