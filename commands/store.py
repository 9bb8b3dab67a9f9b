"""Opens the database for a verb, and finds the client that was meant."""

from collections.abc import Iterator
from contextlib import contextmanager

from commands.refusals import NoSuchCode
from models.store import connection


@contextmanager
def opened(database: str, *, create: bool = False) -> Iterator[None]:
    """The database, open within the block. Raises a `StoreProblem`, also for what happens in the block."""
    connection.open_database(database, create=create)
    try:
        with connection.told_as_problem():
            yield
    finally:
        connection.close()


def client_named(text: str) -> int:
    """The client of this number, else of this code. Raises `NoSuchCode`."""
    from models.people.client_table import Client
    from models.people.clients import find_by_code

    word = text.strip()
    if word.isascii() and word.isdigit() and len(word) < 16:
        row = Client.get_or_none(Client.id == int(word))
        if row is not None:
            return int(row.id)
    found = find_by_code(word)
    if found is None:
        raise NoSuchCode(text)
    return found
