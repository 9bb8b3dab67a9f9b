"""Where it is kept and by which names; what can be wrong with that place; waiting while it is away."""
