"""The texts that are sent again and again: typed, and what each costs."""
