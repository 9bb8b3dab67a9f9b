"""Ajuster le solde: a signed amount, said in words before it is saved, and its required note (adj-create)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import ledger as words
from models.money import entries, modes
from models.money.ceiling import CeilingExceeded
from models.money.entries import BalanceMoved, NoChangeAsked
from models.money.ledger import open_items
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.client_status import check_may_operate
from models.people.clients import verbs as clients
from models.refusals import Refused
from models.store import clock
from models.values import ZERO, Centimes
from tui.clients.contacts.choosing import contact_fields
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import AmountField, ChoiceField, Field, Option, TextField, ValueDateField
from tui.frame.base import STYLES, BaseScreen
from tui.frame.insist import insist


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What somebody decided, on which balance, and the text of each field, to be shown again if need be."""

    amount: Centimes
    note: str
    means: PaymentMode | None
    day: date | None
    for_contact: int | None
    seen: Centimes
    texts: Mapping[str, Any]


class NewAdjustmentDialog(FormDialog[Adjustment]):
    """The amount, why, and underneath what it does to the balance."""

    PURPOSE = N_("Correct what the client owes, with a note; no money moves.")
    GUIDE = "solde.md#ajuster-un-solde"
    CSS_PATH = STYLES / "payment.tcss"
    HEADING = N_("Adjust the balance")
    ENTER_SUBMITS: ClassVar[bool] = True
    FIELD_OF: ClassVar = {
        NoChangeAsked: "amount",
        BalanceMoved: "amount",
        CeilingExceeded: "amount",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,ctrl+s", "submit", N_("Save"), id="adjustment.save", tooltip=N_("Save the adjustment")
        ),
    ]

    def __init__(
        self,
        client: int,
        balance: Centimes,
        again: Adjustment | None = None,
        refused: Refused | None = None,
        *,
        contact: int | None = None,
    ) -> None:
        """`balance` is the one it is decided on; positive: the client owes. `contact` is the contact
        proposed.
        """
        super().__init__(again.texts if again else None, refused)
        self._client, self._balance, self._contact = client, balance, contact

    def fields(self) -> Sequence[Field]:
        said = (Option(None, "–"), *(Option(mode, words.mode(mode)) for mode in modes.offered()))
        return (
            AmountField("amount", N_("Amount"), N_("50 or -50"), required=True, signed=True),
            TextField("note", N_("Note"), N_("why: written off, mistake…"), required=True),
            ChoiceField("means", N_("Mode"), options=said),
            ValueDateField("day", N_("Date")),
            *contact_fields(self._client),
        )

    def start(self) -> Mapping[str, Any]:
        return {"day": clock.today(), "for_contact": self._contact}

    def content(self) -> ComposeResult:
        yield from super().content()
        yield Static(markup=False, classes="figures")

    def answer(self, values: dict[str, Any]) -> Adjustment:
        if not values["amount"]:
            raise NoChangeAsked
        return Adjustment(
            amount=values["amount"],
            note=values["note"],
            means=values["means"],
            day=values["day"],
            for_contact=values.get("for_contact"),
            seen=self._balance,
            texts=self.form.typed(),
        )

    def show_effect(self) -> None:
        amount = self.form.value("amount") or ZERO
        said = [effect(amount), moved(self._balance, amount)]
        said.append(_("Neither the till nor the turnover moves."))
        self.query_one(".figures", Static).update("\n".join(part for part in said if part))


def effect(amount: Centimes) -> str:
    """What an adjustment does, in words: no sign has to be understood."""
    if not amount:
        return _("An amount raises the debt; with a minus, it lowers it.")
    sentence = _("Raises the debt by {amount}.") if amount > 0 else _("Lowers the debt by {amount}.")
    return sentence.format(amount=formats.amount(abs(amount)))


def moved(balance: Centimes, amount: Centimes) -> str:
    """The balance before and after."""
    now, then = words.balance(balance), words.balance(balance + amount)
    return _("Balance: {now} → {then}").format(now=now, then=then) if amount else ""


async def adjust(desk: BaseScreen[Any], client: int, contact: int | None = None) -> int | None:
    """Asks, and saves it; the number of the operation, or None. `contact` is the contact proposed."""
    # Said before anything is typed; the verb checks it again.
    check_may_operate(clients.get(client))
    by = desk.officine.by()

    def dialog(asked: Adjustment | None, refused: Refused | None) -> NewAdjustmentDialog:
        balance = open_items.position(client).balance
        return NewAdjustmentDialog(client, balance, asked, refused, contact=contact)

    def save(asked: Adjustment) -> int:
        saved = entries.adjust(
            *(client, asked.amount, asked.note),
            means=asked.means,
            seen=asked.seen,
            day=asked.day,
            for_contact=asked.for_contact,
            by=by,
        )
        return int(saved.id)

    return await insist(desk, dialog, save)
