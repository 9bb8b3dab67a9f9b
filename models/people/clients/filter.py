"""The filter of a list of clients: the same conditions wherever clients are listed, ticked or written to.

A list is read a window at a time, so each condition is worded for one of two plans. Where few clients meet
it, the engine begins with these few and sorts them; else it walks along the list's order and asks each one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Protocol

from peewee import SQL, ModelSelect, fn

from models.people.clients.aliases import about, survivor_or_itself
from models.people.clients.selections import SelectionMember
from models.people.clients.table import Client, ClientKind, ClientStatus
from models.refusals import check_size
from models.store import many
from models.store.connection import engine
from models.values import ZERO, Centimes

_FEW = 5_000
"""Up to so many clients, or operations of theirs, are sorted quicker than a list of a million is walked along
to find them.
"""


class OldDebt(Protocol):
    """A condition about the age of what is owed. The ledger, which stands above clients, words it."""

    def condition(self) -> Any:
        """The condition that a `Client` has something unpaid of that age: asked client by client."""

    def is_rare(self, few: int) -> bool:
        """Whether no more than so many operations are of that age."""

    def clients(self) -> ModelSelect:
        """The ids of all clients who have it, as a subquery that begins with the operations of that age."""


class Celebrating(Protocol):
    """A condition about birthdays (`Birthdays`). What stands above clients words it, as it knows who else has
    a birth date.
    """

    def clients(self) -> ModelSelect:
        """The ids of the clients who meet it, as a subquery."""

    def condition(self) -> Any:
        """The condition that a `Client` meets it, for clients who are given."""


@dataclass(frozen=True, slots=True)
class ClientFilter:
    """Which clients of a list are meant; all conditions must hold, None is no condition.

    Attributes:
        owes_more_than: in centimes; 0 is everybody who owes
        debt: the age of the oldest debit that is not wholly paid (`OwingFor`, `OwingBefore` of the ledger)
        blocked: True the blocked ones, False all others
        sleeping: True the sleeping ones, whichever statuses are listed; False none of them
        selection: the clients of a saved selection
        birthdays: who has a birthday between two days
    """

    kind: ClientKind | None = None
    category: int | None = None
    organism: int | None = None
    owes_more_than: Centimes | None = None
    debt: OldDebt | None = None
    blocked: bool | None = None
    sleeping: bool | None = None
    selection: int | None = None
    birthdays: Celebrating | None = None

    @property
    def narrows(self) -> bool:
        """Whether there is any condition."""
        return any(getattr(self, name) is not None for name in CONDITIONS)

    @property
    def names_pharmacies(self) -> bool:
        """Whether it may mean other pharmacies, which are in no list of clients unless asked for."""
        return self.kind is ClientKind.PHARMACY or self.category is not None or self.selection is not None

    def statuses(self, listed: Sequence[ClientStatus]) -> tuple[ClientStatus, ...]:
        """Those of a list's statuses that are left."""
        if self.sleeping is None:
            return tuple(listed)
        if self.sleeping:
            return (ClientStatus.SLEEPING,)
        return tuple(status for status in listed if status is not ClientStatus.SLEEPING)


CONDITIONS = tuple(ClientFilter.__dataclass_fields__)
ALL_CLIENTS = ClientFilter()


class Lead(Enum):
    """With what the engine begins: an index of a condition, or the order of the list."""

    MEMBERS = auto()
    BIRTHDAYS = auto()
    DEBTORS = auto()
    OLD_DEBTS = auto()
    CATEGORY = auto()
    ORGANISM = auto()
    BLOCKED = auto()
    KIND = auto()
    ORDER = auto()

    @property
    def sorts(self) -> bool:
        """Whether the clients with whom it begins have to be sorted, as its index does not hold the order."""
        return self in (Lead.MEMBERS, Lead.BIRTHDAYS, Lead.DEBTORS, Lead.OLD_DEBTS)

    @property
    def few(self) -> bool:
        """Whether it begins with few clients: it is asked of each of them whether a search finds them."""
        return self.sorts or self in (Lead.BLOCKED, Lead.KIND)


def lead(wanted: ClientFilter, statuses: Sequence[ClientStatus], *, whole: bool = False) -> Lead:
    """What the engine begins with, for a list of these statuses. Raises `AmountTooLarge`.

    `whole`: all of them are read, in no order; then it begins with the many as well as with the few.
    """
    check_size(wanted.owes_more_than or ZERO)
    if wanted.selection is not None and (whole or _few(_members(wanted.selection))):
        return Lead.MEMBERS
    if wanted.birthdays is not None and (whole or _few(wanted.birthdays.clients())):
        return Lead.BIRTHDAYS
    more = wanted.owes_more_than
    if more is not None and (whole or _few(_debtors(more, statuses))):
        return Lead.DEBTORS
    if wanted.debt is not None and wanted.debt.is_rare(_FEW):
        return Lead.OLD_DEBTS
    # These indexes hold the list's order, so they serve the many as well as the few.
    if wanted.category is not None:
        return Lead.CATEGORY
    if wanted.organism is not None:
        return Lead.ORGANISM
    if wanted.blocked:
        return Lead.BLOCKED
    return Lead.KIND if wanted.kind in (ClientKind.PHARMACY, ClientKind.PASSING) else Lead.ORDER


