"""A list of clients on paper: chosen columns, who is listed, and what is owed in all (list-print)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from locales import N_, _, formats, ngettext
from models.pharmacy.party import Party
from models.refusals import Refused
from models.values import ZERO, Centimes, Progress
from printing.exports.cells import Cell
from printing.page import words
from printing.papers import listing
from printing.papers.listing import ListPaper, Pairs

MOST_CLIENTS = 5000
"""A list of more is not read on paper, and takes minutes."""
MOST_COLUMNS = 20
"""More would leave a few letters to each."""


@dataclass
class TooManyForPaper(Refused):
    """More clients than are printed."""

    clients: int
    most: int
    sentence: ClassVar[str] = N_(
        "{clients} clients: paper takes at most {most}. Choose CSV or XLSX, or narrow the list."
    )


@dataclass
class TooManyColumns(Refused):
    """More columns than are printed."""

    columns: int
    most: int
    sentence: ClassVar[str] = N_(
        "{columns} columns: paper takes at most {most}. Choose fewer, or CSV or XLSX."
    )


def check(clients: int, columns: int) -> None:
    """Raises `TooManyForPaper`, `TooManyColumns`."""
    if clients > MOST_CLIENTS:
        raise TooManyForPaper(clients, MOST_CLIENTS)
    if columns > MOST_COLUMNS:
        raise TooManyColumns(columns, MOST_COLUMNS)


@dataclass(frozen=True, slots=True)
class ClientList:
    """What is printed. `narrowed` says in words who is listed; `balances` has one for each row."""

    pharmacy: Party
    narrowed: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    balances: Sequence[Centimes]
    created: datetime


def write(clients: ClientList, path: Path, progress: Progress | None = None) -> Path:
    """Prints into a file: the whole of it or nothing, 0600, never an existing one.

    `progress` is called with (done, total), and False from it cancels. Raises what is in `printing.refusals`.
    """
    return listing.write(paper(clients), path, progress)


def paper(clients: ClientList) -> ListPaper:
    """The list as it is printed."""
    return ListPaper(
        pharmacy=clients.pharmacy,
        title=_("List of clients"),
        facts=(
            (_("Who"), clients.narrowed),
            (_("Clients"), formats.count(len(clients.rows))),
            (_("Day"), formats.day(clients.created)),
        ),
        titles=clients.titles,
        rows=clients.rows,
        created=clients.created,
        totals=_totals(clients.balances),
    )


def _totals(balances: Sequence[Centimes]) -> Pairs:
    """Who owes and what, who is in credit and what, and the balance of both."""
    owed = [each for each in balances if each > 0]
    credits = [-each for each in balances if each < 0]
    owing = ngettext("{count} client owes", "{count} clients owe", len(owed))
    in_credit = ngettext("{count} client is in credit", "{count} clients are in credit", len(credits))
    return (
        (owing.format(count=formats.count(len(owed))), words.balance(sum(owed, ZERO))),
        (in_credit.format(count=formats.count(len(credits))), words.balance(-sum(credits, ZERO))),
        (_("In all"), words.balance(sum(balances, ZERO))),
    )
