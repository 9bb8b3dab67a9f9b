"""The protocol of an engine: everything that differs between SQLite and PostgreSQL.

Verbs are written once, with Peewee; where the engines need different SQL, they ask the open engine.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from peewee import Database, ModelSelect

from models.store.engines.redaction import Blank


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A client in the search index: label in name order, status, folded words."""

    place: int
    status: int
    words: str


class Match(StrEnum):
    """Which of those who are found a query means."""

    EXACT = "exact"
    """Who is found as it was typed."""
    SIMILAR = "similar"
    """Who is found only because their name sounds alike."""
    ANY = "any"
    """Both."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Clients with these statuses that match one of several ways; each way is prefixes that must all begin a
    word.

    `spellings` find more of them: each of these ways is words, each word is prefixes of which one must begin
    a word. Whoever matches `ways` matches these too.
    """

    ways: tuple[tuple[str, ...], ...]
    statuses: tuple[int, ...]
    spellings: tuple[tuple[tuple[str, ...], ...], ...] = ()
    match: Match = Match.EXACT

    def words(self, prefix: str, *, both: str, either: str, but: str) -> str:
        """The condition in the language of an index: `prefix` makes a condition of a prefix, the others stand
        between two conditions.
        """

        def begins(start: str) -> str:
            return prefix.format(start)

        exact = either.join(f"({both.join(map(begins, way))})" for way in self.ways)
        if self.match is Match.EXACT or not self.spellings:
            return exact
        alike = either.join(
            f"({both.join(f'({either.join(map(begins, word))})' for word in way)})" for way in self.spellings
        )
        return alike if self.match is Match.ANY else f"({alike}){but}({exact})"


class Engine(Protocol):
    """One of the two database engines."""

    name: str
    """The engine's name: sqlite or postgresql."""

    place: str
    """The database as shown to a person: a path, or an address without its password."""

    file: Path | None
    """The database file, if it is on this machine."""

    database: Database
    types: dict[str, str]
    """The engine's names for the column types of the schema: key, int, text, bool, bytes, day, moment,
    strict."""

    month_day: str
    """The words, with `{day}` for a column of days, of the day of the year as a number: 1231 is 31 December.
    An index can be made of it."""

    listed: str
    """A subquery that expands a list of ids given as one variable (`models.store.many`)."""

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """The exceptions of its driver, wrapped by Peewee or not."""

    def say_soon(self, seconds: int) -> None:
        """Sets the seconds after which a wait for another program's lock is reported."""

    def prepare(self) -> None:
        """Checks the place and makes it safe before the first read. Raises a `StoreProblem`."""

    def alone_while_migrating(self) -> AbstractContextManager[None]:
        """Locks out other migrations of this database within the block; a second one waits."""

    def copy_into(self, copy: Path) -> str:
        """Fills this file with a copy of everything, while others work, and verifies it. Returns what is
        wrong with the copy; empty if nothing is.
        """

    def append_only(self, table: str) -> list[str]:
        """The statements that make a table append-only: no row can be changed or removed."""

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
        """Replaces the list of values that a column's CHECK allows; for migrations."""

    def triggers(self) -> set[str]:
        """The names of the existing triggers."""

    def structure(self) -> dict[str, str]:
        """The existing objects of the schema, each with its definition in one line (`structure`)."""

    def columns(self) -> Mapping[str, Collection[str]]:
        """The columns of each table that stands, in order; not those of the engine and the runner."""

    def search_schema(self) -> list[str]:
        """The statements that create the search index."""

    def locked(self, query: ModelSelect) -> ModelSelect:
        """The same query with its rows locked until the transaction ends (SELECT FOR UPDATE)."""

    def serialise(self, what: str) -> None:
        """Takes the exclusive lock called `what` until the transaction ends."""

    def share(self, what: str) -> None:
        """Takes the shared lock called `what` until the transaction ends: others may share it,
        nobody can take it exclusively.
        """

    def only_one(self, what: str) -> AbstractContextManager[bool]:
        """Tries to take the lock called `what` for the block, across all programs; yields whether it got it.
        It does not wait, and the lock of a killed process is free.
        """

    def reserve_keys(self, table: str, count: int) -> Sequence[int]:
        """Reserves `count` ids of a table for the caller."""

    def as_list(self, values: Sequence[Any]) -> Any:
        """Ids as that one variable."""

    def among(self, column: Any, values: Sequence[Any]) -> Any:
        """The condition that a column is one of these ids, texts or days, passed as one variable."""

    def run(self, words: str, values: Sequence[Any]) -> Any:
        """Runs raw SQL, with values as the columns store them; returns the driver's cursor."""

    def insert_row(self, table: str, columns: Sequence[str], row: Sequence[Any]) -> int:
        """Inserts a row, with values as the columns store them; returns its id."""

    def insert_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Inserts many rows in one statement, with values as the columns store them."""

    def update_rows(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Updates these columns of many rows: each row is the values as stored, then its id."""

    def search_put(self, entries: Iterable[SearchEntry]) -> None:
        """Adds entries to the search index."""

    def search_drop(self, entries: Iterable[SearchEntry]) -> None:
        """Removes entries from the search index."""

    def search_count(self, query: SearchQuery) -> int:
        """The number of matching clients."""

    def search_places(self, query: SearchQuery) -> ModelSelect:
        """A subquery of the labels of matching clients."""

    def search_page(
        self, query: SearchQuery, *, after: int | None, before: int | None, limit: int
    ) -> Sequence[int]:
        """A page of matching labels in name order: those after one label, or the last ones before one."""

    def search_entries(self, after: int, until: int | None) -> Iterable[SearchEntry]:
        """The entries of the index after one label, up to and with another; for the doctor."""

    def plain(self, column: Any) -> Any:
        """A column's text in lower case and without accents, as `folding.plain` makes it."""

    def reading(self) -> AbstractContextManager[Any]:
        """A read transaction: every read in the block sees the same snapshot, and blocks nobody."""

    def look_again(self) -> None:
        """Refreshes the statistics of the query planner, after many rows were added."""

    def overwriting(self) -> AbstractContextManager[None]:
        """What is deleted within the block is overwritten in the file, as far as the engine can."""

    def rewrite(self) -> None:
        """Outside of any transaction: writes all anew, so that nothing of what was overwritten or removed
        can be read where it stood. Nobody else writes meanwhile.
        """

    def canonical(self, table: str) -> dict[str, str]:
        """Each column of a table, in order, and the words that read it as a whole number or a text which is
        the same on both engines."""

    def as_json(self, words: Sequence[str]) -> str:
        """The words that read these as one JSON array in UTF-8 without blanks, the same on both engines."""

    def finished(self) -> str:
        """A condition that holds for the rows of transactions that are over and older than every open one. It
        stays true of the same rows, whatever is written later."""

    def others_are_open(self) -> bool:
        """Whether somebody else has a transaction open, in which rows with lower keys may still come."""

    def problem(self, error: Exception) -> Any:
        """The `StoreProblem` behind a driver's error, or None."""

    def stamp(self) -> int:
        """A number that changes when another connection has written."""

    def faults(self) -> list[str]:
        """The faults that the engine itself finds in its file (integrity, foreign keys)."""
