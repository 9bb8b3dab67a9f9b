"""What is taken back: returns, refunds, ties taken apart, sales cancelled."""

from models.money.ledger import deallocation
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.postings import Allocation, Operation
from models.people.clients.aliases import about
from models.trade.cancelling import guards
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.values import Centimes
from tests.models.requests.every_verb.shop import Shop


def play(shop: Shop) -> None:
    lines = returned.sold_lines(shop.paid)
    taken = returns.take_back(
        shop.paid, [(lines[0].sale_line, 1_000)], refund=PaymentMode.CASH, note="too many", **shop.who
    )
    assert taken.id
    credit = returns.take_back(shop.paid, [(lines[1].sale_line, 1_000)], **shop.who)
    guards.pay_back(credit.id, Centimes(1_000), PaymentMode.CASH, **shop.who)
    debit, paid = tie_of(shop.jeanne)
    deallocation.undo(debit, paid, "another sale was meant", **shop.who)
    guards.cancel(shop.wrong, "wrong client", **shop.who)
    open_line = returned.sold_lines(shop.open)[0]
    returns.take_back(shop.open, [(open_line.sale_line, 1_000)], **shop.who)


def tie_of(client: int) -> tuple[int, int]:
    """A sale and a payment of this client that settle each other and may be taken apart."""
    credit, debit = Operation.alias(), Operation.alias()
    row = (
        Allocation.select(Allocation.debit, Allocation.credit)
        .join(credit, on=Allocation.credit == credit.id)
        .switch(Allocation)
        .join(debit, on=Allocation.debit == debit.id)
        .where(about(Allocation.client, client), credit.kind == "payment", debit.kind << ("opening", "sale"))
        .where(credit.part_of.is_null(), Allocation.amount == 2_000)
        .tuples()
        .first()
    )
    return int(row[0]), int(row[1])
