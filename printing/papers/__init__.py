"""The papers: relevés, documents, factures globales, the arrêté de caisse."""
