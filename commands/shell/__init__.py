"""The command line itself: parsing, output, progress."""
