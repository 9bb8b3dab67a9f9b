"""Payer ventes non soldées: `v`, Space on each that is paid, Enter (pay-unpaid)."""

from dataclasses import replace
from typing import Any, ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats
from locales.sentences import explain
from locales.words import ledger as words
from models.money.ledger import open_items
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.client_status import check_may_operate
from models.money.ledger.open_items import OpenItem, Position
from models.money.payments import verbs as payments
from models.money.payments.verbs import Chosen, DebtPayment, NothingChosen, NothingDue
from models.people.clients import verbs as clients
from models.refusals import Refused
from models.values import ZERO, Centimes
from tui.fiche.payments.dialog import PaymentDialog, TypedPayment
from tui.fiche.payments.receipt import ReceiptDialog
from tui.frame.base import STYLES, BaseScreen
from tui.frame.insist import insist
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.ticks import Ticks
from tui.widgets.window import Fixed

_COLUMNS: list[Column[OpenItem]] = [
    Column("day", N_("Date"), lambda item: formats.day(item.day), 10),
    Column("number", N_("No."), lambda item: item.number, 12),
    Column("kind", N_("Operation"), lambda item: words.operation(item.kind), 6, grows=1),
    Column("total", N_("Total"), lambda item: formats.amount(item.amount), 10, needs=62, right=True),
    Column("open", N_("Remaining"), lambda item: formats.amount(item.open), 11, right=True),
]


_AROUND = 18
"""Lines that the list leaves to the frame, the questions, the figures and the keys."""


class UnpaidList(Ticks[OpenItem]):
    """What remains to be paid, the oldest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Pay"), id="unpaid.pay", tooltip=N_("Take this payment")),
    ]


class PayUnpaidDialog(PaymentDialog):
    """Which are paid, how, and always what is ticked and what remains. Enter pays, from the list too."""

    PURPOSE = N_("Tick the sales that are paid now, then say how.")
    GUIDE = "encaisser.md#payer-des-ventes-choisies"
    CSS_PATH = STYLES / "payment.tcss"
    HEADING = N_("Pay unpaid sales")

    def __init__(
        self, client: int, again: TypedPayment | None = None, refused: Refused | None = None
    ) -> None:
        self._items = open_items.debits(client)
        self._credit = open_items.position(client).credit
        self._again = again
        super().__init__(client, Position(ZERO, self._credit), again, refused)

    @property
    def unpaid(self) -> UnpaidList:
        """What can be ticked."""
        return self.query_one(UnpaidList)

    def content(self) -> ComposeResult:
        rows = UnpaidList(_COLUMNS, empty=_("Nothing is unpaid."), identity=lambda item: item.operation)
        rows.styles.height = self._height(self.app.size.height)
        rows.show(Fixed(self._items))
        yield rows
        yield from super().content()
        yield Static(markup=False, classes="figures")

    def on_resize(self, event: events.Resize) -> None:
        self.unpaid.styles.height = self._height(event.size.height)

    def _height(self, screen: int) -> int:
        """Of the list: what it needs, or what the questions leave to it."""
        return max(min(len(self._items) + 1, screen - _AROUND), 2)

    def on_mount(self) -> None:
        if self._again is not None:
            ticked = {each.operation for each in self._again.chosen}
            self.unpaid.tick(item for item in self._items if item.operation in ticked)
            self._take_ticked()
            self._propose()

    @on(Ticks.Ticked)
    def ticked(self) -> None:
        self._take_ticked()
        self._propose()
        self.show_effect()

    @on(Rows.Opened)
    def pay(self, event: Rows.Opened) -> None:
        event.stop()
        self.action_submit()

    def answer(self, values: dict[str, object]) -> TypedPayment:
        if not self.unpaid.ticked:
            raise NothingChosen
        typed = super().answer(values)
        chosen = tuple(Chosen(item.operation, item.open) for item in self.unpaid.ticked)
        return replace(typed, chosen=chosen)

    def show_figures(self, order: DebtPayment | None) -> None:
        if order is not None:
            # What is over can be kept, once there is something over.
            given = max(order.tendered or ZERO, order.amount)
            over = given > self._position.unpaid and order.mode is not PaymentMode.CREDIT
            self.form.reveal("keep_change", over)
        figures = self.query_one(".figures", Static)
        first = _("{count} of {total} ticked · {amount} · {remaining} remains").format(
            count=formats.count(len(self.unpaid.ticked)),
            total=formats.count(len(self._items)),
            amount=formats.amount(self._position.unpaid),
            remaining=formats.amount(self._remaining(order)),
        )
        second, warns = self._second(order)
        figures.set_class(warns, "-warns")
        figures.update(Text.assemble((first, "bold"), "\n", second))

    def _second(self, order: DebtPayment | None) -> tuple[str, bool]:
        """What comes in and goes back, or the rule that this breaks."""
        if order is None or not self.unpaid.ticked:
            return "", False
        try:
            parts = payments.split(self._position, order)
        except Refused as refused:
            sentence = explain(refused)
            return ("", False) if self.form.says(sentence) else (sentence, True)
        said = [_("To receive: {amount}").format(amount=formats.amount(parts.money + parts.change))]
        for label, amount in (
            (N_("Change to give: {amount}"), parts.change),
            (N_("Kept as credit: {amount}"), parts.kept),
            (N_("Discount: {amount}"), order.discount),
        ):
            if amount:
                said.append(_(label).format(amount=formats.amount(amount)))
        return " · ".join(said), False

    def _remaining(self, order: DebtPayment | None) -> Centimes:
        """What stays unpaid of the whole account after this payment."""
        unpaid = sum((item.open for item in self._items), ZERO)
        if order is None or not self.unpaid.ticked:
            return unpaid
        try:
            return unpaid - self._position.unpaid + payments.split(self._position, order).remaining
        except Refused:
            return unpaid

    def _take_ticked(self) -> None:
        due = sum((item.open for item in self.unpaid.ticked), ZERO)
        self._position = Position(due, self._credit)


async def pay(fiche: BaseScreen[Any], client: int) -> int | None:
    """As the key of the fiche asks for it: asks, pays, and shows what was settled; the payment."""
    check_may_operate(clients.get(client))
    if not open_items.debits(client):
        raise NothingDue
    by = fiche.officine.by()
    receipt = await insist(
        fiche,
        lambda typed, refused: PayUnpaidDialog(client, typed, refused),
        lambda typed: payments.pay_selected(typed.order, typed.chosen, by=by),
    )
    if receipt is None:
        return None
    await fiche.ask(ReceiptDialog(receipt))
    return receipt.operation
