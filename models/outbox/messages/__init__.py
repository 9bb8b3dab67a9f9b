"""Messages: written, listed, and what gateways told of them."""
