"""The ledger: operations, postings and allocations.

Double entry, append-only (INV-03, INV-09). `post` and `post_many` are the only writers of operations and
postings, and of the clients' cached balances (INV-02).

Glossary:

  operation    something that happened on a value date, with its postings; each kind has its own numbers
  posting      an amount on an account: debit positive, credit negative; those of an operation add up to 0
  receivable   the account of what clients owe; an operation has at most one posting on it
  open item    that posting, as long as it is not wholly allocated: a debit *remains*, a credit is *available*
  allocation   (lettrage) an amount of a credit that settles a debit of the same client, from a day on
  balance      the sum of a client's receivable postings: positive, the client owes; cached in their row
  value date   the day an operation counts from; the time of its entry is that of its request in the trail
  reversal     the opposite operation that cancels another one and names it; nothing is edited or deleted
  part         an operation that is written and cancelled together with another: the discount of a payment
  avoir        what is available of a credit, such as an advance, kept change or a payment not allocated
  credit note  an avoir granted without money coming in (geste commercial)
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from peewee import fn

from models.money.closings.periods import numbers
from models.money.closings.till import refuse_closed
from models.money.ledger.accounts import NUMBER_PREFIX, TILL, Account, OperationKind
from models.people.clients.aliases import survivors
from models.people.clients.table import Client
from models.refusals import N_, Refused, check_size
from models.requests.trail import Trail
from models.store import clock, many
from models.store.connection import Table, engine
from models.store.fields import ChoiceField, DayField, EnteredAmountField, ForeignKeyField, TextField
from models.store.prepared import Prepared, given
from models.values import ZERO, Centimes

CHUNK = 1000


class Operation(Table):
    """Something that happened. The trail says who entered it, and when.

    Attributes:
      trail: the request that wrote it
      kind: what happened; decides the accounts and the series of its number
      number: its document number, such as V-2026-00123
      client: whose account it moves, None where it moves no client's
      value_date: the local day it counts from
      reverses: the operation it cancels, None where it is no reversal
    """

    trail = ForeignKeyField(Trail)
    kind = ChoiceField(OperationKind)
    number = TextField()
    value_date = DayField()
    client = ForeignKeyField(Client, null=True)
    note = TextField(default="")
    reference = TextField(default="")
    part_of = ForeignKeyField("self", null=True, backref="parts")
    reverses = ForeignKeyField("self", null=True, backref="reversals")


@dataclass(frozen=True, slots=True)
class Entered:
    """An operation as a verb answers it: its values when it was written, without a link to the row."""

    id: int
    number: str
    kind: OperationKind
    value_date: date
    client_id: int | None


def entered(operation: Operation) -> Entered:
    """The answer of a verb that entered this operation."""
    day = operation.value_date
    return Entered(operation.id, operation.number, OperationKind(operation.kind), day, operation.client_id)


def entered_by(done: Trail, *kinds: OperationKind) -> Entered:
    """The operation of a request that was carried out before; of these kinds, if it entered several."""
    wrote = Operation.select().where(Operation.trail == done)
    return entered((wrote.where(Operation.kind.in_(kinds)) if kinds else wrote).get())


class Posting(Table):
    """An amount on an account, in centimes, debit positive; on the receivable it names the client."""

    operation = ForeignKeyField(Operation, backref="postings")
    account = ChoiceField(Account)
    client = ForeignKeyField(Client, null=True)
    amount = EnteredAmountField()


class Allocation(Table):
    """An amount of a credit that settles a debit of the same client (INV-13). Append-only."""

    trail = ForeignKeyField(Trail)
    client = ForeignKeyField(Client)
    debit = ForeignKeyField(Operation)
    credit = ForeignKeyField(Operation)
    value_date = DayField()
    amount = EnteredAmountField()
    undoes = ForeignKeyField("self", null=True)


@dataclass
class InTheFuture(Refused):
    """The value date is after today."""

    day: date
    field: ClassVar[str] = "day"
    sentence: ClassVar[str] = N_("{day} is in the future.")


_KEPT = (
    *("trail_id", "kind", "number", "value_date", "client_id"),
    *("note", "reference", "part_of_id", "reverses_id"),
)
_MOVED = Prepared(
    lambda: Client.update(balance=Client.balance + given("amount")).where(Client.id == given("client"))
)


def post(
    trail: Trail,
    kind: OperationKind,
    amounts: Mapping[Account, Centimes],
    *,
    client: int | None = None,
    value_date: date | None = None,
    note: str = "",
    reference: str = "",
    part_of: Operation | None = None,
    reverses: Operation | None = None,
) -> Operation:
    """Writes an operation with its postings and moves the client's cached balance (INV-02).

    `amounts` holds debits positive and credits negative, in centimes. Amounts of 0 are left out; the others
    must add up to 0. Raises `AmountTooLarge`, `InTheFuture`, `PeriodClosed`, and `DayClosed` if the operation
    would move the till of a closed day.
    """
    lines = {account: amount for account, amount in amounts.items() if amount}
    if reverses is None:  # An operation that exists can be cancelled, however it was entered.
        check_size(*lines.values())
    if sum(lines.values(), ZERO) or len(lines) < 2:
        raise ValueError(f"postings do not balance: {lines}")
    day = value_date or clock.today()
    if day > (clock.today() if reverses is None else max(clock.today(), reverses.value_date)):
        raise InTheFuture(day)
    if not lines.keys().isdisjoint(TILL):
        refuse_closed(day)
    number = numbers(NUMBER_PREFIX[kind], day)[0]
    others = (part_of and part_of.id, reverses and reverses.id)
    kept = (trail.id, str(kind), number, day.isoformat(), client, note, reference, *others)
    key = engine().insert_row("operation", _KEPT, kept)
    owners = {Account.RECEIVABLE: client}
    engine().insert_rows(
        "posting",
        ("operation_id", "account", "client_id", "amount"),
        [
            (key, str(account), owners.get(account), Posting.amount.db_value(amount))
            for account, amount in lines.items()
        ],
    )
    if Account.RECEIVABLE in lines:
        _MOVED.run(client=client, amount=lines[Account.RECEIVABLE])
    return Operation.as_kept(
        id=key,
        trail=trail.id,
        kind=kind,
        number=number,
        value_date=day,
        client=client,
        note=note,
        reference=reference,
        part_of=others[0],
        reverses=others[1],
    )


def hand_over_balance(giving: int, receiving: int, amount: Centimes) -> None:
    """Moves so much of the cached balance of one client to another, as their postings count for the other
    from now on: two fiches were made one, or given back (INV-04, INV-45). Both rows are locked.
    """
    _MOVED.run(client=giving, amount=-amount)
    _MOVED.run(client=receiving, amount=amount)


def post_many(
    trail: Trail,
    kind: OperationKind,
    against: Account,
    debts: Sequence[tuple[int, Centimes]],
    value_date: date,
    progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Writes one operation of this kind for each (client, amount on the receivable), against one account.

    For imports: the same rows as `post`, in a few statements; `progress` is called with the number done.
    Raises `AmountTooLarge` or `PeriodClosed`.
    """
    check_size(*(amount for _, amount in debts))
    leads = survivors()
    debts = [(leads.get(client, client), amount) for client, amount in debts]
    keys = _insert_operations(trail, kind, value_date, [client for client, _ in debts])
    for part in _insert_postings(keys, against, debts):
        progress(part.stop)
    if len(debts) >= CHUNK:
        engine().look_again()
    _move_balances(trail)


