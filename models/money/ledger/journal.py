"""The journal: every operation with its postings, in order of entry, read in blocks for an export."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from peewee import JOIN, ModelSelect, fn

from models.money.ledger.accounts import Account, OperationKind
from models.money.ledger.postings import Operation, Posting
from models.people.clients.aliases import ClientAlias, survivors
from models.people.clients.table import Client
from models.requests.actors import Staff
from models.requests.trail import Trail
from models.values import ZERO, Centimes

BLOCK = 1000


@dataclass(frozen=True, slots=True)
class JournalPosting:
    """An amount on an account, debit positive. `client` is the owner of a receivable, None on other accounts:
    the survivor of a fiche that was merged, so that an account in the books is a person's.
    """

    account: Account
    client: int | None
    amount: Centimes


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One operation. `reverses` is the number of the operation it cancels, or empty."""

    id: int
    number: str
    kind: OperationKind
    day: date
    entered: datetime
    author: str
    client: int | None
    code: str
    last_name: str
    first_name: str
    note: str
    reference: str
    reverses: str
    postings: tuple[JournalPosting, ...]

    @property
    def owed(self) -> Centimes:
        """What it adds to the client's debt; negative where it lowers the debt."""
        return sum((each.amount for each in self.postings if each.client is not None), ZERO)


def count() -> int:
    """How many operations there are."""
    return int(Operation.select().count())


def entries() -> Iterator[JournalEntry]:
    """All operations. Call it within `engine().reading()`, so that all are read at one moment."""
    last, leads = 0, survivors()
    while block := list(_select().where(Operation.id > last).order_by(Operation.id).limit(BLOCK).tuples()):
        postings = _postings(block[0][0], block[-1][0], leads)
        for row in block:
            yield JournalEntry(*(*row, tuple(postings.get(row[0], ()))))
        last = block[-1][0]


def accounts() -> list[tuple[int, str, Centimes]]:
    """Every client that has an operation, with whichever fiche: number, name, and cached balance."""
    owing = Posting.select(Posting.client).where(Posting.client.is_null(False))
    merged = ClientAlias.select(ClientAlias.survivor).where(ClientAlias.client.in_(owing))
    rows = (
        Client.select(Client.id, Client.last_name, Client.first_name, Client.balance)
        .where(Client.id.in_(owing) | Client.id.in_(merged))
        .where(Client.id.not_in(ClientAlias.select(ClientAlias.client)))
        .order_by(Client.id)
        .tuples()
    )
    return [(key, f"{last} {first}".strip(), Centimes(balance)) for key, last, first, balance in rows]


def _select() -> ModelSelect:
    cancelled = Operation.alias()
    return (
        Operation.select(
            Operation.id,
            Operation.number,
            Operation.kind,
            Operation.value_date,
            Trail.at,
            _or_empty(Staff.name),
            Client.id,
            _or_empty(Client.code),
            _or_empty(Client.last_name),
            _or_empty(Client.first_name),
            Operation.note,
            Operation.reference,
            _or_empty(cancelled.number),
        )
        .join(Trail, on=Operation.trail == Trail.id)
        .join(Staff, JOIN.LEFT_OUTER, on=Trail.staff == Staff.id)
        .join(ClientAlias, JOIN.LEFT_OUTER, on=ClientAlias.client == Operation.client)
        .join(Client, JOIN.LEFT_OUTER, on=Client.id == fn.COALESCE(ClientAlias.survivor, Operation.client))
        .join(cancelled, JOIN.LEFT_OUTER, on=Operation.reverses == cancelled.id)
    )


def _or_empty(column: Any) -> Any:
    return fn.COALESCE(column, "")


def _postings(first: int, last: int, leads: Mapping[int, int]) -> dict[int, list[JournalPosting]]:
    found: dict[int, list[JournalPosting]] = {}
    rows = (
        Posting.select(Posting.operation, Posting.account, Posting.client, Posting.amount)
        .where(Posting.operation.between(first, last))
        .order_by(Posting.operation, Posting.id)
        .tuples()
    )
    for operation, account, client, amount in rows:
        owner = client and leads.get(client, client)
        found.setdefault(operation, []).append(JournalPosting(account, owner, Centimes(amount)))
    return found
