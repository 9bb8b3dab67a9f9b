"""Staff: their codes, the pharmacy's security code, what they may do, what they left half typed."""
