"""Quotes, preparations, orders, delivery notes, pro forma: their tabs, their desk, their next step."""
