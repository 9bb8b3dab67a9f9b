"""Checks of the ledger itself: operations, postings, and the cached balances."""

from collections.abc import Iterator

from peewee import JOIN, Case, fn

from models.doctor.fault import Check, Fault, first
from models.money.ledger.accounts import TILL, Account, OperationKind
from models.money.ledger.postings import Allocation, Operation, Posting
from models.money.ledger.reversal import is_reversed
from models.people.clients.aliases import ClientAlias
from models.people.clients.table import Client
from models.refusals import N_
from models.requests.trail import Trail
from models.store import clock

SELLS = (
    *("sales.sell", "quotes.sell", "orders.sell", "preparations.sell"),
    *("pro_formas.sell", "delivery_notes.sell"),
)
"""The verbs that record a sale."""

ACCOUNTS = {
    OperationKind.OPENING: (Account.OPENING,),
    OperationKind.SALE: (Account.SALES,),
    OperationKind.PAYMENT: (*TILL, Account.ORGANISMS),
    OperationKind.DISCOUNT: (Account.DISCOUNTS,),
    OperationKind.ADVANCE: (*TILL, Account.GIFTS),
    OperationKind.ADJUSTMENT: (Account.ADJUSTMENTS,),
    OperationKind.RETURN: (Account.SALES,),
    OperationKind.REFUND: TILL,
    OperationKind.CREDIT_NOTE: (Account.DISCOUNTS,),
    OperationKind.BILLING: (Account.ORGANISMS,),
}
"""The accounts that each kind may post to, beside the receivable. A reversal posts to the
accounts of what it reverses.
"""

INVARIANT = {
    OperationKind.ADJUSTMENT: "INV-08",
    OperationKind.PAYMENT: "INV-08",
    OperationKind.DISCOUNT: "INV-16",
}

RAISES_THE_DEBT = (OperationKind.SALE, OperationKind.REFUND)
LOWERS_THE_DEBT = (
    OperationKind.PAYMENT,
    OperationKind.ADVANCE,
    OperationKind.RETURN,
    OperationKind.CREDIT_NOTE,
    OperationKind.BILLING,
)


def postings_balance() -> Iterator[Fault]:
    """INV-09: an operation has at least two postings, none of them 0, and their sum is 0."""
    total, lines = fn.COALESCE(fn.SUM(Posting.amount), 0).cast("BIGINT"), fn.COUNT(Posting.id)
    empty = fn.SUM(Case(None, [(Posting.amount == 0, 1)], 0))
    rows = (
        Operation.select(Operation.number, Operation.client, total, lines)
        .join(Posting, JOIN.LEFT_OUTER)
        .group_by(Operation.id, Operation.number, Operation.client)
        .having((total != 0) | (lines < 2) | (empty > 0))
    )
    sentence = N_("The operation {number} does not balance: {lines} postings, {total} in all.")
    for number, client, amount, count in rows.tuples():
        yield Fault("INV-09", sentence, {"number": number, "lines": count}, {"total": amount}, client)


def postings_name_the_client() -> Iterator[Fault]:
    """INV-13: an operation has at most one posting on the receivable, for the client of the operation."""
    receivable = Posting.account == Account.RECEIVABLE
    stranger = Posting.client.is_null() | Operation.client.is_null() | (Posting.client != Operation.client)
    rows = (
        Posting.select(Operation.number, Operation.client)
        .join(Operation)
        .where((receivable & stranger) | (~receivable & Posting.client.is_null(False)))
        .tuples()
    )
    sentence = N_("The operation {number} posts to another account than its client's.")
    for number, client in rows:
        yield Fault("INV-13", sentence, {"number": number}, client=client)


def accounts_suit_the_kind() -> Iterator[Fault]:
    """INV-08, INV-16: each kind posts only to its accounts: an adjustment neither to the
    till nor to sales, and so on.
    """
    for kind, accounts in ACCOUNTS.items():
        rows = (
            Posting.select(Operation.number, Operation.client, Posting.account)
            .join(Operation)
            .where(Operation.kind == kind, Posting.account.not_in((*accounts, Account.RECEIVABLE)))
            .tuples()
        )
        sentence = N_("The operation {number} posts to {account}, which an operation of its kind never does.")
        for number, client, account in rows:
            figures = {"number": number, "account": str(account)}
            yield Fault(INVARIANT.get(kind, "INV-09"), sentence, figures, client=client)


