"""What other programs read: the ledger for hledger, spreadsheets."""
