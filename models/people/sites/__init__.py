"""The sites of clients: where goods are delivered to, and whom to see there."""
