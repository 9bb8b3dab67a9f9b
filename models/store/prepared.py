"""Prepared statements for what every operation runs: their SQL is built once for each database.

Building the SQL costs Peewee several times what SQLite needs to run it, and a sale has fifteen statements.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from peewee import AutoField, Query, Select, Value

from models.store.connection import engine
from models.store.engines.engine import Engine
from models.store.fields import AmountField, EnteredAmountField, ForeignKeyField, IntegerField, TextField

_AS_THEY_ARE = (AmountField, AutoField, EnteredAmountField, ForeignKeyField, IntegerField, TextField)
"""Fields whose values need no conversion when they are read."""


@dataclass(frozen=True, slots=True)
class _Given:
    name: str


def given(name: str) -> Value:
    """A placeholder in a prepared statement for a value that each run passes, as the column stores it."""
    return Value(_Given(name), converter=False, unpack=False)


class Prepared:
    """A statement built by a function in which `given` stands for what differs from run to run."""

    def __init__(self, made: Callable[[], Query]) -> None:
        self._made = made
        self._engine: Engine | None = None
        self._query: Query
        self._words = ""
        self._values: list[Any] = []
        self._given: list[tuple[int, str]] = []
        self._columns: list[str] = []
        self._readers: list[tuple[int, Callable[[Any], Any]]] = []

    def run(self, **values: Any) -> Any:
        """Runs it; returns the driver's cursor."""
        current = engine()
        if self._engine is not current:
            self._word(current)
        bound = self._values.copy()
        for position, name in self._given:
            bound[position] = values[name]
        return current.run(self._words, bound)

    def _word(self, current: Engine) -> None:
        self._query = self._made().bind(current.database)
        self._words, self._values = self._query.sql()
        self._given = [
            (place, each.name) for place, each in enumerate(self._values) if isinstance(each, _Given)
        ]
        columns = getattr(self._query, "selected_columns", [])
        self._columns = [_name_of(column) for column in columns]
        self._readers = [
            (place, column.python_value)
            for place, column in enumerate(columns)
            if type(column) not in _AS_THEY_ARE and hasattr(column, "python_value")
        ]
        self._engine = current

    def tuples(self, **values: Any) -> list[Any]:
        """The raw rows of the driver: enough for numbers and text, and quicker."""
        found: list[Any] = self.run(**values).fetchall()
        return found

    def first(self, **values: Any) -> tuple[Any, ...] | None:
        """The first row, each column converted by its field; None if there is none."""
        found = self.run(**values).fetchone()
        if found is None:
            return None
        row = list(found)
        for place, read in self._readers:
            row[place] = read(row[place])
        return tuple(row)

    def row(self, **values: Any) -> Any:
        """The first row as an object of the one table it selects from; None if there is none.

        The same object as the query itself would give, in a fifth of the time.
        """
        found = self.first(**values)
        if found is None:
            return None
        row = self._query.model(__no_default__=True)
        row.__data__.update(zip(self._columns, found, strict=True))
        return row


def _name_of(column: Any) -> str:
    """The name of a field or an alias; a subquery keeps its alias elsewhere."""
    return str(getattr(column, "name", "") or getattr(column, "_alias", None) or "")


Counting: TypeAlias = Callable[[Any], Query]
"""Gets the number of something, or a placeholder for it, and answers the query of one count about it."""


class Counts:
    """Several counts about one thing, asked in one statement."""

    def __init__(self, counted: Sequence[Counting]) -> None:
        self._all = Prepared(lambda: Select((), [counting(given("about")) for counting in counted]))

    def about(self, number: int) -> tuple[int, ...]:
        """The counts, in the order of their queries."""
        return tuple(self._all.tuples(about=number)[0])
