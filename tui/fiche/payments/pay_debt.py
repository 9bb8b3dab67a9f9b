"""Payer crédit client, at the counter: `p`, then Enter takes the whole debt in cash (pay-credit)."""

from collections.abc import Mapping
from typing import Any

from textual import on
from textual.app import ComposeResult

from locales import N_
from models.money.ledger import contact_shares, open_items
from models.money.ledger.client_status import check_may_operate
from models.money.payments import verbs as payments
from models.money.payments.verbs import DebtPayment, NothingDue
from models.people.clients import verbs as clients
from models.people.contacts.listing import row_of
from models.refusals import Refused
from models.values import ZERO, Centimes
from tui.dialogs.figures import Figures
from tui.fiche.payments.dialog import PaymentDialog, TypedPayment
from tui.fiche.payments.figures import figures
from tui.fiche.payments.receipt import ReceiptDialog
from tui.forms.form import Form
from tui.frame.base import BaseScreen
from tui.frame.insist import insist


class PayDebtDialog(PaymentDialog):
    """The account as a whole, with the figures underneath as one types."""

    PURPOSE = N_("Take money on the account as a whole: the oldest debts are paid first.")
    GUIDE = "encaisser.md#encaisser-la-dette"
    HEADING = N_("Pay the client's debt")

    def __init__(
        self,
        client: int,
        again: TypedPayment | None = None,
        refused: Refused | None = None,
        *,
        contact: int | None = None,
    ) -> None:
        """`contact` is the contact proposed."""
        self._contact = contact
        self._theirs = _owed_by(contact)
        super().__init__(client, open_items.position(client), again, refused)

    def due(self) -> Centimes:
        """For a contact, what they owe: the payment settles it first."""
        return min(self._theirs, super().due()) if self._theirs > 0 else super().due()

    @on(Form.Changed)
    def propose_theirs(self, event: Form.Changed) -> None:
        if event.name == "for_contact":
            self._theirs = _owed_by(self.form.value("for_contact"))
            self._propose()

    def start(self) -> Mapping[str, Any]:
        return {**super().start(), "for_contact": self._contact}

    def content(self) -> ComposeResult:
        yield from super().content()
        yield Figures()

    def show_figures(self, order: DebtPayment | None) -> None:
        shown = self.query_one(Figures)
        if order is None:
            shown.unknown()
        else:
            shown.tell(lambda: figures(self._position, order))


def _owed_by(contact: int | None) -> Centimes:
    """The share of a contact in the balance, negative for a credit; 0 for none."""
    row = row_of(contact) if contact is not None else None
    return contact_shares.share_of(row).owes if row is not None else ZERO


async def pay(fiche: BaseScreen[Any], client: int, contact: int | None = None) -> int | None:
    """As the key of the fiche asks for it; the payment. `contact` is the contact proposed."""
    # Said before anything is typed; the verb checks it again.
    check_may_operate(clients.get(client))
    if not open_items.position(client).unpaid:
        raise NothingDue
    return await pay_debt(fiche, client, contact)


async def pay_debt(desk: BaseScreen[Any], client: int, contact: int | None = None) -> int | None:
    """Asks, pays, and shows what was settled; the payment, where one was made."""
    by = desk.officine.by()
    receipt = await insist(
        desk,
        lambda typed, refused: PayDebtDialog(client, typed, refused, contact=contact),
        lambda typed: payments.pay_debt(typed.order, seen=typed.seen, by=by),
    )
    if receipt is None:
        return None
    await desk.ask(ReceiptDialog(receipt))
    return receipt.operation
