"""Entering lines of products quickly: for a sale, a quote, an order."""
