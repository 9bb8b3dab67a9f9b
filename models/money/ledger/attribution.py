"""For which contact of its client an operation is (ct-attribute, X19): rows beside it; the newest counts.

An operation without a row, or whose newest row names nobody, is *sans contact*. Amounts, client and postings
never change, so the shares of all contacts and of none add up to the balance of the client (INV-06). What
belongs to one sale is for one contact: whatever its request wrote, its returns, what was paid back of them,
and the reversal of each.

A request that names no contact runs no statement for it.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from peewee import fn

from models.money.ledger.accounts import OperationKind
from models.money.ledger.open_items import OpenItem
from models.money.ledger.postings import Operation
from models.people.clients.aliases import about
from models.people.clients.table import Client
from models.people.contacts.table import Contact
from models.refusals import N_, Refused
from models.requests.trail import Trail
from models.store import clock, many
from models.store.connection import Table, engine
from models.store.fields import ChoiceField, DayField, ForeignKeyField
from models.store.prepared import Prepared, given


class Attribution(Table):
    """For which contact an operation is. Append-only; the newest row of an operation counts.

    Attributes:
      trail: the request that said so: that of the operation, or a later one
      contact: None: for none any more
      kind, day: those of the operation, which never change; so what is for a contact is read along one index
    """

    trail = ForeignKeyField(Trail)
    operation = ForeignKeyField(Operation, backref="+")
    contact = ForeignKeyField(Contact, null=True, backref="+")
    kind = ChoiceField(OperationKind)
    day = DayField()


@dataclass(frozen=True, slots=True)
class ForContact:
    """The contact for whom a request is, and what they are called on a paper."""

    id: int
    name: str


@dataclass
class NotTheirContact(Refused):
    """There is no such contact, or it is of another client."""

    field: ClassVar[str] = "for_contact"
    sentence: ClassVar[str] = N_("This contact is not one of the client's. Choose another, or none.")


@dataclass
class ContactRetired(Refused):
    """Nothing new is for a retired contact."""

    name: str
    field: ClassVar[str] = "for_contact"
    sentence: ClassVar[str] = N_("{name} is retired. Put this contact back first, or choose another.")


_CHOSEN = Prepared(
    lambda: Contact.select(Contact.client, Contact.active, Contact.last_name, Contact.first_name).where(
        Contact.id == given("contact")
    )
)


def chosen(row: Client, contact: int | None) -> ForContact | None:
    """The contact for whom a request is, judged with the client's row locked; None for none, which asks
    nothing. Raises `NotTheirContact` or `ContactRetired`.
    """
    if contact is None:
        return None
    found = _CHOSEN.first(contact=contact)
    if found is None or found[0] != row.id:
        raise NotTheirContact
    name = f"{found[2]} {found[3]}".strip()
    if not found[1]:
        raise ContactRetired(name)
    return ForContact(contact, name)


def record(done: Trail, contact: ForContact | None) -> None:
    """Says of everything that a request wrote, and at its end, that it is for this contact."""
    if contact is not None:
        _RECORD.run(trail=done.id, contact=contact.id)


def follow(done: Trail, of: int) -> None:
    """Everything that a request wrote is for whom this operation is: a return for whom its sale is, a refund
    for whom the avoir is that it pays back.
    """
    _FOLLOW.run(trail=done.id, of=of)


def follow_reversed(whole: Operation) -> None:
    """A reversal, and those of the parts that were written with it, are each for whom the original is."""
    _FOLLOW_REVERSED.run(whole=whole.id)


def is_newest(row: Any = Attribution) -> Any:
    """The condition that a row is the newest of its operation, and counts."""
    later = Attribution.alias()
    return ~fn.EXISTS(later.select(later.id).where(later.operation == row.operation, later.id > row.id))


def of_contact(contact: int) -> Any:
    """The operations that are for a contact, as a subquery."""
    return Attribution.select(Attribution.operation).where(Attribution.contact == contact, is_newest())


def contacts_of(operations: Iterable[int], *, until: int | None = None) -> dict[int, int]:
    """For which contact each of these operations is; one that is for none is absent.

    With `until`, as it was when the row of that id was the newest: so what was issued is printed again.
    """
    rows = Attribution.select(Attribution.operation, Attribution.contact)
    rows = rows.where(many.among(Attribution.operation, operations))
    if until is not None:
        rows = rows.where(Attribution.id <= until)
    found = dict(rows.order_by(Attribution.id).tuples())
    return {operation: contact for operation, contact in found.items() if contact is not None}


def theirs_first(contact: ForContact | None) -> Callable[[Sequence[OpenItem]], list[OpenItem]]:
    """A function that puts the open items that are for this contact before the others; in both parts the
    order stays. It asks once for whom they are: asked again in a request, it meets fewer of the same items.
    """
    whose: dict[int, int] | None = None

    def in_order(items: Sequence[OpenItem]) -> list[OpenItem]:
        nonlocal whose
        if contact is None:
            return list(items)
        if whose is None:
            whose = contacts_of([item.operation for item in items])
        return sorted(items, key=lambda item: whose.get(item.operation) != contact.id)

    return in_order


def last_today(client: int) -> int | None:
    """The contact in use for whom something of today was entered last for this client; None if for none. A
    desk proposes it.
    """
    rows = (
        Attribution.select(Attribution.contact)
        .join(Contact, on=Attribution.contact == Contact.id)
        .where(about(Contact.client, client), Contact.active, Attribution.day == clock.today(), is_newest())
    )
    found = rows.order_by(Attribution.id.desc()).limit(1).tuples().first()
    return found[0] if found else None


def attribute(done: Trail, operations: Collection[int], contact: int | None) -> None:
    """Says of these operations for whom they are from now on, in the transaction of a verb that judged it."""
    kept = Operation.select(Operation.id, Operation.kind, Operation.value_date)
    rows = kept.where(many.among(Operation.id, operations)).order_by(Operation.id)
    engine().insert_rows(
        "attribution",
        ("trail_id", "operation_id", "contact_id", "kind", "day"),
        [(done.id, key, contact, str(kind), day.isoformat()) for key, kind, day in rows.tuples()],
    )


_FIELDS = (
    Attribution.trail,
    Attribution.operation,
    Attribution.contact,
    Attribution.kind,
    Attribution.day,
)


def _inserted(contact: Any) -> Any:
    """The rows for a query of operations that names this contact of theirs."""
    return Operation.select(Operation.trail, Operation.id, contact, Operation.kind, Operation.value_date)


def _of(contact: Any, operation: Any) -> Any:
    """The rows for operations, each for whom another operation is."""
    rows = _inserted(contact.contact).join(contact, on=contact.operation == operation)
    return rows.where(contact.contact.is_null(False), is_newest(contact))


def _written(rows: Any) -> Any:
    return Attribution.insert_from(rows.order_by(Operation.id), _FIELDS)


_RECORD = Prepared(
    lambda: _written(
        _inserted(given("contact")).where(Operation.trail == given("trail"), Operation.client.is_null(False))
    )
)
_FOLLOW = Prepared(
    lambda: _written(_of(Attribution.alias(), given("of")).where(Operation.trail == given("trail")))
)
_FOLLOW_REVERSED = Prepared(
    lambda: _written(
        _of(Attribution.alias(), Operation.reverses).where(
            (Operation.id == given("whole")) | (Operation.part_of == given("whole"))
        )
    )
)
