"""Avoirs: granting, using and refunding them."""
