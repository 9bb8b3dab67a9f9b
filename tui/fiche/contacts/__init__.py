"""The contacts of one client."""
