"""Import of products and prices."""
