"""What technical sheets are made of, and who writes them."""