def reverse_many(
    trail: Trail,
    against: Account,
    originals: Sequence[tuple[int, int, Centimes]],
    since: date,
    note: str,
    progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Writes the reversal of each (operation, client, amount on the receivable); all were posted against one
    account, and count from the day `since`.

    For the undoing of an import: the same rows as `reversal.undo`, in a few statements. The caller has locked
    the clients; nothing settles these operations, and none was reversed. Raises `PeriodClosed`.
    """
    day = max(clock.today(), since)
    reverses, clients = [each[0] for each in originals], [each[1] for each in originals]
    keys = _insert_operations(trail, OperationKind.REVERSAL, day, clients, note, reverses)
    opposite = [(client, -amount) for _, client, amount in originals]
    for part in _insert_postings(keys, against, opposite):
        many.insert(
            Allocation,
            (
                {
                    "trail": trail.id,
                    "client": client,
                    "debit": operation if amount > 0 else key,
                    "credit": key if amount > 0 else operation,
                    "value_date": day,
                    "amount": abs(amount),
                }
                for key, (operation, client, amount) in zip(keys[part], originals[part], strict=True)
            ),
        )
        progress(part.stop)
    _move_balances(trail)


def _insert_operations(
    trail: Trail,
    kind: OperationKind,
    day: date,
    clients: Sequence[int],
    note: str = "",
    reverses: Sequence[int | None] | None = None,
) -> Sequence[int]:
    """Writes an operation of each of these clients; returns their keys. `reverses`: what each cancels."""
    # Numbers are taken first: of two bulk writers at once, ids and numbers then rise in the same order.
    given = numbers(NUMBER_PREFIX[kind], day, len(clients))
    keys = engine().reserve_keys("operation", len(clients))
    kept_day = day.isoformat()
    engine().insert_rows(
        "operation",
        ("id", *_KEPT),
        (
            (key, trail.id, str(kind), number, kept_day, client, note, "", None, original)
            for key, number, client, original in zip(
                keys, given, clients, reverses or [None] * len(clients), strict=True
            )
        ),
    )
    return keys


def _insert_postings(
    operations: Sequence[int], against: Account, debts: Sequence[tuple[int, Centimes]]
) -> Iterator[slice]:
    """Writes the postings of these operations a chunk at a time, and yields the slice that each chunk is."""
    spare = engine().reserve_keys("posting", 2 * len(debts))
    for start in range(0, len(debts), CHUNK):
        part = slice(start, min(start + CHUNK, len(debts)))
        engine().insert_rows(
            "posting",
            ("id", "operation_id", "account", "client_id", "amount"),
            _pairs(operations[part], spare[2 * part.start : 2 * part.stop], against, debts[part]),
        )
        yield part


def _move_balances(trail: Trail) -> None:
    """Adds what the operations of a request posted to the cached balances of their clients."""
    owed = (
        Posting.select(Posting.client, fn.SUM(Posting.amount).cast("BIGINT").alias("amount"))
        .join(Operation)
        .where(Posting.client.is_null(False), Operation.trail == trail)
        .group_by(Posting.client)
        .alias("owed")
    )
    Client.update(balance=Client.balance + owed.c.amount).from_(owed).where(
        Client.id == owed.c.client_id
    ).execute()


def _pairs(
    operations: Sequence[int], keys: Sequence[int], against: Account, debts: Sequence[tuple[int, Centimes]]
) -> Iterator[tuple[int, int, str, int | None, Centimes]]:
    spare = iter(keys)
    for operation, (client, amount) in zip(operations, debts, strict=True):
        yield next(spare), operation, str(Account.RECEIVABLE), client, amount
        yield next(spare), operation, str(against), None, -amount
