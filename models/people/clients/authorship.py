"""Who created and changed a client, from the trail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import JOIN

from models.people.clients.aliases import about
from models.people.clients.verbs import CREATES, SAVES
from models.requests.actors import Staff
from models.requests.trail import Trail


@dataclass(frozen=True, slots=True)
class Mark:
    """Who did it and when. `by` is empty where the program did it."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Authorship:
    """The creation and the last change of a client; None where it was imported, or never changed."""

    created: Mark | None
    changed: Mark | None


def authorship(client: int) -> Authorship:
    """Who created this client, and who changed them last."""
    return Authorship(_mark(client, (CREATES,), Trail.id), _mark(client, SAVES, Trail.id.desc()))


def _mark(client: int, verbs: tuple[str, ...], order: Any) -> Mark | None:
    rows = (
        Trail.select(Staff.name, Trail.at)
        .join(Staff, JOIN.LEFT_OUTER)
        .where(about(Trail.client_id, client), Trail.verb.in_(verbs))
        .order_by(order)
        .limit(1)
        .tuples()
    )
    return next((Mark(name or "", at) for name, at in rows), None)
