"""The database in use: opened once, entered by every verb through `transaction`."""

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from peewee import Database, DatabaseProxy, Model

from models.store.engines.engine import Engine
from models.store.place import problems

database = DatabaseProxy()
_engine: Engine | None = None


class Table(Model):
    """What every table of Officine is. The schema itself is in `migrations`, not here."""

    class Meta:
        database = database
        legacy_table_names = False

    @classmethod
    def as_kept(cls, **columns: Any) -> Self:
        """A row that is written already, of what its columns hold; keys of other rows are numbers.

        Peewee takes ten times as long to make one that it might have to write.
        """
        row = cls(__no_default__=True)
        row.__data__.update(columns)
        return row


def engine() -> Engine:
    """The engine of the open database."""
    if _engine is None:
        raise RuntimeError("no database is open")
    return _engine


def open_database(
    target: str | Path, *, create: bool = True, told: Callable[[int, int], object] = lambda done, total: None
) -> Engine:
    """Opens a file or a `postgresql://` address, bringing its schema up to date.

    With `create` false a missing or empty file is refused. `told` hears how much of a long migration is done
    of how much. Raises a `StoreProblem`.
    """
    from models.store import schema, settings

    chosen = _engine_for(target)
    if not create and not _is_address(target) and not _holds_something(Path(chosen.place)):
        raise problems.DatabaseMissing(chosen.place)
    use(chosen)
    with told_as_problem():
        chosen.prepare()
        schema.bring_up_to_date(chosen, told)
        settings.take_time_zone()
    return chosen


def _holds_something(path: Path) -> bool:
    """Whether there is anything but an empty file; what cannot be looked at, its engine tells of."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return found.st_size > 0 or not stat.S_ISREG(found.st_mode)


def use(chosen: Engine) -> None:
    """Makes this engine the one every verb speaks to."""
    global _engine
    close()
    _engine = chosen
    database.initialize(chosen.database)


def close() -> None:
    """Closes this thread's connection."""
    if _engine is not None and not _engine.database.is_closed():
        _engine.database.close()


@contextmanager
def own_connection() -> Iterator[None]:
    """For a thread that does long work: its own connection, closed at the end."""
    with engine().database.connection_context():
        yield


@contextmanager
def transaction() -> Iterator[Database]:
    """One transaction, immediate from its start; a driver's failure comes out as a `StoreProblem`."""
    with told_as_problem(), database.atomic():
        yield database


@contextmanager
def told_as_problem() -> Iterator[None]:
    """Turns what a driver says into the sentence a person needs."""
    try:
        yield
    except problems.StoreProblem:
        raise
    except engine().errors as error:
        problem = engine().problem(error)
        if problem is None:
            raise
        raise problem from error


def problem_of(error: Exception) -> problems.StoreProblem | None:
    """What a driver's error means; None where it is another error, or a defect."""
    if _engine is None or not isinstance(error, _engine.errors):
        return None
    found: problems.StoreProblem | None = _engine.problem(error)
    return found


def _engine_for(target: str | Path) -> Engine:
    if _is_address(target):
        from models.store.engines.postgres import PostgresEngine

        return PostgresEngine(str(target))
    scheme, slashes, _rest = str(target).partition("://")
    if slashes:
        # Not as a file: who mistypes the address of a server would find themselves in an empty pharmacy.
        raise problems.UnknownAddress(f"{scheme}://…")
    from models.store.engines.sqlite import SqliteEngine

    return SqliteEngine(Path(target).expanduser().absolute())


def _is_address(target: str | Path) -> bool:
    return isinstance(target, str) and target.startswith(("postgresql://", "postgres://"))
