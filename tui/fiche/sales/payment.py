"""What is paid of a sale at once: nothing, in one mode or in several; the rest is on credit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats
from locales.sentences import explain
from locales.words import currency
from locales.words import ledger as words
from models.money import ceiling, modes
from models.money.ledger import open_items
from models.money.ledger.accounts import PaymentMode
from models.money.payments.verbs import NotEnoughAvoir, TooMuchChange
from models.people.clients import verbs as clients
from models.refusals import Refused
from models.trade.sales.split import SaleSplit, split
from models.trade.sales.verbs import PaidTooMuch
from models.values import ZERO, Centimes
from tui.dialogs.form_dialog import FormDialog
from tui.forms.entries import entry_for
from tui.forms.entry import Entry, TextEntry
from tui.forms.fields import AmountField, Field, TextField
from tui.frame.base import STYLES
from tui.widgets.text_lines import Line, Lines, ends, wrapped


@dataclass(frozen=True, slots=True)
class Paid:
    """How a sale is paid at once. `texts` is what was typed, to be shown again."""

    split: SaleSplit
    reference: str = ""
    texts: Mapping[str, Any] = field(default_factory=dict)


class ModeEntry(TextEntry):
    """In an empty one, Space is not a letter."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return not self._takes_all(character) and super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if self._takes_all(event.character):
            event.prevent_default()  # what Textual would do with it; the dialog's binding has it instead

    def _takes_all(self, character: str | None) -> bool:
        return character == " " and self.selected_text == self.value


@dataclass(frozen=True)
class ModeField(AmountField):
    """What is paid in one mode."""


@entry_for.register
def _mode(field: ModeField) -> Entry:
    return ModeEntry(field)


class SalePaymentDialog(FormDialog[Paid]):
    """An amount for each mode. Space takes all that is left in the mode where it is pressed; Enter with
    nothing typed puts all of it on the account.
    """

    PURPOSE = N_("What is paid of this sale now, in each mode; what is left goes on the account.")
    GUIDE = "vendre.md#le-paiement"
    CSS_PATH = STYLES / "payment.tcss"
    ENTER_SUBMITS: ClassVar[bool] = True
    FIELD_OF: ClassVar = {NotEnoughAvoir: PaymentMode.CREDIT, TooMuchChange: PaymentMode.CASH}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Save"), id="sale.pay", tooltip=N_("Save the sale")),
        Binding(
            "space,f8",
            "take_all",
            N_("All of it"),
            id="sale.all",
            tooltip=N_("All that is left, in the mode where the cursor is"),
        ),
    ]

    def __init__(
        self,
        client: int,
        total: Centimes,
        again: Paid | None = None,
        refused: Refused | None = None,
        about: str = "",
    ) -> None:
        """`again` and `refused`: what was typed before, why it could not be done. `about` is said above."""
        super().__init__(again.texts if again else None, refused)
        self._row = clients.get(client)
        self._total = total
        self._credit = min(open_items.position(client).credit, total)
        self._about = about

    def heading(self) -> str:
        return _("To pay: {amount}").format(amount=currency.amount(self._total))

    def fields(self) -> Sequence[Field]:
        asked: list[Field] = [ModeField(mode, words.mode(mode)) for mode in modes.offered()]
        if self._credit:
            asked.append(ModeField(PaymentMode.CREDIT, N_("Credit used")))
        return (*asked, TextField("reference", N_("Reference"), N_("cheque or transfer number")))

    def start(self) -> Mapping[str, Any]:
        return {PaymentMode.CREDIT: self._credit or None}

    def content(self) -> ComposeResult:
        if self._about:
            yield Static(self._about, markup=False, classes="sentence")
        yield from super().content()
        yield Lines(self._figures, classes="figures")

    def show_effect(self) -> None:
        numbered = any(amount for mode, amount in self._amounts().items() if mode.has_reference)
        self.form.reveal("reference", numbered)
        self.query_one(".figures", Lines).put(self._figures)

    def action_take_all(self) -> None:
        """The rest, in the mode that has the focus."""
        here = self.form.at
        if here not in set(PaymentMode):
            return
        others = sum((amount for mode, amount in self._amounts().items() if mode != here), ZERO)
        rest = max(self._total - others, ZERO)
        self.form.put(here, min(rest, self._credit) if here == PaymentMode.CREDIT else rest)
        if isinstance(self.focused, ModeEntry):
            self.focused.action_select_all()

    def answer(self, values: dict[str, Any]) -> Paid:
        paid = split(self._total, _by_mode(values), self._credit)
        return Paid(paid, values["reference"], self.form.typed())

    def field_of(self, refused: Refused) -> str:
        if isinstance(refused, PaidTooMuch):
            return self.form.at  # what was typed last is what is too much
        return super().field_of(refused)

    def _amounts(self) -> dict[PaymentMode, Centimes]:
        """What can be read of what was typed."""
        return _by_mode(self.form.readable()[0])

    def _figures(self, width: int) -> list[Line]:
        """What this leaves on the account, beside what the client may owe."""
        if self.form.readable()[1]:
            return [
                ends((_(label), "plain"), ("–", "quiet"), width)
                for label in (N_("On credit"), N_("Balance after"))
            ]
        try:
            paid = split(self._total, self._amounts(), self._credit)
        except Refused as refused:
            sentence = explain(refused)
            said = [] if self.form.says(sentence) else wrapped(sentence, width)
            return [[(line, "warns")] for line in said]
        on_credit = self._total - paid.settled
        lines = [ends((_("On credit"), "plain"), (formats.amount(on_credit), "strong"), width)]
        if paid.change:
            lines.append(
                ends((_("Change to give"), "strong"), (formats.amount(paid.change), "strong"), width)
            )
        return [*lines, *self._after(self._total - sum(paid.modes.values(), ZERO), width)]

    def _after(self, raised: Centimes, width: int) -> list[Line]:
        after, limit = self._row.balance + raised, ceiling.ceiling_of(self._row)
        meaning = "warns" if ceiling.exceeded(limit, self._row.balance, raised) else "plain"
        lines = [ends((_("Balance after"), meaning), (words.balance(after), meaning), width)]
        if limit is not None:
            lines.append(ends((_("Ceiling"), meaning), (formats.amount(limit), meaning), width))
        return lines


def _by_mode(values: Mapping[str, Any]) -> dict[PaymentMode, Centimes]:
    known = set(PaymentMode)
    return {PaymentMode(name): value or ZERO for name, value in values.items() if name in known}
