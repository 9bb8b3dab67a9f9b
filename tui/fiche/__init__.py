"""The fiche: one client, what they owe, and everything that happened on the account."""
