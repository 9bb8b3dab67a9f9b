"""Checks that every refund, return, discount and organism's debt still has the allocation it rests on."""

from collections.abc import Iterator

from peewee import JOIN, Case, fn

from models.doctor.fault import Check, Fault, first
from models.money.ledger.accounts import TILL, Account, OperationKind
from models.money.ledger.postings import Allocation, Operation, Posting
from models.people.clients.aliases import ClientAlias
from models.refusals import N_
from models.trade.cancelling import unfounded
from models.trade.returns import withdrawals
from models.trade.returns.table import SaleReturn
from models.values import Centimes


def no_more_money_out_than_in() -> Iterator[Fault]:
    """INV-17: no client was paid back more than they ever paid, plus what they had before Officine."""
    till = fn.COALESCE(fn.SUM(Posting.amount).filter(Posting.account.in_(TILL)), 0)
    before = fn.COALESCE(fn.SUM(Posting.amount).filter(Posting.account == Account.OPENING), 0)
    brought = (till + Case(None, [(before > 0, before)], 0)).cast("BIGINT")
    person = fn.COALESCE(ClientAlias.survivor, Operation.client)
    rows = (
        Posting.select(person, brought)
        .join(Operation)
        .join(ClientAlias, JOIN.LEFT_OUTER, on=ClientAlias.client == Operation.client)
        .where(Operation.client.is_null(False), Posting.account.in_((*TILL, Account.OPENING)))
        .group_by(person)
        .having(brought < 0)
    )
    sentence = N_("Client {client} was paid back {more} more than they ever brought.")
    for client, amount in first(rows):
        yield Fault("INV-17", sentence, {"client": client}, {"more": Centimes(-amount)}, client)


def refunds_rest_on_money() -> Iterator[Fault]:
    """INV-17: what was paid back of a sale is no more than the money that settles this sale."""
    sentence = N_("{refunded} of {number} was paid back with {by}, and only {money} of its payment is left.")
    for sale in unfounded.returns():
        if sale.refunded > sale.money:
            figures = {"number": sale.number, "by": sale.paid_back_by}
            yield Fault(
                "INV-17", sentence, figures, {"refunded": sale.refunded, "money": sale.money}, sale.client
            )


def returns_rest_on_what_paid() -> Iterator[Fault]:
    """INV-18: what the returns of a sale gave back is no more than what settles this sale."""
    sentence = N_("{by} gave {given} of {number} back, and only {paid} of its payment is left.")
    for sale in unfounded.returns():
        if sale.given > sale.paid:
            figures = {"number": sale.number, "by": sale.by}
            yield Fault("INV-18", sentence, figures, {"given": sale.given, "paid": sale.paid}, sale.client)


def discounts_rest_on_their_payment() -> Iterator[Fault]:
    """INV-16: what was settled in the request of a discount is still settled as it was."""
    sentence = N_("The discount {number} of {amount} stands, but what was to settle {debit} does not.")
    for discount in unfounded.discounts():
        figures = {"number": discount.number, "debit": discount.debit}
        yield Fault("INV-16", sentence, figures, {"amount": discount.amount}, discount.client)


def billed_is_settled_by_its_invoice() -> Iterator[Fault]:
    """INV-19: what an organism was billed is settled wholly by that billing, so the
    client cannot pay it as well.
    """
    sentence = N_(
        "{number} of {amount} is billed to the organism by {invoice}, which settles {settled} of it."
    )
    for document in unfounded.billings():
        figures = {"number": document.number, "invoice": document.invoice}
        amounts = {"amount": document.amount, "settled": document.settled}
        yield Fault("INV-19", sentence, figures, amounts, document.client)


def returns_take_their_share_of_discounts() -> Iterator[Fault]:
    """INV-21: each return took back its share of the settlement discounts of its sale."""
    sentence = N_("The return {number} took back {taken} of the discount on its sale; its share is {due}.")
    discounted = (
        Allocation.select(Allocation.debit)
        .join(Operation, on=Allocation.credit == Operation.id)
        .where(Operation.kind == OperationKind.DISCOUNT)
    )
    sales = SaleReturn.select(SaleReturn.sale).where(SaleReturn.sale.in_(discounted))
    for sale in withdrawals.of_sales(sales):
        for document, due in sale.wrong():
            figures = {"number": document.number}
            amounts = {"taken": document.withdrawn, "due": due}
            yield Fault("INV-21", sentence, figures, amounts, sale.client)


CHECKS: tuple[Check, ...] = (
    no_more_money_out_than_in,
    refunds_rest_on_money,
    returns_rest_on_what_paid,
    discounts_rest_on_their_payment,
    billed_is_settled_by_its_invoice,
    returns_take_their_share_of_discounts,
)