def signs_suit_the_kind() -> Iterator[Fault]:
    """INV-12: a sale raises the debt; a payment, a discount and an advance lower it. A discount also raises
    it where a return takes its share back.
    """
    whole = Operation.alias()
    taken_back = Operation.part_of.in_(whole.select(whole.id).where(whole.kind == OperationKind.RETURN))
    wrong = (
        (Operation.kind.in_(RAISES_THE_DEBT) & (Posting.amount < 0))
        | (Operation.kind.in_(LOWERS_THE_DEBT) & (Posting.amount > 0))
        | ((Operation.kind == OperationKind.DISCOUNT) & (Posting.amount > 0) & ~taken_back)
    )
    rows = (
        Posting.select(Operation.number, Operation.client, Posting.amount)
        .join(Operation)
        .where(Posting.account == Account.RECEIVABLE, wrong)
        .tuples()
    )
    sentence = N_("The operation {number} moves the account of its client the wrong way, by {amount}.")
    for number, client, amount in rows:
        yield Fault("INV-12", sentence, {"number": number}, {"amount": amount}, client)


def nothing_in_the_future() -> Iterator[Fault]:
    """INV-05: no operation has a value date in the future, so today's situation is the current balance.

    An operation that was dated ahead by a wrong clock and then cancelled is no fault: both have the same day.
    """
    rows = Operation.select(Operation.number, Operation.client, Operation.value_date).where(
        Operation.value_date > clock.today(), Operation.reverses.is_null(), ~is_reversed(Operation.id)
    )
    sentence = N_("The operation {number} has a value date in the future, {day}.")
    for number, client, day in rows.tuples():
        yield Fault("INV-05", sentence, {"number": number, "day": day}, client=client)


PARTS = (
    (OperationKind.DISCOUNT, OperationKind.PAYMENT),
    (OperationKind.DISCOUNT, OperationKind.RETURN),
    (OperationKind.REFUND, OperationKind.RETURN),
    (OperationKind.REVERSAL, OperationKind.REVERSAL),
)
"""Pairs of kinds: operations of the first kind are written, and cancelled,
together with one of the second.
"""


def parts_belong_to_their_whole() -> Iterator[Fault]:
    """INV-16: a part was written in the request of its whole, for the same
    client, and is marked as a part.
    """
    whole, halved = Operation.alias(), Operation.alias()
    kinds = whole.id.is_null()
    for part, of in PARTS:
        kinds |= (Operation.kind == part) & (whole.kind == of)
    apart = (
        ~kinds
        | (whole.trail != Operation.trail)
        | (fn.COALESCE(whole.client, 0) != fn.COALESCE(Operation.client, 0))
        | (whole.value_date != Operation.value_date)
    )
    rows = Operation.select(Operation.number, Operation.client).join(
        whole, JOIN.LEFT_OUTER, on=Operation.part_of == whole.id
    )
    written_with = whole.trail == Operation.trail
    wholes = (OperationKind.PAYMENT, OperationKind.RETURN)
    alone = (
        Operation.select(Operation.number, Operation.client)
        .join(whole, on=written_with & whole.kind.in_(wholes))
        .where(Operation.part_of.is_null())
        .where(Operation.kind.in_((OperationKind.DISCOUNT, OperationKind.REFUND)))
    )
    unsaid = (
        Operation.select(Operation.number, Operation.client)
        .join(halved, on=Operation.reverses == halved.id)
        .join(whole, on=halved.part_of == whole.reverses)
        .where(written_with, Operation.part_of.is_null())
    )
    sentence = N_("The operation {number} and the one it was written with do not go together.")
    for query in (rows.where(Operation.part_of.is_null(False), apart), alone, unsaid):
        for number, client in first(query):
            yield Fault("INV-16", sentence, {"number": number}, client=client)


def one_day_a_request() -> Iterator[Fault]:
    """INV-07: all operations of one request have the same value date."""
    several = Operation.select(Operation.trail).group_by(Operation.trail)
    several = several.having(fn.MIN(Operation.value_date) != fn.MAX(Operation.value_date))
    rows = Operation.select(Operation.number, Operation.client, Operation.trail)
    sentence = N_("The operation {number} has another value date than what request {request} wrote with it.")
    for number, client, request in first(rows.where(Operation.trail.in_(several))):
        yield Fault("INV-07", sentence, {"number": number, "request": request}, client=client)


