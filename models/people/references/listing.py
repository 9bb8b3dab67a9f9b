"""Reads the reference lists: what is offered, and what was chosen."""

from dataclasses import dataclass
from typing import ClassVar

from models.people.references.payment_terms import PaymentRule
from models.people.references.table import Reference, ReferenceKind
from models.refusals import N_, Refused


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """An entry of a list. `rule` is that of payment terms, None in the other lists."""

    id: int
    kind: ReferenceKind
    name: str
    active: bool
    phone: str
    rule: PaymentRule | None


@dataclass
class NotOffered(Refused):
    """What was chosen is retired, is of another list, or does not exist. `field` is where it was chosen."""

    field: str
    sentence: ClassVar[str] = N_("This can no longer be chosen. Choose another, or none.")


def references(kind: ReferenceKind | None = None) -> list[ReferenceRow]:
    """The entries of one list, or of all of them, in their order; what is retired too."""
    rows = Reference.select().order_by(Reference.position, Reference.id)
    if kind is not None:
        rows = rows.where(Reference.kind == kind)
    order = list(ReferenceKind)
    return sorted((row_of(row) for row in rows), key=lambda row: order.index(row.kind))


def found(reference: int | None) -> ReferenceRow | None:
    """The entry that was chosen, retired or not; None if there is none."""
    row = Reference.get_or_none(Reference.id == reference) if reference is not None else None
    return row_of(row) if row is not None else None


def name_of(reference: int | None) -> str:
    """The name of what was chosen, or ""."""
    row = found(reference)
    return row.name if row else ""


def check_choice(field: str, kind: ReferenceKind, chosen: int | None, before: int | None = None) -> None:
    """Raises `NotOffered` unless this may be chosen from the list; what was chosen before may stay.

    Called by verbs, inside their transaction.
    """
    if chosen is None or chosen == before:
        return
    row = found(chosen)
    if row is None or row.kind is not kind or not row.active:
        raise NotOffered(field)


def row_of(row: Reference) -> ReferenceRow:
    """The entry of a row of the table."""
    rule = PaymentRule(row.days, row.end_of_month) if row.days is not None else None
    return ReferenceRow(row.id, row.kind, row.name, row.active, row.phone, rule)
