"""Writing many sales and payments in one go."""
