"""The terminal: decoding its keys, and painting on it."""
