"""Messages and what they cost."""
