"""The open database: opened once; every verb enters it through `transaction`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ParamSpec, Self, TypeVar

from peewee import Database, DatabaseProxy, Model

from models.store.engines.engine import Engine
from models.store.place import problems, waiting

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

database = DatabaseProxy()
_engine: Engine | None = None


class Table(Model):
    """The base class of all tables. The schema itself is in `migrations`, not here."""

    class Meta:
        database = database
        legacy_table_names = False

    @classmethod
    def as_kept(cls, **columns: Any) -> Self:
        """A row that is already in the database, from the values of its columns; foreign keys are ids.

        Peewee takes ten times as long to build a row that it might have to write.
        """
        row = cls(__no_default__=True)
        row.__data__.update(columns)
        return row


def engine() -> Engine:
    """The engine of the open database."""
    if _engine is None:
        raise RuntimeError("no database is open")
    return _engine


def use(chosen: Engine) -> None:
    """Makes this engine the one that every verb uses."""
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
    """Gives a thread that does long work its own connection, closed at the end.

    Peewee's own context fails at its end where the connection broke meanwhile and another one was made.
    """
    used = engine().database
    opened = used.is_closed()
    used.connect(reuse_if_open=True)
    try:
        yield
    finally:
        if opened:
            used.close()


@contextmanager
def transaction() -> Iterator[Database]:
    """One transaction that locks from its start (immediate); a driver's error is
    raised as a `StoreProblem`.
    """
    with told_as_problem(), database.atomic():
        yield database


@contextmanager
def told_as_problem() -> Iterator[None]:
    """Raises a driver's error as a `StoreProblem`, with a sentence that a person understands."""
    try:
        yield
    except problems.StoreProblem:
        raise
    except engine().errors as error:
        problem = engine().problem(error)
        if problem is None:
            raise
        raise problem from error


def persevere(verb: Callable[Asked, Answer], *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
    """What a verb returns, asked again under the same key for as long as the database is away."""
    while True:
        try:
            with told_as_problem():
                return verb(*args, **kwargs)
        except problems.StoreProblem as problem:
            waiting.wait(problem)


def problem_of(error: Exception) -> problems.StoreProblem | None:
    """The problem behind a driver's error; None for any other error."""
    if _engine is None or not isinstance(error, _engine.errors):
        return None
    found: problems.StoreProblem | None = _engine.problem(error)
    return found
