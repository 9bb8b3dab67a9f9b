"""Files of clients and of products: read whole, looked at, then taken in one transaction or not at all."""
