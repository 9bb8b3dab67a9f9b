"""What a line of products costs: its price, its discount, its VAT."""
