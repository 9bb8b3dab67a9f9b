"""Importing the contacts of one client: a file of names, and what they are to the client."""
