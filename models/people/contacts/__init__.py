"""Contacts: people around a client, such as a family or who buys for a company, on the client's account."""
