"""Quotes, preparations and orders: their tabs, their desk, their next step."""
