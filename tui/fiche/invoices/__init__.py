"""The tabs of invoices, of invoices for services and of credit notes."""
