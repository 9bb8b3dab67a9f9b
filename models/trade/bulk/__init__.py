"""Many sales and payments at once."""
