"""The birthdays between two days, by their day, and how old people turn (bday-range, bday-window)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from peewee import ModelSelect

from models.people.birthdays.days import Span, month_day
from models.people.birthdays.range import Birthdays, Source
from models.people.clients.filter import ClientFilter, is_small
from models.people.clients.listing import ClientListing, ClientView
from models.people.clients.table import Client
from models.people.clients.ticks import NOBODY, Ticks
from models.store.blocks import Blocks
from models.store.keyset import Keyset, Start, start


@dataclass(frozen=True, slots=True)
class BirthdayRow:
    """A birthday: `born` is the birth date, `day` the birthday that is listed. `phone` is E.164.

    Attributes:
        id: of the row with the birth date: of a client, a contact or an animal
        client: to whom one writes about it, with their name
        of: the client of that row, who may have been merged into `client`
    """

    id: int
    client: int
    of: int
    client_name: str
    last_name: str
    first_name: str
    phone: str
    born: date
    day: date

    @property
    def name(self) -> str:
        """`MARTINEZ Jeanne`; empty for an animal without a name."""
        return f"{self.last_name} {self.first_name}".strip()

    @property
    def turns(self) -> int:
        """The years that they complete on that day."""
        return self.day.year - self.born.year


@dataclass(frozen=True, slots=True)
class BirthdayListing:
    """A `Listing` of birthdays, the first day first (keyset pagination); among clients who are active or
    sleeping, narrowed to a selection, to whom a search finds, and to those ticked, if any are.
    """

    birthdays: Birthdays
    search: str = ""
    selection: int | None = None
    ticked: Ticks = NOBODY

    @property
    def clients(self) -> ClientListing:
        """The clients of this listing, as a list of clients."""
        narrowed = ClientFilter(selection=self.selection, birthdays=self.birthdays)
        return replace(self.among, filter=narrowed)

    def count(self) -> int:
        """The number of birthdays."""
        return int(self.found(*self.birthdays.spans).count())

    def read(
        self,
        limit: int,
        *,
        after: BirthdayRow | None = None,
        before: BirthdayRow | None = None,
        at: BirthdayRow | None = None,
    ) -> Sequence[BirthdayRow]:
        return self._years.read(limit, after=after, before=before, at=at)

    def last(self, limit: int) -> Sequence[BirthdayRow]:
        return self._years.last(limit)

    @property
    def _years(self) -> Blocks[BirthdayRow]:
        """The days up to the end of a year, and those of the next: each is read along the index."""
        spans = self.birthdays.spans

        def year_of(row: BirthdayRow) -> int:
            number = month_day(row.born).number
            return next(at for at, span in enumerate(spans) if span.first <= number <= span.last)

        return Blocks([_OfOneYear(self, span) for span in spans], year_of)

    @property
    def among(self) -> ClientListing:
        """The clients among whom birthdays are looked for."""
        return ClientListing(self.search, ClientView.ALL, filter=ClientFilter(selection=self.selection))

    @property
    def begins_with_clients(self) -> bool:
        """Whether the engine begins with a few clients and sorts their birthdays, instead of walking along
        the days.
        """
        return self.selection is not None and is_small(self.selection)

    def found(self, *spans: Span) -> ModelSelect:
        """The birthdays in these spans, as a query without order."""
        source, few = self.birthdays.source, self.begins_with_clients
        among = Client.id.in_(self.among.ids()) if few else self.among.condition()
        query = source.key.model.select().join(Client, on=source.survivor == Client.id)
        query = query.where(source.within(*spans, given=few), among)
        return query.where(self.ticked.condition()) if self.ticked.steps else query


@dataclass(frozen=True, slots=True)
class _OfOneYear:
    """A `Listing` of the birthdays in one span of days."""

    listing: BirthdayListing
    span: Span

    def count(self) -> int:
        return int(self.listing.found(self.span).count())

    def read(
        self,
        limit: int,
        *,
        after: BirthdayRow | None = None,
        before: BirthdayRow | None = None,
        at: BirthdayRow | None = None,
    ) -> Sequence[BirthdayRow]:
        return self._window(limit, start(after, before, at))

    def last(self, limit: int) -> Sequence[BirthdayRow]:
        return self._window(limit, Start(backwards=True))

    def _window(self, limit: int, begins: Start[BirthdayRow]) -> Sequence[BirthdayRow]:
        order = Keyset(self._source.order(given=self.listing.begins_with_clients))
        return order.window(self.listing.found(self._left(begins)), limit, begins, self._key, self._read)

    @property
    def _source(self) -> Source:
        return self.listing.birthdays.source

    def _key(self, row: BirthdayRow) -> tuple[int, ...]:
        own = () if self._source.is_client else (row.id,)
        return month_day(row.born).number, row.of, *own

    def _left(self, begins: Start[BirthdayRow]) -> Span:
        """The days that are left from the day of a row on: SQLite would begin at the first of them again."""
        if begins.row is None:
            return self.span
        number = month_day(begins.row.born).number
        return Span(self.span.first, number) if begins.backwards else Span(number, self.span.last)

    def _read(self, query: ModelSelect) -> list[BirthdayRow]:
        source = self._source
        client = Client.id, source.client, Client.last_name, Client.first_name
        columns = source.key, *client, *source.name, source.phone, source.born
        return [self._row(*values) for values in query.select(*columns).tuples()]

    def _row(
        self,
        key: int,
        client: int,
        of: int,
        client_last_name: str,
        client_first_name: str,
        last_name: str,
        first_name: str,
        phone: str,
        born: date,
    ) -> BirthdayRow:
        day = self.listing.birthdays.day_of(born)
        assert day is not None, "the query finds those who have a birthday on these days"
        client_name = f"{client_last_name} {client_first_name}".strip()
        return BirthdayRow(key, client, of, client_name, last_name, first_name, phone, born, day)
