"""Whom to ask for at a site: any number of people, one of them the main contact."""
