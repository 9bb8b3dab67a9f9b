"""SMS units: packs that are asked for, paid and activated, and the units left (sms-credit)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from peewee import SQL, fn

from models.outbox.messages.table import Message, alone
from models.outbox.units import account as units_account
from models.outbox.units.account import UnitPack
from models.people.staff import security_code
from models.refusals import N_, Missing, Refused
from models.requests import trail
from models.requests.actors import Staff
from models.requests.by import By
from models.requests.rights import Right
from models.requests.trail import Trail
from models.requests.verb import verb
from models.store.connection import Table
from models.store.fields import ChoiceField, ForeignKeyField, TextField
from models.store.text import check_text

ASKS = "credits.ask"
LARGEST = 1_000_000


class PackStep(StrEnum):
    """What becomes of a pack that was asked for. A pack that was not activated may be cancelled."""

    PAID = "paid"
    ACTIVATED = "activated"
    CANCELLED = "cancelled"


class UnitStep(Table):
    """A step of a pack. Append-only; each is taken once. `reference` is the proof of a payment."""

    pack = ForeignKeyField(UnitPack, backref="steps")
    trail = ForeignKeyField(Trail)
    step = ChoiceField(PackStep)
    reference = TextField(default="")

    class Meta:
        table_name = "credit_step"


@dataclass(frozen=True, slots=True)
class Step:
    """When a pack took a step, and who took it."""

    step: PackStep
    at: datetime
    author: str
    reference: str


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack: its size, who asked for it and when, and its steps so far."""

    id: int
    size: int
    note: str
    asked: datetime
    author: str
    steps: tuple[Step, ...]

    @property
    def state(self) -> PackStep | None:
        """Its last step; None while it is only asked for."""
        return self.steps[-1].step if self.steps else None


@dataclass
class NotASize(Refused):
    most: int = LARGEST
    field: ClassVar[str] = "size"
    sentence: ClassVar[str] = N_("A pack holds from 1 to {most} credits.")


@dataclass
class WrongPackStep(Refused):
    """It is there already, or another step comes first."""

    sentence: ClassVar[str] = N_("This pack has moved on: look at it again.")


@dataclass
class NotEnoughUnits(Refused):
    """INV-52: what is queued already is counted as used."""

    needed: int
    left: int
    sentence: ClassVar[str] = N_("This takes {needed} credits; {left} are left.")


def left() -> int:
    """The units for new messages: the balance less the cost of waiting messages."""
    # In two sums, each read off an index alone: what is in a sender's hands has been paid already.
    queued, in_hand = (
        Message.select(fn.COALESCE(fn.SUM(Message.cost), 0).cast("BIGINT")).where(condition).scalar()
        for condition in (Message.state == SQL("'queued'"), Message.worker != SQL("''"))
    )
    return units_account.balance() - int(queued) + int(in_hand)


def refuse_beyond(needed: int) -> None:
    """Raises `NotEnoughUnits` if so many more cannot be promised. Call it inside `alone`."""
    there = left()
    if needed > max(there, 0):
        raise NotEnoughUnits(needed, max(there, 0))


@verb(ASKS, Right.ORDER_UNITS, answers=lambda done: int(UnitPack.get(UnitPack.trail == done).id))
def ask(size: int, note: str = "", *, by: By) -> int:
    """Writes down that a pack was asked for; its number. Raises `NotASize`."""
    note = check_text("note", note)
    if not 1 <= size <= LARGEST:
        raise NotASize
    written = trail.leave(by, size=size)
    return int(UnitPack.create(trail=written, size=size, note=note).id)


@verb("credits.pay", Right.ORDER_UNITS)
def pay(pack: int, reference: str, *, by: By) -> None:
    """The pack was paid; `reference` says where the proof is. Raises `Missing` or `WrongPackStep`."""
    reference = check_text("reference", reference)
    if not reference:
        raise Missing("reference")
    take_step(pack, PackStep.PAID, reference, by=by)


@verb("credits.activate", Right.ACTIVATE_UNITS, before=security_code.demand)
def activate(pack: int, *, security: str, by: By) -> None:
    """Adds the units of a paid pack to the account.

    Anybody who could do so could send without limit, so it needs the security code. Raises `WrongPackStep`,
    and what `security_code.check` raises.
    """
    take_step(pack, PackStep.ACTIVATED, by=by)


@verb("credits.cancel", Right.ORDER_UNITS)
def cancel(pack: int, *, by: By) -> None:
    """Gives up a pack that was not activated. Raises `WrongPackStep`."""
    take_step(pack, PackStep.CANCELLED, by=by)


def packs() -> Sequence[PackRow]:
    """All packs, newest first: a pharmacy buys a few a year."""
    steps: dict[int, list[Step]] = {}
    taken = UnitStep.select(UnitStep.pack, UnitStep.step, Trail.at, Staff.name, UnitStep.reference).order_by(
        UnitStep.id
    )
    for pack, *step in taken.join(Trail).join(Staff).tuples():
        steps.setdefault(pack, []).append(Step(*step))
    asked = UnitPack.select(UnitPack.id, UnitPack.size, UnitPack.note, Trail.at, Staff.name)
    rows = asked.join(Trail).join(Staff).order_by(UnitPack.id.desc()).tuples()
    return [PackRow(*(*row, tuple(steps.get(row[0], ())))) for row in rows]


_BEFORE: dict[PackStep, tuple[PackStep | None, ...]] = {
    PackStep.PAID: (None,),
    PackStep.ACTIVATED: (PackStep.PAID,),
    PackStep.CANCELLED: (None, PackStep.PAID),
}


def take_step(pack: int, step: PackStep, reference: str = "", *, by: By) -> None:
    """The step itself, within one of the verbs above, which say what it needs; and within the transaction in
    which the example pharmacy is made. Raises `WrongPackStep`.
    """
    alone()
    size = UnitPack.select(UnitPack.size).where(UnitPack.id == pack).scalar()
    last = UnitStep.select(UnitStep.step).where(UnitStep.pack == pack)
    now = last.order_by(UnitStep.id.desc()).limit(1).tuples().first()
    if size is None or (now[0] if now else None) not in _BEFORE[step]:
        raise WrongPackStep
    record = trail.leave(by, pack=pack, step=step)
    UnitStep.create(pack=pack, trail=record, step=step, reference=reference)
    if step is PackStep.ACTIVATED:
        units_account.add_pack(pack, size)
