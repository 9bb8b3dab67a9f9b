"""The invoice of one sale and the credit note of one return: drafts, issuing, sending, and their state."""
