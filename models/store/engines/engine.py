"""What differs between SQLite and PostgreSQL, and nothing else.

Verbs are written once, with Peewee; where the two engines need different words they ask the engine in use.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from peewee import Database, ModelSelect

from models.store.engines.redaction import Blank


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A client in the search index: where they stand in name order, their standing, their folded words."""

    place: int
    standing: int
    words: str


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Clients of these standings, in one of several ways: prefixes that must all begin a word of theirs."""

    ways: tuple[tuple[str, ...], ...]
    standings: tuple[int, ...]


class Engine(Protocol):
    """One of the two places a pharmacy's data may live in."""

    name: str
    """Which engine it is: sqlite or postgresql."""

    place: str
    """How a person calls it: a path, or an address without its password."""

    file: Path | None
    """The file it is, where it is one of this machine."""

    database: Database
    types: dict[str, str]
    """What the schema's column kinds are called here: key, int, text, bool, day, moment, strict."""

    listed: str
    """A subquery that takes a list of numbers apart which is one variable (`models.store.many`)."""

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What its driver raises, wrapped by Peewee or not."""

    def say_soon(self, seconds: int) -> None:
        """From now on, who waits for somebody else is told so after so many seconds."""

    def prepare(self) -> None:
        """Makes the place safe before the first read. Raises a `StoreProblem`."""

    def alone_while_migrating(self) -> AbstractContextManager[None]:
        """Within this block nobody else migrates this database; who comes second waits."""

    def copy_into(self, copy: Path) -> str:
        """Fills this file with all there is, while others work, and looks whether it opens. What is wrong
        with the copy; empty where nothing is."""

    def append_only(self, table: str) -> list[str]:
        """The statements after which no row of `table` can be changed or removed."""

    def moves_forward(
        self, table: str, column: str, moves: Iterable[tuple[str, str]], frozen: Sequence[str]
    ) -> list[str]:
        """The statements after which no row of `table` can be removed, a row's `column` changes only from
        one value to another as `moves` name them, and its `frozen` columns never."""

    def redactable(self, table: str, blanks: Mapping[str, Blank], frozen: Sequence[str] = ()) -> list[str]:
        """The statements after which personal values of `table` may become their blanks while a redaction is
        under way. Its rows are append-only; or they move forward, and `frozen` names the columns that stay.
        """

    def allow(self, table: str, column: str, values: Iterable[str]) -> None:
        """Replaces the closed list of values that a column's CHECK knows; for migrations."""

    def triggers(self) -> set[str]:
        """The names of the triggers that stand."""

    def structure(self) -> dict[str, str]:
        """Each object of the schema that stands, and its definition in one line (`structure`)."""

    def columns(self) -> Mapping[str, Collection[str]]:
        """The columns of each table that stands, in order; not those of the engine and the runner."""

    def search_schema(self) -> list[str]:
        """The statements that make the search index."""

    def locked(self, query: ModelSelect) -> ModelSelect:
        """The same query, holding its rows until the transaction ends."""

    def serialise(self, what: str) -> None:
        """Until the transaction ends, nobody else is in the section called `what`."""

    def share(self, what: str) -> None:
        """Until the transaction ends, nobody serialises on `what`; others may share it."""

    def only_one(self, what: str) -> AbstractContextManager[bool]:
        """Whether nobody else, in whichever program, is in a block called `what`; while it lasts nobody comes
        in. Nobody waits, and who is killed is out of it."""

    def reserve_keys(self, table: str, count: int) -> Sequence[int]:
        """`count` keys of a table that nobody else will get."""

    def as_list(self, values: Sequence[Any]) -> Any:
        """Numbers as that one variable."""

    def among(self, column: Any, values: Sequence[Any]) -> Any:
        """Whether a column is one of these numbers, texts or days; one variable, however many they are."""

    def run(self, words: str, values: Sequence[Any]) -> Any:
        """A statement in words of its own, its values as the columns keep them; the driver's cursor."""

    def insert_row(self, table: str, columns: Sequence[str], row: Sequence[Any]) -> int:
        """One row, its values as the columns keep them; the key it got."""

    def insert_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Many rows at once, their values as the columns keep them."""

    def update_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Changes these columns of many rows: the values as the columns keep them, and then the row's key."""

    def search_put(self, entries: Iterable[SearchEntry]) -> None:
        """Adds entries to the search index."""

    def search_drop(self, entries: Iterable[SearchEntry]) -> None:
        """Removes entries from the search index."""

    def search_count(self, query: SearchQuery) -> int:
        """How many clients match."""

    def search_places(self, query: SearchQuery) -> ModelSelect:
        """A subquery of the matching clients' places."""

    def search_page(
        self, query: SearchQuery, *, after: int | None, before: int | None, limit: int
    ) -> Sequence[int]:
        """Matching places in name order: those after one, or the last ones before one."""

    def search_entries(self, after: int, until: int | None) -> Iterable[SearchEntry]:
        """What the index holds of places after one, up to and with another: for the doctor."""

    def plain(self, column: Any) -> Any:
        """A column's text in lower case and without accents, as `folding.plain` makes it."""

    def reading(self) -> AbstractContextManager[Any]:
        """Within this block every read sees the same moment, and nobody waits for it."""

    def look_again(self) -> None:
        """Brings up to date what the engine goes by when it plans a query; after many rows came at once."""

    def canonical(self, table: str) -> dict[str, str]:
        """Each column of a table, in order, and the words that read it as a whole number or a text which is
        the same on both engines."""

    def finished(self) -> str:
        """A condition that holds for the rows of transactions that are over and older than every open one. It
        stays true of the same rows, whatever is written later."""

    def others_are_open(self) -> bool:
        """Whether somebody else has a transaction open, in which rows with lower keys may still come."""

    def problem(self, error: Exception) -> Any:
        """The `StoreProblem` behind a driver's error, or None where there is none."""

    def stamp(self) -> int:
        """A number that moves when somebody else has written."""

    def faults(self) -> list[str]:
        """What the engine itself finds wrong in its file (integrity, foreign keys); empty when nothing."""
