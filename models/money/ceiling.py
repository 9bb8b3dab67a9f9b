"""The credit ceiling (credit-ceiling, INV-14)."""

from dataclasses import dataclass
from typing import ClassVar

from models.people.clients.table import Client
from models.people.clients.verbs import full_name
from models.refusals import N_, Refused
from models.store import settings
from models.values import ZERO, Centimes


@dataclass
class CeilingExceeded(Refused):
    """The debt would exceed what this client may owe. `balance` is what they owe, 0 with a credit."""

    name: str
    ceiling: Centimes
    balance: Centimes
    after: Centimes
    sentence: ClassVar[str] = N_(
        "{name} may owe at most {ceiling}; they owe {balance} and would owe {after}."
    )


def ceiling_of(row: Client) -> Centimes | None:
    """The client's own ceiling, else the pharmacy's; None is no limit, 0 is no credit at all."""
    return row.ceiling if row.ceiling is not None else settings.default_ceiling()


def check(row: Client, raised_by: Centimes) -> None:
    """Raises `CeilingExceeded` iff the debt would exceed both the ceiling and what is already owed.

    Call it inside the transaction that locks the client's row.
    """
    limit = ceiling_of(row)
    if limit is not None and exceeded(limit, row.balance, raised_by):
        after = row.balance + raised_by
        raise CeilingExceeded(full_name(row), limit, max(row.balance, ZERO), after)


def exceeded(limit: Centimes | None, balance: Centimes, raised_by: Centimes) -> bool:
    """Whether these figures exceed the ceiling."""
    return raised_by > 0 and limit is not None and balance + raised_by > max(limit, balance)
