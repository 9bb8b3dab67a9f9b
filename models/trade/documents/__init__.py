"""Documents: quotes, preparations and orders, taken from step to step and sold once."""
