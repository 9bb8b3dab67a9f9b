"""The columns of a list of birthdays, and its rows, which are ticked by the client to write to."""

from dataclasses import replace

from locales import N_, formats, ngettext
from locales.words.clients import age
from models.people.birthdays.listing import BirthdayListing, BirthdayRow
from models.people.birthdays.range import Whose
from models.people.clients.listing import ClientListing
from models.store import clock
from tui.clients.ticked_rows import TickedClients
from tui.widgets.columns import Column


class BirthdayRows(TickedClients[BirthdayRow]):
    """The birthdays of a list; who is ticked is written to."""

    def client_of(self, row: BirthdayRow) -> int:
        return row.client

    def everybody(self) -> ClientListing | None:
        return self.listing.clients if isinstance(self.listing, BirthdayListing) else None


def turns(row: BirthdayRow) -> str:
    """42 ans: what they complete on that day."""
    return ngettext("{count} year", "{count} years", row.turns).format(count=row.turns)


def _style(row: BirthdayRow) -> str:
    """Today's are marked; those of the days before are past."""
    today = clock.today()
    if row.day == today:
        return "strong"
    return "quiet" if row.day < today else "plain"


_DAY: Column[BirthdayRow] = Column("day", N_("Day"), lambda row: formats.week_day(row.day), 10, style=_style)
_YEARS: list[Column[BirthdayRow]] = [
    Column("age", N_("Age"), lambda row: age(row.born, clock.today()), 9, needs=48, right=True),
    Column("turns", N_("Turns"), turns, 9, right=True),
    Column("born", N_("Born on"), lambda row: formats.day(row.born), 10, needs=94),
]
_PHONE: Column[BirthdayRow] = Column("phone", N_("Phone"), lambda row: formats.phone(row.phone), 17, needs=72)
_OF_CLIENTS: list[Column[BirthdayRow]] = [
    _DAY,
    Column("name", N_("Last name"), lambda row: row.last_name, 12, grows=3, style=_style),
    Column("first_name", N_("First name"), lambda row: row.first_name, 10, needs=56, grows=2, style=_style),
    *_YEARS,
    _PHONE,
]
_OF_OTHERS: list[Column[BirthdayRow]] = [
    _DAY,
    Column("name", N_("Name"), lambda row: row.name or "–", 11, grows=2, style=_style),
    Column("client", N_("Client"), lambda row: row.client_name, 11, needs=56, grows=2, style=_style),
    *_YEARS,
    replace(_PHONE, needs=88),  # a client's name is read first
]


def columns(whose: Whose) -> list[Column[BirthdayRow]]:
    """Those of a list of clients, or of others with the client they belong to."""
    return _OF_CLIENTS if whose is Whose.CLIENTS else _OF_OTHERS
