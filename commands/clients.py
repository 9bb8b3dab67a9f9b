"""`officine clients`: the client list, as the screens read it."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from commands.shell.output import Table, balance, rows_as_json
from commands.store import opened
from locales import _, formats
from locales.words.clients import listed_name
from models.people.categories import verbs as categories
from models.people.clients.filter import ClientFilter
from models.people.clients.listing import ClientListing, ClientRow, ClientView
from models.store.engines.engine import Match

WINDOW = 500


def run(options: Namespace) -> int:
    view = ClientView.ARCHIVED if options.archived else ClientView.ACTIVE
    view = ClientView.PHARMACIES if options.pharmacies else view
    view = ClientView.TRASHED if options.trash else view
    with opened(options.database):
        category = categories.named(options.category).id if options.category else None
        # What a program does with clients it does with those who were meant, not with similar ones.
        match = Match.EXACT if options.json else Match.ANY
        listing = ClientListing(options.search, view, filter=ClientFilter(category=category), match=match)
        windows = _windows(listing, options.limit)
        if options.json:
            rows_as_json(map(_as_json, chain.from_iterable(windows)))
        else:
            _print(windows)
    return 0


def _windows(listing: ClientListing, limit: int | None) -> Iterator[Sequence[ClientRow]]:
    left = limit
    last: ClientRow | None = None
    while left is None or left > 0:
        rows = listing.read(WINDOW if left is None else min(WINDOW, left), after=last)
        if not rows:
            return
        yield rows
        last = rows[-1]
        left = None if left is None else left - len(rows)


def _print(windows: Iterator[Sequence[ClientRow]]) -> None:
    names = (_("No."), _("Last name"), _("First name"), _("Phone"), _("Organism"), _("Balance"))
    table = Table(names, right=(0, 5))
    for rows in windows:
        table.add(map(_as_text, rows))


def _as_text(row: ClientRow) -> Sequence[str]:
    return (
        str(row.id),
        listed_name(row.last_name, similar=row.similar),
        row.first_name,
        formats.phone(row.phone),
        row.organism,
        balance(row.balance),
    )


def _as_json(row: ClientRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "code": row.code,
        "last_name": row.last_name,
        "first_name": row.first_name,
        "phone": row.phone,
        "email": row.email,
        "organism": row.organism,
        "category": row.category,
        "registration_number": row.registration_number,
        "balance": formats.plain_amount(row.balance),
        "status": str(row.status),
        "blocked": row.blocked,
    }
