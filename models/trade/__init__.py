"""The catalogue, sales, returns, documents, invoices and statements."""
