"""Appointments of clients: who comes when, for what, and who receives them."""
