"""Opens the database for a verb, and finds the client that was meant."""

from collections.abc import Iterator
from contextlib import contextmanager

from commands.progress import bar
from commands.refusals import NoSuchCode
from locales import _
from models.store import connection


@contextmanager
def opened(database: str, *, create: bool = False) -> Iterator[None]:
    """The database, open within the block. Raises a `StoreProblem`, also for what happens in the block."""
    with bar(_("Updating the database")) as told:
        connection.open_database(database, create=create, told=told)
    try:
        with connection.told_as_problem():
            yield
    finally:
        connection.close()


def client_named(text: str) -> int:
    """The client of this number, else of this code. Raises `NoSuchCode`."""
    from models.people.client_table import Client
    from models.people.clients import find_by_code
    from models.people.wanted import as_code, as_number

    number = as_number(as_code(text))
    if number is not None and Client.select().where(Client.id == number).exists():
        return number
    found = find_by_code(text)
    if found is None:
        raise NoSuchCode(text)
    return found
