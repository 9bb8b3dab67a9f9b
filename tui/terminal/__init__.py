"""The terminal: what comes from its keys, and what is painted on it."""
