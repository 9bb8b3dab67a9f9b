"""Who did what, when. One row a request, and the reason why the same request twice is done once (INV-20)."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from models.refusals import N_, KeyReused, Refused
from models.requests.actors import Staff
from models.store import clock
from models.store.connection import Table, engine
from models.store.fields import ForeignKeyField, IntegerField, MomentField, TextField
from models.store.prepared import Prepared, given
from models.store.text import check_length


class Trail(Table):
    """A request that was carried out. Append-only."""

    op_id = TextField()
    verb = TextField()
    staff = ForeignKeyField(Staff, null=True)
    client_id = IntegerField(null=True)
    at = MomentField()
    detail = TextField()

    def told(self) -> dict[str, Any]:
        """What the verb kept about the request, beyond the rows it wrote."""
        return dict(json.loads(self.detail))


_TOLD = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str)
_CARRIED_OUT = Prepared(lambda: Trail.select(Trail.id).where(Trail.op_id == given("op_id")))
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
    **detail: Any,
) -> Trail:
    """Writes the trail of a request, inside its transaction. Raises `StaffInactive`.

    `staff` is None only for what the program does by itself (the first start, an import at the shell).
    """
    if staff is not None and not _WORKS_HERE.tuples(staff=staff):
        raise StaffInactive(staff)
    moment, told = at or clock.now(), kept(detail)
    row = (op_id, verb, staff, client, Trail.at.db_value(moment), told)
    key = engine().insert_row("trail", ("op_id", "verb", "staff_id", "client_id", "at", "detail"), row)
    return Trail.as_kept(
        id=key, op_id=op_id, verb=verb, staff=staff, client_id=client, at=moment, detail=told
    )


def kept(detail: dict[str, Any]) -> str:
    """What is told about a request, as it is kept."""
    return _TOLD.encode(detail)