def name_order(first: Lead) -> Any:
    """The column of name order, to begin a window at; hidden from the engine where it begins with the few."""
    return Client.place + 0 if first.sorts else Client.place


def has_status(status: Any, wanted: Sequence[ClientStatus], *, in_order: bool) -> Any:
    """The condition that a column is one of these statuses; `in_order`: for a walk along the list's order."""
    statuses = [str(each) for each in wanted]
    if len(statuses) == 1:
        return status == statuses[0]
    if not in_order:
        return status.in_(statuses)
    # Written as the status to leave out: the engine then walks in the list's order. With two statuses to
    # include it would sort everybody.
    return status.not_in(tuple(str(each) for each in ClientStatus if each not in statuses))


def conditions(wanted: ClientFilter, first: Lead, *, by_balance: bool = False) -> Sequence[Any]:
    """The conditions of a filter, for a query that begins with `first`, whatever the clients' status.

    `by_balance`: the query is sorted by balance. Raises `AmountTooLarge`.
    """
    check_size(wanted.owes_more_than or ZERO)
    # A sum with 0 keeps the engine from the index of a column that does not lead.
    found: list[Any] = []
    if wanted.selection is not None:
        found.append(_on_the_selection(wanted.selection, few=first is Lead.MEMBERS))
    if wanted.birthdays is not None:
        leads, birthdays = first is Lead.BIRTHDAYS, wanted.birthdays
        found.append(_celebrating(birthdays) if leads else birthdays.condition())
    if wanted.category is not None:
        found.append(_plain_if(first is Lead.CATEGORY, Client.category) == wanted.category)
    if wanted.organism is not None:
        found.append(_plain_if(first is Lead.ORGANISM, Client.organism) == wanted.organism)
    if wanted.blocked is not None:
        # Alone, without a value, as the partial index has it.
        found.append(Client.blocked if first is Lead.BLOCKED else Client.blocked == wanted.blocked)
    if wanted.kind is not None:
        # Written out, as a partial index is taken for no value that is passed.
        found.append(_plain_text_if(first is Lead.KIND, Client.kind) == SQL(f"'{wanted.kind}'"))
    balance = _plain_if(first is Lead.DEBTORS or (by_balance and wanted.debt is None), Client.balance)
    if wanted.owes_more_than is not None:
        found.append(balance > wanted.owes_more_than)
    if wanted.debt is not None:
        rare = first is Lead.OLD_DEBTS
        found += [balance > 0, Client.id.in_(wanted.debt.clients()) if rare else wanted.debt.condition()]
    return found


def _plain_if(plain: bool, column: Any) -> Any:
    return column if plain else column + 0


def _plain_text_if(plain: bool, column: Any) -> Any:
    return column if plain else fn.COALESCE(column, "")


def _members(selection: int) -> ModelSelect:
    listed = SelectionMember.selection == selection
    return SelectionMember.select(survivor_or_itself(SelectionMember.client)).where(listed)


def _on_the_selection(selection: int, *, few: bool) -> Any:
    members = _members(selection)
    return (
        Client.id.in_(members) if few else fn.EXISTS(members.where(about(SelectionMember.client, Client.id)))
    )


def _celebrating(birthdays: Celebrating) -> Any:
    """The condition that a client has such a birthday, to begin with. A few are named; with the many goes an
    optimizer fence, without which PostgreSQL would ask each client for their birth date.
    """
    theirs = birthdays.clients()
    if _few(theirs):
        return many.among(Client.id, [client for (client,) in theirs.tuples()])
    return Client.id.in_(theirs.offset(0))


def _debtors(more_than: Centimes, statuses: Sequence[ClientStatus]) -> ModelSelect:
    return Client.select(Client.id).where(
        Client.status.in_(tuple(str(status) for status in statuses)), Client.balance > more_than
    )


def is_small(selection: int) -> bool:
    """Whether a saved selection has so few clients that a query had better begin with them."""
    return _few(_members(selection))


def _few(rows: ModelSelect) -> bool:
    """Whether a query has few rows; it reads no more of them than that takes."""
    (beyond,) = engine().database.execute(rows.limit(1).offset(_FEW)).fetchone() or (None,)
    return beyond is None
