"""What is kept of a person, and where: every column of every table is declared personal, or not.

One module for each room of `models`; `register` puts them together. What is done with it (taking out all that
is kept of one client, forgetting them) is in `models.privacy`.
"""
