"""Returns: goods that came back from a sale, and what was given back for them."""
