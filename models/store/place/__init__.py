"""The place of the database: reserved file names, possible problems, and waiting while it is unreachable."""
