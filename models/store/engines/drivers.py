"""Limits the drivers that Peewee imports. It would import every one it finds, and PostgreSQL's takes twice as
long as Peewee itself, at each start, even for a SQLite file.
"""

import sys

_FOUND_BY_PEEWEE = ("psycopg2cffi", "psycopg2", "psycopg", "pymysql", "MySQLdb")


def take_none() -> None:
    """Imports Peewee with Python's own SQLite driver only."""
    hidden = [name for name in _FOUND_BY_PEEWEE if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: as if it were not installed
    try:
        import peewee  # noqa: F401
    finally:
        for name in hidden:
            del sys.modules[name]


def take_postgres() -> None:
    """Gives Peewee the PostgreSQL driver. If there is none, connecting reports it."""
    import peewee

    if peewee.psycopg is not None:
        return
    try:
        import psycopg
        from psycopg.pq import TransactionStatus
        from psycopg.types.json import Json, Jsonb
    except ImportError:
        return
    peewee.psycopg = psycopg
    peewee.TransactionStatus = TransactionStatus
    peewee.Json_pg3, peewee.Jsonb_pg3 = Json, Jsonb
    adapter = peewee.Psycopg3Adapter
    adapter.txn_idle = TransactionStatus.IDLE
    adapter.txn_inerror = TransactionStatus.INERROR
    adapter.txn_unknown = TransactionStatus.UNKNOWN
