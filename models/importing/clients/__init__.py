"""Import of clients with their opening balances."""
