"""This computer: the folders for files, the log, the last login."""
