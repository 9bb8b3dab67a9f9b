"""What a list says of a client because it changes what is done at the counter (list-badges)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from peewee import Value, fn

from models.people.clients import required
from models.people.clients.table import Client, ClientStatus
from models.store import settings
from models.values import Centimes


class Badge(StrEnum):
    """One of these things. The gravest come first."""

    BLOCKED = "blocked"
    OVER_CEILING = "over_ceiling"
    """They owe more than they may, which forbids a sale on credit."""
    ALERT = "alert"
    SLEEPING = "sleeping"
    INCOMPLETE = "incomplete"
    """They lack a field that the pharmacy requires."""


@dataclass(frozen=True, slots=True)
class BadgeRules:
    """What the pharmacy chose, as far as badges depend on it.

    Attributes:
        required: the fields that it requires
        ceiling: what clients without their own ceiling may owe; None is no limit
    """

    required: frozenset[str] = frozenset()
    ceiling: Centimes | None = None


NO_RULES = BadgeRules()


def in_force() -> BadgeRules:
    """The choices of the pharmacy. A list reads them once and not with each window."""
    return BadgeRules(required.in_force().required, settings.default_ceiling())


def columns(rules: BadgeRules) -> tuple[Any, Any]:
    """Columns of a query of clients: whether they owe more than they may, and are to complete."""
    unlimited = Client.balance if rules.ceiling is None else rules.ceiling
    over = Client.balance > fn.COALESCE(Client.ceiling, unlimited)
    incomplete = required.lacking(rules.required) if rules.required else Value(False)
    return _yes_or_no(over), _yes_or_no(incomplete)


def _yes_or_no(condition: Any) -> Any:
    """A condition as a column: True or False on both engines."""
    return fn.COALESCE(condition, False).converter(bool)


class Judged(Protocol):
    """What badges are told from."""

    @property
    def blocked(self) -> bool: ...
    @property
    def over_ceiling(self) -> bool: ...
    @property
    def alert(self) -> str: ...
    @property
    def status(self) -> ClientStatus: ...
    @property
    def incomplete(self) -> bool: ...


def badges(row: Judged) -> Iterator[Badge]:
    """The badges of a client, the gravest first."""
    if row.blocked:
        yield Badge.BLOCKED
    if row.over_ceiling:
        yield Badge.OVER_CEILING
    if row.alert:
        yield Badge.ALERT
    if row.status is ClientStatus.SLEEPING:
        yield Badge.SLEEPING
    if row.incomplete:
        yield Badge.INCOMPLETE
