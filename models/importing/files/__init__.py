"""A file that somebody hands us: its encoding, its text, its separated values."""
