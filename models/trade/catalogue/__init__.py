"""The catalogue: products and their codes, categories, VAT rates."""
