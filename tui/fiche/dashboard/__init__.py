"""The first tab: the totals of the account, its last documents, and everything that happened, by date."""
