"""Paying a debt, and what a payment did."""
