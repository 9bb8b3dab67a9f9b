"""Comments that the staff write on clients, their contacts and their papers: who, when, what."""
