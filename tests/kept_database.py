"""A PostgreSQL database that many tests use one after the other, as making one takes half a second."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from models.store import connection, opening

Made = TypeVar("Made")

FINGERPRINT = """
SELECT (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_constraint),
       (SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'D'), (SELECT count(*) FROM schema_migration)
"""
EMPTY = """
DO $$
DECLARE one record; filled boolean;
BEGIN
    FOR one IN SELECT oid::regclass AS name FROM pg_class
               WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'schema_migration'
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s)', one.name) INTO filled;
        IF pg_relation_size(one.name) > 100000 THEN
            EXECUTE format('TRUNCATE %s CASCADE', one.name);
        ELSIF filled THEN
            EXECUTE format('DELETE FROM %s', one.name);
        END IF;
    END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
        FROM pg_sequences WHERE last_value IS NOT NULL AND sequencename NOT LIKE 'schema_migration%';
END $$
"""
"""TRUNCATE writes new files for a table and its indexes, which for forty tables takes ten times as long as
deleting the few rows a test left; only what grew is worth it."""

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration'"
SEQUENCES = """
SELECT format('%I', sequencename), last_value FROM pg_sequences
WHERE last_value IS NOT NULL AND sequencename NOT LIKE 'schema_migration%'
"""


class KeptDatabase:
    """Emptied for each test; made anew where a test changed its schema."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.address = ""
        self.fingerprint: Any = None
        self._own: Any = None
        self._again: dict[Callable[[], Any], tuple[Any, str]] = {}

    def emptied(self) -> str:
        """Its address, with the schema and no row in it."""
        if not self.address:
            self._make()
        elif not self._empty():
            self.drop()
            self._make()
        return self.address

    def again(self, make: Callable[[], Made]) -> Made:
        """What this writes into the emptied database, and its answer: made once, and copied from then on."""
        if make in self._again:
            answer, put_back = self._again[make]
            self._own.execute(put_back)
        else:
            answer = make()
            self._again[make] = answer, self._keep()
        return answer

    def drop(self) -> None:
        if self.address:
            self._own.close()
            self._on_server(f"DROP DATABASE IF EXISTS {self.address.rpartition('/')[2]} WITH (FORCE)")
            self.address = ""
            self._again.clear()

    def _make(self) -> None:
        import psycopg

        name = f"kept_{uuid.uuid4().hex}"
        self._on_server(f"CREATE DATABASE {name}")
        self.address = f"{self.server.rpartition('/')[0]}/{name}"
        opened = opening.open_database(self.address)
        self.fingerprint = opened.database.execute_sql(FINGERPRINT).fetchone()
        connection.close()
        self._own = psycopg.connect(self.address, autocommit=True)
        # The ledger's triggers refuse to be emptied.
        self._own.execute("SET session_replication_role = replica")

    def _empty(self) -> bool:
        """False where the schema is not what it was, or where the server was stopped meanwhile."""
        import psycopg

        try:
            self._own.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE backend_type = "
                "'client backend' AND datname = current_database() AND pid <> pg_backend_pid()"
            )
            if self._own.execute(FINGERPRINT).fetchone() != self.fingerprint:
                return False
            self._own.execute(EMPTY)
        except psycopg.OperationalError:
            return False
        return True

    def _keep(self) -> str:
        """Copies every row to tables that only this connection sees; answers what puts them back."""
        put_back = []
        for (table,) in self._own.execute(TABLES).fetchall():
            copy = f"pg_temp.kept_{len(self._again)}_{table}"
            self._own.execute(f"CREATE TEMPORARY TABLE {copy.partition('.')[2]} AS TABLE public.{table}")
            put_back.append(f"INSERT INTO public.{table} SELECT * FROM {copy}")
        for sequence, value in self._own.execute(SEQUENCES).fetchall():
            put_back.append(f"SELECT setval('{sequence}', {value})")
        self.fingerprint = self._own.execute(FINGERPRINT).fetchone()
        return ";".join(put_back)

    def _on_server(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as server:
            server.execute(statement)
