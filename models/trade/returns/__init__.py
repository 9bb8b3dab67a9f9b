"""Returns: what came back of a sale, and what of its worth was given back."""
