"""What is said about a file before and after it is imported, on screens and at the shell alike."""
