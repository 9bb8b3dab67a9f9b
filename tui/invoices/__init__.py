"""Invoices and credit notes on the screen: issuing one, looking at it, the list of those of all clients."""
