"""What every dialog that takes a payment asks: amount, mode and the rest, with the figures as one types."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from locales import N_
from locales.words import ledger as words
from models.money import modes
from models.money.amounts import NotPositive
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.open_items import Position
from models.money.payments import verbs as payments
from models.money.payments.verbs import Chosen, DebtPayment
from models.refusals import Refused
from models.store import clock
from models.values import ZERO, Centimes
from tui.clients.contacts.choosing import contact_fields
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import (
    AmountField,
    CheckField,
    ChoiceField,
    Field,
    Option,
    Percentage,
    TextField,
    ValueDateField,
)
from tui.forms.form import Form
from tui.frame.base import STYLES


@dataclass(frozen=True, slots=True)
class TypedPayment:
    """What somebody typed: the order it makes, on which debt, the text of each field, to be shown again if
    need be, and what they ticked.
    """

    order: DebtPayment
    seen: Centimes
    texts: Mapping[str, Any]
    chosen: tuple[Chosen, ...] = ()


class PaymentDialog(FormDialog[TypedPayment]):
    """Amount, mode and the rest. Enter pays from any field.

    A subclass says what is to be paid, and shows what the payment would do.
    """

    CSS_PATH = STYLES / "payment.tcss"
    ENTER_SUBMITS: ClassVar[bool] = True
    FIELD_OF: ClassVar = {
        payments.NotEnoughAvoir: "avoir_used",
        payments.DiscountTooLarge: "discount",
        payments.TenderedTooLittle: "tendered",
        payments.NoChange: "keep_change",
        payments.NothingDue: "amount",
        payments.DebtChanged: "amount",
        NotPositive: "amount",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Pay"), id="payment.pay", tooltip=N_("Take this payment")),
    ]

    def __init__(
        self,
        client: int,
        position: Position,
        again: TypedPayment | None = None,
        refused: Refused | None = None,
    ) -> None:
        """`position` is what this payment is about. `again` and `refused`: what was typed before, and why it
        could not be done.
        """
        super().__init__(again.texts if again else None, refused)
        self._client = client
        self._position = position
        self._fitted: PaymentMode | None = None
        """The mode for which the fields in sight were chosen."""
        self._offered = self._to_pay(PaymentMode.CASH, self._usable(), ZERO)
        """The amount last proposed: while it stands in the field, nobody typed one of their own."""
        self._offered_avoir = self._usable()
        """The avoir last proposed, likewise."""

    def _usable(self, discount: Centimes = ZERO) -> Centimes:
        """The avoir that can settle something."""
        return min(self._position.credit, max(self._position.unpaid - discount, ZERO))

    def fields(self) -> Sequence[Field]:
        return (*_fields(self._position), *contact_fields(self._client))

    def start(self) -> Mapping[str, Any]:
        return {
            "amount": self._offered or None,
            "mode": PaymentMode.CASH,
            "avoir_used": self._offered_avoir or None,
            "day": clock.today(),
        }

    @abstractmethod
    def show_figures(self, order: DebtPayment | None) -> None:
        """Shows what this order would do; None while something typed cannot be read."""

    @on(Form.Changed)
    def recompute(self, event: Form.Changed) -> None:
        if event.name in {"avoir_used", "discount", "mode"}:
            self._propose()

    def answer(self, values: dict[str, Any]) -> TypedPayment:
        order = self._order(values)
        payments.split(self._position, order)
        return TypedPayment(order, self._position.unpaid, self._typed_texts())

    def field_of(self, refused: Refused) -> str:
        if isinstance(refused, payments.TooMuchChange):
            # The money that was handed over, where it was typed; else the amount is taken for it.
            return "amount" if self.form.value("tendered") is None else "tendered"
        return super().field_of(refused)

    def _typed_texts(self) -> dict[str, Any]:
        """What was typed. What was only proposed is proposed anew, of what is due and available by then."""
        texts = self.form.typed()
        if (self.form.value("amount") or ZERO) == self._offered:
            del texts["amount"]
        if self._position.credit and (self.form.value("avoir_used") or ZERO) == self._offered_avoir:
            del texts["avoir_used"]
        return texts

    def retyped(self) -> None:
        self._propose()

    def _fit_to_mode(self) -> None:
        """Shows the fields that mean something in this mode."""
        mode = self._fitted = self.form.value("mode")
        self.form.reveal("tendered", mode is PaymentMode.CASH)
        self.form.reveal("keep_change", mode is not PaymentMode.CREDIT)
        self.form.reveal("reference", mode.has_reference)
        if self._position.credit:
            self.form.reveal("avoir_used", mode is not PaymentMode.CREDIT)

    def _propose(self) -> None:
        """The avoir there is, then what is left to pay; each until somebody typed one of their own."""
        self._propose_avoir()
        if (self.form.value("amount") or ZERO) != self._offered:
            return
        discount = self._discount(self.form.value("discount"))
        used = self.form.value("avoir_used") if self._position.credit else ZERO
        self._offered = self._to_pay(self.form.value("mode"), used or ZERO, discount)
        self.form.put("amount", self._offered or None)

    def _propose_avoir(self) -> None:
        if not self._position.credit or (self.form.value("avoir_used") or ZERO) != self._offered_avoir:
            return
        self._offered_avoir = self._usable(self._discount(self.form.value("discount")))
        self.form.put("avoir_used", self._offered_avoir or None)

    def due(self) -> Centimes:
        """What is proposed to be paid, before any discount and avoir."""
        return self._position.unpaid

    def _to_pay(self, mode: PaymentMode, used: Centimes, discount: Centimes) -> Centimes:
        left = max(self.due() - discount, ZERO)
        if mode is PaymentMode.CREDIT:
            return min(self._position.credit, left)
        return max(left - used, ZERO)

    def _discount(self, value: Centimes | Percentage | None) -> Centimes:
        return value.of(self._position.unpaid) if isinstance(value, Percentage) else value or ZERO

    def show_effect(self) -> None:
        if self.form.value("mode") is not self._fitted:
            self._fit_to_mode()
        values, wrong = self.form.readable()
        day = {"day": None} if "day" in wrong else {}  # no figure depends on it
        self.show_figures(None if wrong.keys() - day.keys() else self._order({**values, **day}))

    def _order(self, values: Mapping[str, Any]) -> DebtPayment:
        return DebtPayment(
            client=self._client,
            mode=values["mode"],
            amount=values["amount"] or ZERO,
            tendered=values["tendered"],
            discount=self._discount(values["discount"]),
            avoir_used=values.get("avoir_used") or ZERO,
            keep_change=values["keep_change"],
            day=values["day"],
            reference=values["reference"],
            for_contact=values.get("for_contact"),
        )


def _fields(position: Position) -> tuple[Field, ...]:
    offered = [*modes.offered(), *([PaymentMode.CREDIT] if position.credit else [])]
    fields: list[Field] = [
        AmountField("amount", N_("Amount to pay"), N_("0.00")),
        AmountField("tendered", N_("Money received"), N_("exactly this")),
        ChoiceField("mode", N_("Mode"), options=tuple(Option(mode, words.mode(mode)) for mode in offered)),
        CheckField("keep_change", N_("Keep the change as credit")),
        AmountField("discount", N_("Discount"), N_("amount or %"), percent=True),
    ]
    if position.credit:
        fields.append(AmountField("avoir_used", N_("Credit used")))
    return (
        *fields,
        ValueDateField("day", N_("Date")),
        TextField("reference", N_("Reference"), N_("cheque or transfer number")),
    )
