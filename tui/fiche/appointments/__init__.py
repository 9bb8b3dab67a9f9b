"""The appointments of a client."""
