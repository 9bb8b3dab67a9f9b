"""The lines of a relevé by contact (rel-by-contact): for whom each was when the relevé was issued (X19).

An operation may be for another contact since, and a contact may be called otherwise: neither shows on a
reprint, as the relevé knows the last attribution of its time, and keeps the names.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from peewee import fn

from models.money.ledger import attribution
from models.money.ledger.attribution import Attribution
from models.money.ledger.postings import Operation
from models.people.clients.aliases import one_of
from models.people.contacts.table import Contact
from models.trade.statements.content import StatementGroup, StatementLine
from models.trade.statements.table import IssuedStatement

UNKNOWN = "–"
"""What a contact is called whose name was redacted."""


def as_of_now(fiches: Sequence[int], start: date, end: date) -> dict[str, Any]:
    """What a relevé of these fiches of one client, whose row is locked, keeps in order to be grouped: columns
    of `IssuedStatement`.
    """
    of_theirs = Attribution.select().join(Operation).where(one_of(Operation.client, fiches))
    newest = of_theirs.select(fn.COALESCE(fn.MAX(Attribution.id), 0)).scalar()
    in_period = of_theirs.select(Attribution.contact).where(
        Attribution.day.between(start, end), Attribution.contact.is_null(False), attribution.is_newest()
    )
    named = (
        Contact.select(Contact.id, Contact.last_name, Contact.first_name)
        .where(Contact.id.in_(in_period))
        .order_by(Contact.name_key, Contact.id)
    )
    kept = [[key, f"{last} {first}".strip()] for key, last, first in named.tuples()]
    contacts = json.dumps(kept, ensure_ascii=False) if kept else ""
    return {"last_attribution": int(newest), "contacts": contacts}


def of(issued: IssuedStatement, lines: Mapping[int, StatementLine]) -> tuple[StatementGroup, ...]:
    """The lines of a relevé, by the keys of their operations, as groups: contacts by name, then those that
    are for none.
    """
    whose = attribution.contacts_of(lines, until=issued.last_attribution)
    names = {int(key): str(name) for key, name in json.loads(issued.contacts or "[]")}
    found: dict[int | None, list[StatementLine]] = {key: [] for key in names}
    for operation, line in lines.items():
        found.setdefault(whose.get(operation), []).append(line)
    nobody = found.pop(None, [])
    groups = [
        StatementGroup(names.get(key or 0, UNKNOWN), tuple(theirs)) for key, theirs in found.items() if theirs
    ]
    return (*groups, StatementGroup("", tuple(nobody))) if nobody else tuple(groups)
