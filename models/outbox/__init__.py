"""What is said to clients: messages and what becomes of them, templates, consents, units, campaigns."""
