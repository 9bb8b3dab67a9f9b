"""Who did what, when. One row a request, and the reason why the same request twice is done once (INV-20)."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from models.refusals import N_, KeyReused, Refused
from models.requests.actors import SHELL, Actor, OwnClient, Program, Staff, StaffMember
from models.store import clock
from models.store.connection import Table, engine
from models.store.fields import ChoiceField, ForeignKeyField, IntegerField, MomentField, TextField
from models.store.prepared import Prepared, given
from models.store.text import check_length


class ActorKind(StrEnum):
    """Who carried out a request: `staff` names them, `program` does, or the client whom it concerns."""

    STAFF = "staff"
    CLIENT = "client"
    PROGRAM = "program"


class Trail(Table):
    """A request that was carried out. Append-only. `op_id` is its idempotency key."""

    op_id = TextField()
    verb = TextField()
    actor = ChoiceField(ActorKind)
    staff = ForeignKeyField(Staff, null=True)
    program = TextField(default="")
    client_id = IntegerField(null=True)
    at = MomentField()
    detail = TextField()

    def told(self) -> dict[str, Any]:
        """What the verb kept about the request, beyond the rows it wrote."""
        return dict(json.loads(self.detail))


_TOLD = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str)
_CARRIED_OUT = Prepared(lambda: Trail.select(Trail.id).where(Trail.op_id == given("op_id")))
_KINDS = {StaffMember: ActorKind.STAFF, OwnClient: ActorKind.CLIENT, Program: ActorKind.PROGRAM}
_FIELDS = ("op_id", "verb", "actor", "staff", "program", "client_id", "at", "detail")
COLUMNS = ("op_id", "verb", "actor", "staff_id", "program", "client_id", "at", "detail")
_WORKS_HERE = Prepared(lambda: Staff.select(Staff.id).where(Staff.id == given("staff"), Staff.active))


@dataclass
class StaffInactive(Refused):
    """Only somebody who works here may write."""

    staff: int
    sentence: ClassVar[str] = N_("This staff member may no longer write.")


def new_op_id() -> str:
    """A key for one request. Make it before asking, keep it for the retry."""
    return uuid.uuid4().hex


def asked(*figures: object) -> str:
    """What a request asks for, in sixteen letters: another amount, day or operation is another request."""
    return hashlib.blake2b(repr(figures).encode(), digest_size=8).hexdigest()


def done_before(op_id: str, verb: str, client: int | None = None, asked: str = "") -> Trail | None:
    """The trail of this very request if it was carried out already.

    Raises `KeyReused` where the key was used for something else: who lost the line after paying 40 and now
    pays 60 under the same key is not told that all is well. Until the transaction ends, nobody else carries
    out the same request.
    """
    check_length("op_id", op_id)
    engine().serialise(f"request {op_id}")
    if not _CARRIED_OUT.tuples(op_id=op_id):
        return None
    trail: Trail = Trail.get(op_id=op_id)
    other = trail.verb != verb or client not in (None, trail.client_id)
    if other or trail.told().get("asked", "") != asked:
        raise KeyReused(op_id)
    return trail


def leave(
    verb: str,
    *,
    staff: int | None,
    op_id: str,
    client: int | None = None,
    at: datetime | None = None,
    program: Program = SHELL,
    **detail: Any,
) -> Trail:
    """Writes the trail of a request, inside its transaction. Raises `StaffInactive`.

    Where `staff` is None, `program` does it by itself.
    """
    if staff is not None and not _WORKS_HERE.tuples(staff=staff):
        raise StaffInactive(staff)
    actor, moment, told = program if staff is None else StaffMember(staff), at or clock.now(), kept(detail)
    row = columns(actor, op_id, verb, client, moment, told)
    key = engine().insert_row("trail", COLUMNS, row)
    return Trail.as_kept(
        **dict(zip(_FIELDS, row, strict=True)) | {"id": key, "actor": kind_of(actor), "at": moment}
    )


def columns(
    actor: Actor, op_id: str, verb: str, client: int | None, at: datetime, detail: str
) -> tuple[Any, ...]:
    """A trail's row, as `COLUMNS` keep it."""
    staff = actor.id if isinstance(actor, StaffMember) else None
    program = actor.name if isinstance(actor, Program) else ""
    return op_id, verb, str(kind_of(actor)), staff, program, client, Trail.at.db_value(at), detail


def kind_of(actor: Actor) -> ActorKind:
    """How a trail calls this kind of actor."""
    return _KINDS[type(actor)]


def kept(detail: dict[str, Any]) -> str:
    """What is told about a request, as it is kept."""
    return _TOLD.encode(detail)
