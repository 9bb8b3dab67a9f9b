"""Créer un avoir: an advance that is received, or a goodwill credit (avoir-advance)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import ledger as words
from models.money import entries, modes
from models.money.amounts import NotPositive
from models.money.avoirs import verbs as avoirs
from models.money.ledger import open_items
from models.money.ledger.accounts import OperationKind
from models.money.ledger.client_status import check_may_operate
from models.money.ledger.open_items import Position
from models.people.clients import verbs as clients
from models.refusals import Missing, Refused
from models.store import clock
from models.values import ZERO, Centimes
from tui.clients.contacts.choosing import contact_fields
from tui.dialogs.figures import Figure, Figures
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import AmountField, ChoiceField, Field, Option, TextField, ValueDateField
from tui.frame.base import STYLES, BaseScreen
from tui.frame.insist import insist

ADVANCE, GESTURE = OperationKind.ADVANCE, OperationKind.CREDIT_NOTE


@dataclass(frozen=True, slots=True)
class TypedAvoir:
    """What is asked, and the text of each field, to be shown again if need be."""

    values: Mapping[str, Any]
    texts: Mapping[str, Any]


class NewAvoirDialog(FormDialog[TypedAvoir]):
    """Its kind, how much, how it was paid; a gesture says why instead."""

    PURPOSE = N_("Money received before anything is owed, or an amount that is granted.")
    CSS_PATH = STYLES / "payment.tcss"
    HEADING = N_("New credit")
    ENTER_SUBMITS: ClassVar[bool] = True
    FIELD_OF: ClassVar = {NotPositive: "amount"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Save"), id="credit.save", tooltip=N_("Save this credit")),
    ]

    def __init__(
        self,
        client: int,
        position: Position,
        again: TypedAvoir | None = None,
        refused: Refused | None = None,
        *,
        contact: int | None = None,
    ) -> None:
        """`contact` is the contact proposed."""
        super().__init__(again.texts if again else None, refused)
        self._client, self._position, self._contact = client, position, contact

    def fields(self) -> Sequence[Field]:
        kinds = tuple(Option(kind, words.operation(kind)) for kind in (ADVANCE, GESTURE))
        offered = tuple(Option(mode, words.mode(mode)) for mode in modes.offered())
        return (
            AmountField("amount", N_("Amount"), N_("0.00"), required=True),
            ChoiceField("kind", N_("Origin"), options=kinds),
            ChoiceField("mode", N_("Mode"), options=offered),
            TextField("reference", N_("Reference"), N_("cheque or transfer number")),
            TextField("note", N_("Note")),
            ValueDateField("day", N_("Date")),
            *contact_fields(self._client),
        )

    def start(self) -> Mapping[str, Any]:
        return {"day": clock.today(), "for_contact": self._contact}

    def content(self) -> ComposeResult:
        yield from super().content()
        yield Figures()

    def answer(self, values: dict[str, Any]) -> TypedAvoir:
        if not values["amount"]:
            raise NotPositive
        if values["kind"] is GESTURE and not values["note"]:
            raise Missing("note")
        return TypedAvoir(values, self.form.typed())

    def show_effect(self) -> None:
        advance = self.form.value("kind") is ADVANCE
        self.form.reveal("mode", advance)
        self.form.reveal("reference", advance and self.form.value("mode").has_reference)
        values, wrong = self.form.readable()
        shown, now = self.query_one(Figures), self._position
        if "amount" in wrong and self.form.typed()["amount"]:
            shown.unknown()
            return
        more = values.get("amount") or ZERO
        shown.tell(
            lambda: [
                Figure(_("Unpaid"), now.unpaid),
                Figure(_("Credit now"), now.credit),
                Figure(_("Credit afterwards"), now.credit + more),
            ]
        )


async def create(desk: BaseScreen[Any], client: int, contact: int | None = None) -> int | None:
    """Asks, and saves it; the avoir, or None. `contact` is the contact proposed."""
    # Said before anything is typed; the verb checks it again.
    check_may_operate(clients.get(client))
    by, position = desk.officine.by(), open_items.position(client)

    def save(typed: TypedAvoir) -> tuple[int, Centimes]:
        values = typed.values
        hand = {"day": values["day"], "for_contact": values.get("for_contact"), "by": by}
        if values["kind"] is GESTURE:
            made = avoirs.grant(client, values["amount"], values["note"], **hand)
        else:
            paper = {"reference": values["reference"], "note": values["note"]}
            made = entries.receive_advance(client, values["amount"], values["mode"], **paper, **hand)
        return int(made.id), Centimes(values["amount"])

    def dialog(typed: TypedAvoir | None, refused: Refused | None) -> NewAvoirDialog:
        return NewAvoirDialog(client, position, typed, refused, contact=contact)

    saved = await insist(desk, dialog, save)
    if saved is None:
        return None
    made, amount = saved
    desk.tell(_("{amount} of credit saved.").format(amount=formats.amount(amount)))
    return made
