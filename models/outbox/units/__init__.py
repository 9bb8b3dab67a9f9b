"""What messages cost: the account, the packs, what came and went."""
