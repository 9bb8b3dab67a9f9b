"""Opens the database for a command, and finds the client it names."""

from collections.abc import Iterator
from contextlib import contextmanager

from commands.shell.progress import bar
from commands.shell.refusals import NoSuchCode
from locales import _
from locales.sentences import explain
from models.store import connection, opening


@contextmanager
def opened(database: str, *, create: bool = False, trusts_clock: bool | None = None) -> Iterator[None]:
    """Opens the database for the block. Raises a `StoreProblem`, also for what happens in the block.

    For a command that enters something, `trusts_clock` says whether the user confirms that the clock of this
    machine is right; otherwise it may raise what `clock_check.refuse` raises.
    """
    with bar(_("Updating the database")) as progress:
        opening.open_database(database, create=create, progress=progress)
    try:
        with connection.told_as_problem():
            if trusts_clock is not None:
                _look_at_clock(trusts_clock)
            yield
    finally:
        connection.close()


def _look_at_clock(trusts: bool) -> None:
    from commands.shell.refusals import TrustClock
    from models.money import clock_check

    found = clock_check.doubt()
    if found is not None and not trusts:
        raise TrustClock(explain(found))
    if found is not None:
        clock_check.accept(found)


def client_named(text: str) -> int:
    """The client of this number, else of this code. Raises `NoSuchCode`."""
    from models.people.clients.by_code import find_by_code
    from models.people.clients.table import Client
    from models.store.search.wanted import as_code, as_number

    number = as_number(as_code(text))
    if number is not None and Client.select().where(Client.id == number).exists():
        return number
    found = find_by_code(text)
    if found is None:
        raise NoSuchCode(text)
    return found
