"""Forms: their fields, how each is typed, and what is wrong with it."""
