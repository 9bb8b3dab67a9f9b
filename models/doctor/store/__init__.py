"""Where it is kept, and what each column holds."""
