"""The birthdays between two days, as a condition of a list of clients: their own, or of those around them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from peewee import SQL, ModelSelect, NodeList, fn

from models.people.birthdays.days import Span, celebrated, spans
from models.people.clients.details import ClientDetails
from models.people.clients.table import Client
from models.store.connection import engine


class Whose(StrEnum):
    """Who has the birthday: the clients themselves."""

    CLIENTS = "clients"


@dataclass(frozen=True, slots=True)
class Source:
    """A table with birth dates: the key of its rows, the client whom a row is of or about, and the day."""

    key: Any
    client: Any
    born: Any

    @property
    def number(self) -> Any:
        """The day of the year of the birth date as a number, in the words of its index."""
        before, *parts = engine().month_day.split("{day}")
        return NodeList([SQL(before), *(each for part in parts for each in (self.born, SQL(part)))], glue="")

    def number_for(self, *, given: bool) -> Any:
        """The same; `given`: for rows to which something else leads than this index."""
        return self.number + 0 if given else self.number

    def within(self, *some: Span, given: bool = False) -> Any:
        """The condition that a birthday is in one of these spans; `given` as in `number_for`."""
        number = self.number_for(given=given)
        # The days that are not known are written out, as the partial index has them.
        known = self.born.is_null(False)
        return known & reduce(
            or_, (number.between(SQL(str(each.first)), SQL(str(each.last))) for each in some)
        )


_SOURCES = {Whose.CLIENTS: Source(ClientDetails.client, ClientDetails.client, ClientDetails.birth_date)}


@dataclass(frozen=True, slots=True)
class Birthdays:
    """The birthdays from one day to another, both included, which are at most a year apart."""

    first: date
    last: date
    whose: Whose = Whose.CLIENTS

    @property
    def spans(self) -> tuple[Span, ...]:
        """The days of birth that are meant, in the order of the birthdays."""
        return spans(self.first, self.last)

    @property
    def source(self) -> Source:
        """Where the birth dates stand."""
        return _SOURCES[self.whose]

    def day_of(self, born: date) -> date | None:
        """The day on which somebody of this birth date has their birthday; None if it is none of these."""
        return celebrated(born, self.first, self.last)

    def clients(self) -> ModelSelect:
        """The clients who have such a birthday, or somebody around them; by their ids, as a subquery."""
        source = self.source
        return source.key.model.select(source.client).where(source.within(*self.spans))

    def condition(self) -> Any:
        """The condition that a client is one of them, for clients who are given."""
        source = self.source
        theirs = source.key.model.select(source.key).where(
            source.client == Client.id, source.within(*self.spans, given=True)
        )
        return fn.EXISTS(theirs)
