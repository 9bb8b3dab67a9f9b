"""Asking how something is paid until it is sold: a sale that was entered, or a document that becomes one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from locales import _, formats
from models.money.ceiling import CeilingExceeded
from models.money.ledger.postings import Entered
from models.money.payments.verbs import NotEnoughAvoir
from models.refusals import Refused
from models.trade.invoices.terms import is_professional
from models.trade.sales.verbs import PaidTooMuch
from models.values import Centimes
from tui.fiche.sales.payment import Paid, SalePaymentDialog

if TYPE_CHECKING:
    from tui.frame.base import BaseScreen

_OF_PAYMENT = (PaidTooMuch, CeilingExceeded, NotEnoughAvoir)
"""Refusals that another way to pay would avoid."""


@dataclass(frozen=True, slots=True)
class Sold:
    """What is said once a sale is saved."""

    operation: int
    number: str
    total: Centimes
    on_credit: Centimes
    change: Centimes


async def ask_and_sell(
    place: "BaseScreen[Any]",
    client: int,
    total: Centimes,
    sell: Callable[[Paid], Entered],
    before: Paid | None = None,
    typed: Callable[[Paid], None] = lambda paid: None,
    about: str = "",
    here: tuple[type[Refused], ...] = _OF_PAYMENT,
) -> Sold | None:
    """Asks what is paid at once and sells, again where another way to pay helps; None where somebody gave up.

    `before` is what was typed earlier, `typed` is told what is typed now, `about` is said above the fields.
    Raises what `sell` refuses and is not to be said `here`.
    """
    refused: Refused | None = None
    paid = before
    while True:
        paid = await place.ask(SalePaymentDialog(client, total, paid, refused, about))
        if paid is None:
            return None
        typed(paid)
        try:
            sale = sell(paid)
        except here as why:
            refused = why
        else:
            return Sold(sale.id, sale.number, total, total - paid.split.settled, paid.split.change)


async def tell_sold(desk: "BaseScreen[Any]", client: int, sold: Sold, what: str = "") -> None:
    """Says what became of a sale, and of `what` it was made; a professional is then asked for the terms of
    the invoice, where Esc leaves it at the ticket.
    """
    desk.read_again()
    desk.tell(f"{what} → {said(sold)}" if what else said(sold))
    if is_professional(client):
        from tui.invoices.billing import bill

        await bill(desk, sold.operation)


def said(sold: Sold) -> str:
    """What became of it, in a line."""
    sentence = _("{number} is saved: {total}.").format(number=sold.number, total=formats.amount(sold.total))
    if sold.on_credit:
        sentence += " " + _("On credit: {amount}.").format(amount=formats.amount(sold.on_credit))
    if sold.change:
        sentence += " " + _("Change to give: {amount}.").format(amount=formats.amount(sold.change))
    return sentence
