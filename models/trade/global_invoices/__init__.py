"""Factures globales: many sales and returns on one invoice, paid by the client or by an organism."""
