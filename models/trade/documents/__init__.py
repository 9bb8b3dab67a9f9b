"""Documents: quotes, orders, delivery notes and others, taken from step to step and sold once."""
