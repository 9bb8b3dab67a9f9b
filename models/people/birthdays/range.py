"""The birthdays between two days, as a condition of a list of clients: their own, or of those around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from peewee import SQL, ModelSelect, NodeList, Value, fn

from models.people.animals.table import Animal
from models.people.birthdays.days import Span, celebrated, spans
from models.people.clients.aliases import about, survivor_or_itself
from models.people.clients.details import ClientDetails
from models.people.clients.table import Client
from models.people.contacts.table import Contact
from models.store.connection import engine


class Whose(StrEnum):
    """Who has the birthday: the clients themselves, people around them, or their animals."""

    CLIENTS = "clients"
    CONTACTS = "contacts"
    ANIMALS = "animals"


@dataclass(frozen=True, slots=True)
class Source:
    """A table with birth dates.

    Attributes:
        key: of its rows
        client: the column of the client whom a row is of or about
        survivor: the same where rows go over to the survivor of a merge; else the fiche that stands for it
        born: the birth date
        listed: the condition on which a row is listed, which holds what its partial index asks
        name: the last and the first name of who has the birthday
        phone: at which they are reached, E.164 or empty
    """

    key: Any
    client: Any
    survivor: Any
    born: Any
    listed: Any
    name: tuple[Any, Any]
    phone: Any

    @property
    def is_client(self) -> bool:
        """Whether who has the birthday is the client."""
        return self.key is self.client

    @property
    def number(self) -> Any:
        """The day of the year of the birth date as a number, in the words of its index."""
        before, *parts = engine().month_day.split("{day}")
        return NodeList([SQL(before), *(each for part in parts for each in (self.born, SQL(part)))], glue="")

    def order(self, *, given: bool) -> tuple[Any, ...]:
        """The columns of the order, which are those of the index; `given`: for rows to which something else
        leads than this index.
        """
        own = () if self.is_client else (self.key,)
        return (self.number + 0 if given else self.number, self.client, *own)

    def within(self, *some: Span, given: bool = False) -> Any:
        """The condition that a birthday is in one of these spans; `given` as in `order`."""
        number, *_rest = self.order(given=given)
        days = (number.between(SQL(str(each.first)), SQL(str(each.last))) for each in some)
        return self.listed & reduce(or_, days)


_SOURCES: Mapping[Whose, Source] = {
    Whose.CLIENTS: Source(
        key=ClientDetails.client,
        client=ClientDetails.client,
        survivor=ClientDetails.client,
        born=ClientDetails.birth_date,
        listed=ClientDetails.birth_date.is_null(False),
        name=(Client.last_name, Client.first_name),
        phone=Client.mobile,
    ),
    Whose.CONTACTS: Source(
        key=Contact.id,
        client=Contact.client,
        survivor=Contact.client,
        born=Contact.birth_date,
        listed=Contact.birth_date.is_null(False) & Contact.active,
        name=(Contact.last_name, Contact.first_name),
        phone=fn.COALESCE(fn.NULLIF(Contact.mobile, ""), Client.mobile),
    ),
    Whose.ANIMALS: Source(
        key=Animal.id,
        client=Animal.client,
        survivor=survivor_or_itself(Animal.client),
        born=Animal.birth_date,
        listed=Animal.active,
        name=(Animal.name, Value("")),
        phone=Client.mobile,
    ),
}


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
        return source.key.model.select(source.survivor).where(source.within(*self.spans))

    def condition(self) -> Any:
        """The condition that a client is one of them, for clients who are given."""
        source = self.source
        goes_over = source.survivor is source.client
        own = source.client == Client.id if goes_over else about(source.client, Client.id)
        theirs = source.key.model.select(source.key).where(own, source.within(*self.spans, given=True))
        return fn.EXISTS(theirs)
