"""What the pharmacy is and chose for itself."""
