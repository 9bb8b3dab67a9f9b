"""The two engines, SQLite and PostgreSQL, behind one protocol; and how a writer gets its turn."""
