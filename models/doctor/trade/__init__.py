"""Checks of sales, documents, invoices and statements."""
