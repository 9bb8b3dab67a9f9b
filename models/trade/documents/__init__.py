"""Quotes, preparations and orders: promised, taken from step to step, sold once."""
