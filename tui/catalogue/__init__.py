"""What is sold: products, their categories and VAT rates, and files of products."""
