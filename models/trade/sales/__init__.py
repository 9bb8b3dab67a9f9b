"""Sales: sold, listed, opened."""
