"""Contacts of clients, and what is asked about one, wherever they are listed."""
