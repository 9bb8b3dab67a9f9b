"""The two engines, SQLite and PostgreSQL, behind one protocol; and the queue of SQLite's writers."""