AT_ONCE = (OperationKind.DISCOUNT, OperationKind.REFUND, OperationKind.BILLING)
"""Kinds whose allocations are written in the request that wrote the operation, as are those of a
payment made with a sale.
"""


def what_is_worth_something_only_there_settled_it() -> Iterator[Fault]:
    """INV-16, INV-17: a discount, a refund, a billing and a payment made with a sale were
    allocated in their own request.
    """
    tied = Allocation.select(fn.COALESCE(fn.SUM(Allocation.amount), 0).cast("BIGINT")).where(
        (Allocation.debit == Operation.id) | (Allocation.credit == Operation.id),
        Allocation.trail == Operation.trail,
    )
    at_the_counter = (Operation.kind == OperationKind.PAYMENT) & Trail.verb.in_(SELLS)
    rows = (
        Operation.select(Operation.number, Operation.client, fn.ABS(Posting.amount), tied)
        .join(Posting, on=(Posting.operation == Operation.id) & (Posting.account == Account.RECEIVABLE))
        .join_from(Operation, Trail)
        .where(Operation.kind.in_(AT_ONCE) | at_the_counter, fn.ABS(Posting.amount) != tied)
    )
    sentence = N_("{number} of {amount} settled {settled} when it was entered; it must have settled all.")
    for number, client, amount, settled in first(rows):
        yield Fault("INV-16", sentence, {"number": number}, {"amount": amount, "settled": settled}, client)


SAYS_WHY = (OperationKind.ADJUSTMENT, OperationKind.CREDIT_NOTE, OperationKind.REVERSAL)


def what_needs_a_reason_has_one() -> Iterator[Fault]:
    """An adjustment, a goodwill credit and a cancellation have a reason."""
    rows = Operation.select(Operation.number, Operation.client).where(
        Operation.kind.in_(SAYS_WHY), Operation.note == ""
    )
    sentence = N_("The operation {number} does not say why it was made.")
    for number, client in first(rows):
        yield Fault("INV-08", sentence, {"number": number}, client=client)


def clients_are_posted_to() -> Iterator[Fault]:
    """INV-13: an operation names a client if and only if it posts to a client's account."""
    owed = Posting.select(Posting.id).where(
        Posting.operation == Operation.id, Posting.account == Account.RECEIVABLE
    )
    rows = Operation.select(Operation.number, Operation.client).where(
        Operation.client.is_null() == fn.EXISTS(owed)
    )
    sentence = N_(
        "The operation {number} names a client whose account it does not move, or moves one unnamed."
    )
    for number, client in first(rows):
        yield Fault("INV-13", sentence, {"number": number}, client=client)


def cached_balances() -> Iterator[Fault]:
    """INV-02, INV-45: the cached balance of a client is the sum of the postings of all their fiches, and
    that of a merged fiche is 0.
    """
    total = fn.COALESCE(fn.SUM(Posting.amount), 0).cast("BIGINT")
    stands = fn.COALESCE(ClientAlias.survivor, Posting.client)
    owed = (
        Posting.select(stands.alias("client"), total.alias("total"))
        .join(ClientAlias, JOIN.LEFT_OUTER, on=ClientAlias.client == Posting.client)
        .where(Posting.client.is_null(False))
        .group_by(stands)
        .alias("owed")
    )
    sum_of = fn.COALESCE(owed.c.total, 0)
    rows = (
        Client.select(Client.id, Client.balance, sum_of)
        .join(owed, JOIN.LEFT_OUTER, on=owed.c.client == Client.id)
        .where(Client.balance != sum_of)
    )
    sentence = N_("The balance kept for client {client} is {kept}; their operations add up to {total}.")
    for client, kept, amount in rows.tuples():
        yield Fault("INV-02", sentence, {"client": client}, {"kept": kept, "total": amount}, client)


CHECKS: tuple[Check, ...] = (
    postings_balance,
    postings_name_the_client,
    accounts_suit_the_kind,
    signs_suit_the_kind,
    nothing_in_the_future,
    clients_are_posted_to,
    what_needs_a_reason_has_one,
    parts_belong_to_their_whole,
    one_day_a_request,
    what_is_worth_something_only_there_settled_it,
    cached_balances,
)
