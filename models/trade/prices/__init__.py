"""Prices of product lines: price, discount, VAT."""
