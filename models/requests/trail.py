"""Who did what, when. One row a request, and the reason why the same request twice is done once (INV-20)."""

import json
from datetime import datetime
from enum import StrEnum
from typing import Any

from models.refusals import KeyReused
from models.requests.actors import OwnClient, Program, Staff, StaffMember
from models.requests.by import By
from models.store import clock
from models.store.connection import Table, engine
from models.store.fields import ChoiceField, ForeignKeyField, IntegerField, MomentField, TextField
from models.store.prepared import Prepared, given
from models.store.text import check_length


class ActorKind(StrEnum):
    """The kind of actor of a request: `staff`, `program`, or the client it is about."""

    STAFF = "staff"
    CLIENT = "client"
    PROGRAM = "program"


class Trail(Table):
    """A request that was carried out. Append-only.

    Attributes:
        op_id: its idempotency key
        verb: the name of the verb
        actor: what acted: staff, client or program
        client_id: the client it is about, None if it is about none
        at: the time, in UTC
        detail: JSON with the digest of its arguments and what its rows do not say
    """

    op_id = TextField()
    verb = TextField()
    actor = ChoiceField(ActorKind)
    staff = ForeignKeyField(Staff, null=True)
    program = TextField(default="")
    client_id = IntegerField(null=True)
    at = MomentField()
    detail = TextField()

    def concerned(self) -> int:
        """The client it is about; only for verbs that always have one."""
        assert self.client_id is not None
        return self.client_id

    def details(self) -> dict[str, Any]:
        """What the verb kept about the request, beyond the rows it wrote."""
        return dict(json.loads(self.detail))


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str)
_CARRIED_OUT = Prepared(lambda: Trail.select(Trail.id).where(Trail.op_id == given("op_id")))
_KINDS = {StaffMember: ActorKind.STAFF, OwnClient: ActorKind.CLIENT, Program: ActorKind.PROGRAM}
_FIELDS = ("op_id", "verb", "actor", "staff", "program", "client_id", "at", "detail")
COLUMNS = ("op_id", "verb", "actor", "staff_id", "program", "client_id", "at", "detail")


def already_done(by: By) -> Trail | None:
    """The trail of this very request if it was carried out already.

    Raises `KeyReused` where the key was used for something else: who lost the line after paying 40 and now
    pays 60 under the same key is not told that all is well. Until the transaction ends, nobody else carries
    out the same request.
    """
    check_length("op_id", by.key)
    engine().serialise(f"request {by.key}")
    if not _CARRIED_OUT.tuples(op_id=by.key):
        return None
    trail: Trail = Trail.get(op_id=by.key)
    if trail.verb != by.verb or trail.details().get("asked", "") != by.digest:
        raise KeyReused(by.key)
    return trail


def leave(by: By, *, client: int | None = None, at: datetime | None = None, **detail: Any) -> Trail:
    """Writes the trail of a request, inside its verb, which has checked the actor: once, before the rows that
    name it. A request that changes nothing leaves none.

    `client` is the client it is about, `detail` is what the rows do not say.
    """
    moment = at or clock.now()
    row = columns(by, client, moment, detail)
    key = engine().insert_row("trail", COLUMNS, row)
    named = dict(zip(_FIELDS, row, strict=True))
    return Trail.as_kept(**named | {"id": key, "actor": ActorKind(row[2]), "at": moment})


def columns(by: By, client: int | None, at: datetime, detail: dict[str, Any]) -> tuple[Any, ...]:
    """A trail's row, as `COLUMNS` store it. A client acts on their own account only;
    anything else is a defect.
    """
    actor = by.actor
    if isinstance(actor, OwnClient) and client != actor.id:
        raise ValueError("a client acts on their own account only")
    staff = actor.id if isinstance(actor, StaffMember) else None
    program = actor.name if isinstance(actor, Program) else ""
    text = _ENCODER.encode({**detail, "asked": by.digest})
    return by.key, by.verb, str(_KINDS[type(actor)]), staff, program, client, Trail.at.db_value(at), text
