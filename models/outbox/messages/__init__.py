"""Messages: writing them to the outbox, listing them, and their receipts."""
