"""Payer crédit client, at the counter: `p`, then Enter takes the whole debt in cash (S0 7.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from textual import on
from textual.app import ComposeResult

from locales import N_, words
from locales.sentences import explain
from models.money import open_items, payments
from models.money.accounts import PaymentMode
from models.money.amounts import NotPositive
from models.money.ledger import InTheFuture
from models.money.open_items import Position
from models.money.payments import CreditPayment
from models.people.trail import new_op_id
from models.refusals import Refused
from models.store import clock
from models.values import ZERO, Centimes
from tui.base import STYLES, Dialog, Place
from tui.fiche.payment_figures import PaymentFigures
from tui.fiche.receipt import ReceiptDialog
from tui.insist import insist
from tui.widgets.form import (
    AmountField,
    CheckField,
    ChoiceField,
    DateField,
    Field,
    Form,
    Option,
    Percentage,
    TextField,
)

_FIELD_OF = {
    payments.NotEnoughCredit: "credit_used",
    payments.DiscountTooLarge: "discount",
    payments.TenderedTooLittle: "tendered",
    payments.NoChange: "keep_change",
    payments.NothingDue: "amount",
    InTheFuture: "day",
    NotPositive: "amount",
}
"""Beside which field a refusal is said."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: the order it makes, and the text of each field, to be shown again if need be."""

    order: CreditPayment
    texts: Mapping[str, Any]


class PayCreditDialog(Dialog[Typed]):
    """Amount, mode and the rest, with the figures underneath as one types."""

    CSS_PATH = STYLES / "payment.tcss"
    HEADING = N_("Pay the client's debt")

    def __init__(self, client: int, again: Typed | None = None, refused: Refused | None = None) -> None:
        """`again` and `refused`: what was typed before, and why it could not be done."""
        super().__init__()
        self._client = client
        self._again = again
        self._refused = refused
        self._position = open_items.position(client)

    def content(self) -> ComposeResult:
        yield Form(_fields(self._position), self._proposed(), enter_submits=True)
        yield PaymentFigures(self._position)

    def _proposed(self) -> dict[str, Any]:
        used = min(self._position.credit, self._position.unpaid)
        return {
            "amount": Centimes(self._position.unpaid - used) or None,
            "mode": PaymentMode.CASH,
            "credit_used": Centimes(used) or None,
            "day": clock.today(),
        }

    @property
    def form(self) -> Form:
        """The fields."""
        return self.query_one(Form)

    def on_mount(self) -> None:
        self._fit_to_mode()
        if self._again is not None:
            self.form.retype(self._again.texts)
        self._tell()
        if self._refused is not None:
            self.refuse(self._refused)

    @on(Form.Changed)
    def recompute(self, event: Form.Changed) -> None:
        if event.name == "mode":
            self._fit_to_mode()
        if event.name in {"credit_used", "discount", "mode"}:
            self._propose_amount()
        self._tell()

    @on(Form.Submitted)
    def pay(self) -> None:
        values = self.form.read()
        if values is None:
            return
        order = self._order(values)
        try:
            payments.split(self._position, order)
        except Refused as refused:
            self.refuse(refused)
            return
        self.dismiss(Typed(order, self.form.typed()))

    def refuse(self, refused: Refused) -> None:
        if not self.form.fault(_FIELD_OF.get(type(refused), "amount"), explain(refused)):
            self.form.fault("amount", explain(refused))

    def _fit_to_mode(self) -> None:
        mode = self.form.value("mode")
        self.form.reveal("tendered", mode is PaymentMode.CASH)
        self.form.reveal("keep_change", mode is not PaymentMode.CREDIT)
        self.form.reveal("reference", mode not in {PaymentMode.CASH, PaymentMode.CREDIT})
        if self._position.credit:
            self.form.reveal("credit_used", mode is not PaymentMode.CREDIT)

    def _propose_amount(self) -> None:
        """What is left to pay, until somebody typed an amount of their own."""
        if self._amount_is_typed():
            return
        if self.form.value("mode") is PaymentMode.CREDIT:
            proposed = min(self._position.credit, self._position.unpaid - self._discount())
        else:
            used = self.form.value("credit_used") or 0 if self._position.credit else 0
            proposed = self._position.unpaid - used - self._discount()
        self._offered = Centimes(max(proposed, 0))
        self.form.put("amount", self._offered or None)

    def _amount_is_typed(self) -> bool:
        return self.form.value("amount", ZERO) != getattr(self, "_offered", self._proposed()["amount"])

    def _discount(self, given: Any = None) -> Centimes:
        value = self.form.value("discount") if given is None else given
        return value.of(self._position.unpaid) if isinstance(value, Percentage) else value or ZERO

    def _tell(self) -> None:
        values, wrong = self.form.readable()
        self.query_one(PaymentFigures).tell(None if wrong else self._order(values))

    def _order(self, values: Mapping[str, Any]) -> CreditPayment:
        return CreditPayment(
            client=self._client,
            mode=values["mode"],
            amount=values["amount"] or ZERO,
            tendered=values["tendered"],
            discount=self._discount(values["discount"] or ZERO),
            credit_used=values.get("credit_used") or ZERO,
            keep_change=values["keep_change"],
            day=values["day"],
            reference=values["reference"],
        )


async def pay_credit(desk: Place[Any], client: int) -> None:
    """Asks, pays, and shows what was settled."""
    op_id = new_op_id()
    receipt = await insist(
        desk,
        lambda typed, refused: PayCreditDialog(client, typed, refused),
        lambda typed: payments.pay_credit(typed.order, staff=desk.officine.staff, op_id=op_id),
    )
    if receipt is not None:
        await desk.ask(ReceiptDialog(receipt))


def _fields(position: Position) -> tuple[Field, ...]:
    modes = [mode for mode in PaymentMode if mode is not PaymentMode.CREDIT or position.credit]
    fields: list[Field] = [
        AmountField("amount", N_("Amount to pay"), N_("0,00")),
        AmountField("tendered", N_("Money received"), N_("exactly this")),
        ChoiceField("mode", N_("Mode"), options=tuple(Option(mode, words.mode(mode)) for mode in modes)),
        CheckField("keep_change", N_("Keep the change as credit")),
        AmountField("discount", N_("Discount"), N_("amount or %"), percent=True),
    ]
    if position.credit:
        fields.append(AmountField("credit_used", N_("Credit used")))
    return (
        *fields,
        DateField("day", N_("Date")),
        TextField("reference", N_("Reference"), N_("cheque or transfer number")),
    )
