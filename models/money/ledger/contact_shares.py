"""What each contact of a client bought, paid and owes; without a contact too, so that all of it adds up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from peewee import JOIN, fn

from models.money.ledger.accounts import OperationKind
from models.money.ledger.attribution import Attribution, is_newest
from models.money.ledger.lifetime import INVOICED, PAID, totals
from models.money.ledger.postings import Operation, Posting
from models.people.clients.aliases import about
from models.people.contacts.listing import ContactRow, contacts_of
from models.people.contacts.table import Contact
from models.store.connection import engine
from models.values import ZERO, Centimes


@dataclass(frozen=True, slots=True)
class ContactShare:
    """The share of a contact in the account of their client, in centimes, as `AccountTotals` has them.

    Attributes:
        contact: its id, None: what is for no contact
        name: as a list shows it, empty for no contact
        active: whether it can be chosen
        bought: sales less returns and cancelled sales
        paid: money received less money paid back
        owes: the share in the balance: the sum of all operations that are for them, negative for a credit
    """

    contact: int | None
    name: str
    active: bool
    bought: Centimes
    paid: Centimes
    owes: Centimes


def shares(client: int, contacts: Sequence[ContactRow] | None = None) -> list[ContactShare]:
    """The share of each contact of a client, as `contacts_of` lists them, then that of none: they add up to
    what the client bought, paid and owes. `contacts`: all of them, where they were just read.
    """
    with engine().reading():
        moved = _moved(client)
        everybody = totals(client)
        listed = contacts_of(client) if contacts is None else contacts
    found = [_share(row, moved) for row in listed]
    nobody = ContactShare(
        None,
        "",
        True,
        everybody.invoiced - _sum(each.bought for each in found),
        everybody.paid - _sum(each.paid for each in found),
        everybody.balance - _sum(each.owes for each in found),
    )
    return [*found, nobody]


def share_of(row: ContactRow) -> ContactShare:
    """The share of one contact, as a list has them, in the account of their client."""
    return _share(row, _moved(row.client, row.id))


Moved = Mapping[int, Mapping[OperationKind, Centimes]]
"""By contact, what operations of each kind moved on the receivable; a reversal counts as what it cancels."""


def _moved(client: int, contact: int | None = None) -> Moved:
    original = Operation.alias()
    kind = fn.COALESCE(original.kind, Attribution.kind).converter(OperationKind)
    rows = (
        Attribution.select(Attribution.contact, kind, fn.SUM(Posting.amount).cast("BIGINT"))
        .join(Contact, on=Attribution.contact == Contact.id)
        .join_from(Attribution, Operation, on=Attribution.operation == Operation.id)
        .join(Posting, on=(Posting.operation == Operation.id) & (Posting.client == Operation.client))
        .join_from(Operation, original, JOIN.LEFT_OUTER, on=Operation.reverses == original.id)
        .where(about(Contact.client, client), is_newest())
        .group_by(Attribution.contact, kind)
    )
    if contact is not None:
        rows = rows.where(Attribution.contact == contact)
    found: dict[int, dict[OperationKind, Centimes]] = {}
    for whose, of_kind, amount in rows.tuples():
        found.setdefault(whose, {})[of_kind] = Centimes(amount)
    return found


def _share(row: ContactRow, moved: Moved) -> ContactShare:
    theirs = moved.get(row.id, {})
    bought, paid = (_sum(theirs.get(kind, ZERO) for kind in kinds) for kinds in (INVOICED, PAID))
    return ContactShare(row.id, row.name, row.active, bought, -paid, _sum(theirs.values()))


def _sum(amounts: Iterable[Centimes]) -> Centimes:
    return sum(amounts, ZERO)
