"""After a payment: the change, what was settled, the new balance."""

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import ledger as words
from models.money.payments.receipts import Receipt
from tui.frame.base import STYLES, Dialog

SHOWN = 8
"""Settled operations that are listed; the rest is counted."""


class ReceiptDialog(Dialog[None]):
    """Stays until Enter or Esc: the change is counted out meanwhile."""

    CSS_PATH = STYLES / "payment.tcss"
    HEADING = N_("Payment saved")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "cancel", N_("Close"), id="receipt.close")
    ]

    def __init__(self, receipt: Receipt) -> None:
        super().__init__()
        self._receipt = receipt

    def content(self) -> ComposeResult:
        receipt = self._receipt
        if receipt.change:
            change = _("Change to give: {amount}").format(amount=formats.amount(receipt.change))
            yield Static(change, markup=False, classes="change")
        yield Static(Text("\n".join(_lines(receipt))), markup=False)
        yield Static(_("New balance: {balance}").format(balance=words.balance(receipt.balance)), markup=False)


def _lines(receipt: Receipt) -> list[str]:
    lines = []
    if receipt.number:
        mode, money = words.mode(receipt.mode), formats.amount(receipt.money)
        lines.append(_("{number}: {mode} {amount}").format(number=receipt.number, mode=mode, amount=money))
    for label, amount in (
        (N_("Credit used: {amount}"), receipt.avoir_used),
        (N_("Discount: {amount}"), receipt.discount),
        (N_("Kept as credit: {amount}"), receipt.kept),
    ):
        if amount:
            lines.append(_(label).format(amount=formats.amount(amount)))
    for line in receipt.settled[:SHOWN]:
        sentence = _("{number} of {day}: {amount}, remaining {remaining}")
        lines.append(
            sentence.format(
                number=line.number,
                day=formats.day(line.day),
                amount=formats.amount(line.amount),
                remaining=formats.amount(line.remaining),
            )
        )
    rest = len(receipt.settled) - SHOWN
    if rest > 0:
        lines.append(_("and {number} more").format(number=rest))
    return lines
