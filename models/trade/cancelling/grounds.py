"""The rules for decisions that rest on an allocation, and are wrong without it.

A refund rests on the money that paid the sale; a return, on what paid for the goods; a discount, on
everything settled together with it; an organism's debt, on what settles its invoice. A verb that undoes
allocations or cancels an operation writes that first; then `allocation.refuse_without_ground` checks here
whether every decision still has its ground. If a return has lost it and its avoir is not used, the avoir
then settles the return's own sale. If anything else has lost its ground, the request is refused with its
name, and nothing is written.

Each rule is a query of `models.trade.cancelling.unfounded`, restricted to what the request undid.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from peewee import ModelSelect, fn

from models.money.ledger import open_items
from models.money.ledger.allocation import settle_oldest_first
from models.money.ledger.postings import Allocation
from models.money.ledger.reversal import is_reversed
from models.people.clients.aliases import survivor_of
from models.refusals import N_, Refused
from models.requests.trail import Trail
from models.store import clock
from models.trade.cancelling import unfounded
from models.trade.global_invoices.table import BilledToOrganism
from models.trade.returns.table import SaleReturn
from models.values import ZERO, Centimes


@dataclass
class RefundRestsOnIt(Refused):
    """A refund rests on the money that paid the sale (INV-17)."""

    number: str
    refunded: Centimes
    by: str
    money: Centimes
    sentence: ClassVar[str] = N_(
        "{refunded} of {number} was paid back with {by}, and only {money} of its payment would be left."
        " Cancel {by} first."
    )


@dataclass
class ReturnRestsOnIt(Refused):
    """What a return gave back rests on what paid for the goods (INV-18)."""

    number: str
    given: Centimes
    by: str
    paid: Centimes
    sentence: ClassVar[str] = N_(
        "{by} gave {given} of {number} back, and only {paid} of its payment would be left. Cancel {by} first."
    )


@dataclass
class DiscountRestsOnIt(Refused):
    """A discount rests on everything that its request settled (INV-16)."""

    number: str
    discount: Centimes
    by: str
    sentence: ClassVar[str] = N_(
        "A discount of {discount} was granted with what settled {number}. Cancel {by} first, as a whole."
    )


def settle_what_came_back(record: Trail) -> None:
    """A rule of `allocation.GROUNDS`: an avoir for returned goods that are no longer
    paid settles their own sale.

    It settles at most what is unpaid, from what is left of the avoir: as if the goods had come back from a
    sale on credit. A return whose own allocation was undone is left alone, as that was the request.
    """
    asked = Allocation.select(Allocation.credit).where(_undone(record))
    for sale in list(unfounded.returns(_untied(record))):
        back = SaleReturn.select(SaleReturn.operation).where(
            SaleReturn.sale == sale.sale,
            ~is_reversed(SaleReturn.operation),
            SaleReturn.operation.not_in(asked),
        )
        avoirs = open_items.items([key for (key,) in back.tuples()], debit=False)
        oldest_first = [avoirs[key] for key in sorted(avoirs)]
        debit, lacking = open_items.item(sale.sale), max(sale.given - sale.paid, ZERO)
        settle_oldest_first(record, survivor_of(sale.client), [debit], oldest_first, clock.today(), lacking)


def refuse_returned(record: Trail) -> None:
    """A rule of `allocation.GROUNDS`. Raises `RefundRestsOnIt` or `ReturnRestsOnIt`."""
    for sale in unfounded.returns(_untied(record)):
        if sale.refunded > sale.money:
            raise RefundRestsOnIt(sale.number, sale.refunded, sale.paid_back_by, sale.money)
        raise ReturnRestsOnIt(sale.number, sale.given, sale.by, sale.paid)


def refuse_discount(record: Trail) -> None:
    """A rule of `allocation.GROUNDS`. Raises `DiscountRestsOnIt`."""
    first = Allocation.alias()
    requests = (
        Allocation.select(first.trail).join(first, on=Allocation.undoes == first.id).where(_undone(record))
    )
    for discount in unfounded.discounts(requests):
        raise DiscountRestsOnIt(discount.debit, discount.amount, discount.by)


def refuse_billed(record: Trail) -> None:
    """A rule of `allocation.GROUNDS`. Raises `BilledToOrganism`."""
    for side in (Allocation.debit, Allocation.credit):
        for document in unfounded.billings(Allocation.select(side).where(_undone(record))):
            raise BilledToOrganism(document.number, document.invoice)


RULES = (settle_what_came_back, refuse_billed, refuse_discount, refuse_returned)
"""The rules that `allocation.GROUNDS` gets."""


def _undone(record: Trail) -> Any:
    return (Allocation.trail == record) & (Allocation.amount < 0)


def _untied(record: Trail) -> ModelSelect:
    """The debits that a request made open again, except the sale of a return that it cancelled.

    That sale has less to pay for than before; if its returns lost their ground long ago, this corrects it.
    """
    cancelled = SaleReturn.select(SaleReturn.operation).where(
        SaleReturn.operation == Allocation.credit,
        SaleReturn.sale == Allocation.debit,
        is_reversed(SaleReturn.operation),
    )
    return Allocation.select(Allocation.debit).where(_undone(record), ~fn.EXISTS(cancelled))
