"""Exports for other programs: the ledger for hledger, spreadsheets."""
