"""Drafts: what was typed when the connection dropped is kept and offered again."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.requests.actors import Staff
from models.store import clock
from models.store.connection import Table, transaction
from models.store.fields import ForeignKeyField, MomentField, TextField
from models.store.text import check_length


class Draft(Table):
    staff = ForeignKeyField(Staff)
    form = TextField()
    subject = TextField()
    content = TextField()
    at = MomentField()


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An unfinished form. `subject` says of whom: a client's id, empty for a new client."""

    form: str
    subject: str
    content: dict[str, Any]
    at: datetime


def keep(staff: int, form: str, subject: str, content: dict[str, Any]) -> None:
    """Stores what was typed; a later draft of the same form and subject replaces it. Raises `TooLong`."""
    text = json.dumps(content, ensure_ascii=False, default=str)
    check_length("draft", text)
    check_length("form", form)
    check_length("subject", subject)
    with transaction():
        Draft.insert(staff=staff, form=form, subject=subject, content=text, at=clock.now()).on_conflict(
            conflict_target=[Draft.staff, Draft.form, Draft.subject],
            update={Draft.content: text, Draft.at: clock.now()},
        ).execute()


def of(staff: int) -> list[DraftRow]:
    """The drafts of this person, newest first."""
    rows = Draft.select().where(Draft.staff == staff).order_by(Draft.at.desc())
    return [DraftRow(row.form, row.subject, json.loads(row.content), row.at) for row in rows]


def drop(staff: int, form: str, subject: str) -> None:
    """Deletes a draft that was saved or discarded."""
    with transaction():
        Draft.delete().where(Draft.staff == staff, Draft.form == form, Draft.subject == subject).execute()
