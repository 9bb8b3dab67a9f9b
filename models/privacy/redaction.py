"""Redaction of a client, for good: every personal value becomes its blank, except what a rule keeps (INV-43).

No operation is deleted and no figure changes: the client stays as a number, with every operation and every
sum. Of the tables beside, what is known of the person (`client_details`) and half typed is deleted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from peewee import fn

from models.money.ledger import open_items
from models.outbox.messages.table import Cause, Message, alone, cancel_waiting, end_empty
from models.people.clients import details, name_order
from models.people.clients.aliases import about, fiches_of, survivor_of
from models.people.clients.table import Client, ClientStatus, name_key, search_entry
from models.people.clients.verbs import full_name, get
from models.people.contacts import verbs as contacts
from models.people.photos import verbs as photos
from models.people.sites import verbs as sites
from models.people.staff.drafts import Draft
from models.personal.kinds import WITHHELD, Retention
from models.privacy import blanking
from models.privacy.table import Redaction, RedactionState
from models.refusals import N_, Refused
from models.requests import trail
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store import clock
from models.store.connection import engine
from models.trade.global_invoices.table import GlobalInvoice, GlobalInvoiceDeletion, paid
from models.values import Centimes

VERB = "privacy.redact"


@dataclass
class StillOwes(Refused):
    """INV-43: a client who owes cannot be redacted: nobody would know who owes it."""

    name: str
    balance: Centimes
    sentence: ClassVar[str] = N_("{name} still owes {balance}: only a settled account can be forgotten.")


@dataclass
class StillHasAvoir(Refused):
    """INV-43: the pharmacy owes the client money that it could no longer give back."""

    name: str
    credit: Centimes
    sentence: ClassVar[str] = N_(
        "{name} still has {credit} of credit: only a settled account can be forgotten."
    )


@dataclass
class StillUnpaid(Refused):
    """INV-43: the balance is 0, but the client has both something unpaid and an avoir."""

    name: str
    unpaid: Centimes
    sentence: ClassVar[str] = N_("{name} has {unpaid} unpaid and as much credit. Use the credit first.")


@dataclass
class OrganismOwes(Refused):
    """An organism still has to pay an invoice that bears the client's name."""

    number: str
    remaining: Centimes
    sentence: ClassVar[str] = N_("{remaining} of {number} is still to be paid by an organism.")


@dataclass
class MessageLeaving(Refused):
    """A message in a sender's hands cannot be recalled."""

    name: str
    sentence: ClassVar[str] = N_("A message to {name} is leaving just now. Try again in a moment.")


@dataclass(frozen=True, slots=True)
class Held:
    """Personal values that a rule keeps: their number, and the last day; None: for ever."""

    rule: Retention
    values: int
    until: date | None


@dataclass(frozen=True, slots=True)
class Redacted:
    """The result of a redaction: the number of values blanked by this request, and what is kept."""

    client: int
    values: int
    held: Sequence[Held]


def _answered(done: Trail) -> Redacted:
    client = done.concerned()
    return Redacted(client, int(done.details()["values"]), held(client))


@verb(VERB, Right.FORGET_CLIENTS, answers=_answered)
def redact(client: int, *, by: By) -> Redacted:
    """Redacts a client whose account is settled, with all their fiches; it cannot be undone.

    Their waiting messages are cancelled. The names on papers can be redacted once their years of retention
    are over: the same verb then redacts these too. Raises `StillOwes`, `StillHasAvoir`, `StillUnpaid`,
    `OrganismOwes`, `MessageLeaving`, `NoSuchClient`.
    """
    alone()
    engine().serialise("places")
    row = _held_row(client)
    client = row.id
    _refuse(row)
    cancel_waiting(about(Message.client, client), Cause.WITHDRAWN)
    end_empty()
    values = count(client)
    record = trail.leave(by, client=client, values=values)
    under_way = Redaction.create(trail=record, client=client)
    blanking.blank(client, clock.today(), record.id)
    sites.forget(client)
    contacts.forget(client)
    photos.forget(client)
    _blank_fiche(row)
    row.version += 1
    Client.update(version=row.version).where(Client.id == row.id).execute()
    for fiche in fiches_of(client):
        Draft.delete().where(Draft.subject == str(fiche)).execute()
        details.forget(fiche)
        if fiche != client:
            _blank_fiche(get(fiche))
    Redaction.update(state=RedactionState.DONE).where(Redaction.id == under_way.id).execute()
    return Redacted(client, values, held(client))


def count(client: int) -> int:
    """The number of personal values that a redaction would blank today."""
    return blanking.count(client, clock.today())


def held(client: int) -> list[Held]:
    """What of a client is kept in spite of a redaction, and why."""
    return [Held(*each) for each in blanking.held(client, clock.today())]


def refuse(client: int) -> None:
    """Raises what `redact` would raise at present; writes nothing."""
    _refuse(get(survivor_of(client)))


def _held_row(client: int) -> Client:
    """Locks the client's row until the transaction ends, also that of a redacted client; of a merged fiche,
    the row of its survivor.
    """
    meant = get(survivor_of(client)).id
    row: Client = engine().locked(Client.select().where(Client.id == meant)).get()
    return row


def _refuse(row: Client) -> None:
    now, name = open_items.position(row.id), full_name(row)
    if now.balance > 0:
        raise StillOwes(name, now.balance)
    if now.balance < 0:
        raise StillHasAvoir(name, -now.balance)
    if now.unpaid:
        raise StillUnpaid(name, now.unpaid)
    for number, remaining in _billed(row.id):
        raise OrganismOwes(number, remaining)
    if Message.select().where(about(Message.client, row.id), Message.worker != "").exists():
        raise MessageLeaving(name)


def _billed(client: int) -> Iterator[tuple[str, Centimes]]:
    """What organisms still have to pay of a client's invoices."""
    invoices = GlobalInvoice.select(GlobalInvoice.id, GlobalInvoice.number, GlobalInvoice.total)
    deleted = GlobalInvoiceDeletion.select().where(GlobalInvoiceDeletion.invoice == GlobalInvoice.id)
    live = invoices.where(
        about(GlobalInvoice.client, client), GlobalInvoice.billing.is_null(False), ~fn.EXISTS(deleted)
    )
    for invoice, number, total in live.tuples():
        remaining = Centimes(total - paid(invoice))
        if remaining > 0:
            yield number, remaining


def _blank_fiche(row: Client) -> None:
    """Blanks the row of a fiche, its position in name order, and its search words."""
    place = name_order.take(name_key(WITHHELD, ""))
    row.place = get(row.id).place  # making room may have moved this very client
    before = search_entry(row)
    blanks = {name: each.blank_of(row.id) for name, each in blanking.whole("client").items()}
    for name, value in blanks.items():
        setattr(row, name, value)
    row.place, row.status = place, ClientStatus.ANONYMISED
    row.save(only=[*row.dirty_fields])
    engine().search_drop([before])
    engine().search_put([search_entry(row)])
