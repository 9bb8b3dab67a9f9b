"""The sites of one client."""
