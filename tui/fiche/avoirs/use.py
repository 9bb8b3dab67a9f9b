"""Using an avoir: it pays the oldest debts (pay-with-avoir)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _
from models.money.avoirs import refunds
from models.money.avoirs import verbs as avoirs
from models.money.avoirs.refunds import MoreThanAvailable, NothingLeft
from models.money.avoirs.verbs import AvoirRow, MoreThanUnpaid, NothingUnpaid
from models.money.ledger import open_items
from models.money.ledger.client_status import check_may_operate
from models.people.clients import verbs as clients
from models.values import Centimes
from tui.clients.contacts.choosing import contact_fields
from tui.dialogs.figures import Figure
from tui.fiche.avoirs.amount import AvoirAmountDialog
from tui.fiche.payments.receipt import ReceiptDialog
from tui.forms.fields import Field
from tui.frame.base import BaseScreen
from tui.frame.insist import insist


class UseAvoirDialog(AvoirAmountDialog):
    """How much of it; all that can be used is proposed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Use"), id="credit.use", tooltip=N_("Pay with this credit")),
    ]

    def others(self) -> Sequence[Field]:
        return contact_fields(refunds.owner(self.row.id))

    def heading(self) -> str:
        return _("Use {number}").format(number=self.row.number)

    def figures(self, amount: Centimes) -> list[Figure]:
        unpaid = open_items.position(refunds.owner(self.row.id)).unpaid
        available = avoirs.one(self.row.id).available
        if amount > available:
            raise MoreThanAvailable(self.row.number, amount, available)
        if amount > unpaid:
            raise MoreThanUnpaid(amount, unpaid)
        return [
            Figure(_("Unpaid"), unpaid),
            Figure(_("Credit used"), -amount),
            Figure(_("Still unpaid"), unpaid - amount),
            Figure(_("Left of the credit"), available - amount),
        ]


async def use(desk: BaseScreen[Any], client: int, row: AvoirRow) -> None:
    """Asks how much, uses it, and shows what was settled."""
    # Said before anything is typed; the verb checks it again.
    check_may_operate(clients.get(client))
    unpaid = open_items.position(client).unpaid
    if not row.available:
        raise NothingLeft(row.number)
    if not unpaid:
        raise NothingUnpaid
    by = desk.officine.by()
    receipt = await insist(
        desk,
        lambda typed, refused: UseAvoirDialog(row, min(row.available, unpaid), typed, refused),
        lambda typed: avoirs.use(
            row.id,
            typed.amount,
            day=typed.values["day"],
            for_contact=typed.values.get("for_contact"),
            by=by,
        ),
    )
    if receipt is not None:
        await desk.ask(ReceiptDialog(receipt))
