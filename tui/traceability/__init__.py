"""Changes in words: as rows of a list, opened, narrowed, as a file."""
