"""Messages to clients: the outbox, templates, consents, units, campaigns."""
