"""The settings: a desk of sections, one module each."""
