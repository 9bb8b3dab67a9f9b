"""`officine show`: one client, what they owe and what is unpaid."""

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from commands.shell.output import Table, as_json, balance, pairs
from commands.store import client_named, opened
from locales import _, formats
from locales.words import custom_fields
from models.custom_fields.table import CustomRecord
from models.money import ceiling
from models.money.ledger import open_items
from models.money.ledger.open_items import OpenItem, Position
from models.people import postal
from models.people.categories import verbs as categories
from models.people.clients import columns, details
from models.people.clients import verbs as clients
from models.people.clients.table import Client
from models.people.companies import bank
from models.values import Centimes


def run(options: Namespace) -> int:
    with opened(options.database):
        client = client_named(options.client)
        row, position, unpaid = clients.get(client), open_items.position(client), open_items.debits(client)
        if options.json:
            as_json(_as_json(row, position, unpaid))
        else:
            pairs(_as_text(row, position))
            _print_unpaid(unpaid)
    return 0


def _as_json(row: Client, position: Position, unpaid: list[OpenItem]) -> dict[str, Any]:
    fields, limit = clients.fields_of(row), ceiling.ceiling_of(row)
    known = columns.plain(fields)
    category = categories.row_of(row.category_id)
    return {
        "id": row.id,
        **{name: value for name, value in known.items() if name not in bank.NAMES},
        "status": str(row.status),
        "category": category.name if category else "",
        "custom": dict(custom_fields.pairs(CustomRecord.CLIENT, fields.custom)),
        "organism": row.organism_name or None,
        "ceiling": _amount_or_none(row.ceiling),
        "ceiling_in_force": _amount_or_none(limit),
        "balance": formats.plain_amount(row.balance),
        "unpaid": formats.plain_amount(position.unpaid),
        "credit": formats.plain_amount(position.credit),
        "unpaid_items": [
            {
                "number": item.number,
                "kind": str(item.kind),
                "day": item.day.isoformat(),
                "amount": formats.plain_amount(item.amount),
                "remaining": formats.plain_amount(item.open),
            }
            for item in unpaid
        ],
        "version": row.version,
    }


def _amount_or_none(centimes: Centimes | None) -> str | None:
    return None if centimes is None else formats.plain_amount(centimes)


def _as_text(row: Client, position: Position) -> Iterator[tuple[str, str]]:
    limit = ceiling.ceiling_of(row)
    yield _("No."), str(row.id)
    yield _("Code"), row.code
    yield _("Name"), " ".join(filter(None, (row.title, clients.full_name(row))))
    yield _("Status"), _status(row)
    for name, number in (
        (_("Mobile"), row.mobile),
        (_("Work"), row.work_phone),
        (_("Home phone"), row.home_phone),
    ):
        yield name, formats.phone(number)
    yield _("E-mail"), row.email
    place = postal.lines(row.address, row.postal_code, row.city, *details.country_of(row))
    yield _("Address"), " ".join(" ".join(place).split())
    yield _("Organism"), row.organism_name
    yield _("Registration"), row.registration_number
    yield _("Affiliation"), row.affiliation_number
    yield _("Alert"), row.alert
    yield _("Balance"), balance(row.balance)
    yield _("Unpaid"), formats.amount(position.unpaid)
    yield _("In credit"), formats.amount(position.credit)
    yield _("Ceiling"), _("none") if limit is None else formats.amount(limit)


def _status(row: Client) -> str:
    said = {
        "active": _("active"),
        "sleeping": _("sleeping"),
        "archived": _("archived"),
        "anonymised": _("anonymised"),
        "trashed": _("in the trash"),
    }[str(row.status)]
    return ", ".join((said, _("blocked"))) if row.blocked else said


def _print_unpaid(unpaid: list[OpenItem]) -> None:
    if unpaid:
        print()
    table = Table((_("Date"), _("No."), _("Amount"), _("Remaining")), right=(2, 3))
    table.add(
        (formats.day(item.day), item.number, formats.amount(item.amount), formats.amount(item.open))
        for item in unpaid
    )
