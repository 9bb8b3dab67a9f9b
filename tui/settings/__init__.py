"""What the pharmacy chooses for itself: a desk of sections, one module each."""
