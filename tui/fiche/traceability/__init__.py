"""*Traçabilité*: who changed what of a client, and every request about them."""
