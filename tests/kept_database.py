"""A PostgreSQL database that many tests use one after the other, as making one takes half a second."""

import uuid
from typing import Any

from models.store import connection

FINGERPRINT = """
SELECT (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_constraint),
       (SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'D'), (SELECT count(*) FROM schema_migration)
"""
TABLES = """
SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables
WHERE schemaname = 'public' AND tablename <> 'schema_migration'
"""


class KeptDatabase:
    """Emptied for each test; made anew where a test changed its schema."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.address = ""
        self.fingerprint: Any = None

    def emptied(self) -> str:
        """Its address, with the schema and no row in it."""
        if not self.address:
            self._make()
        elif not self._empty():
            self.drop()
            self._make()
        return self.address

    def drop(self) -> None:
        if self.address:
            self._on_server(f"DROP DATABASE {self.address.rpartition('/')[2]} WITH (FORCE)")
            self.address = ""

    def _make(self) -> None:
        name = f"kept_{uuid.uuid4().hex}"
        self._on_server(f"CREATE DATABASE {name}")
        self.address = f"{self.server.rpartition('/')[0]}/{name}"
        opened = connection.open_database(self.address)
        self.fingerprint = opened.database.execute_sql(FINGERPRINT).fetchone()
        connection.close()

    def _empty(self) -> bool:
        """False where the schema is not what it was."""
        import psycopg

        with psycopg.connect(self.address, autocommit=True) as own:
            own.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            if own.execute(FINGERPRINT).fetchone() != self.fingerprint:
                return False
            (tables,) = own.execute(TABLES).fetchone() or ("",)
            own.execute(
                "SET session_replication_role = replica"
            )  # the ledger's triggers refuse to be emptied
            own.execute(f"TRUNCATE {tables} RESTART IDENTITY")
        return True

    def _on_server(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as server:
            server.execute(statement)
