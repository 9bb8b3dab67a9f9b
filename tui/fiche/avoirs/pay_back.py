"""Paying an avoir back: money leaves the till, for what was money (INV-17)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import ledger as words
from locales.words.means import ways
from models.money import modes
from models.money.avoirs.refunds import MoreThanAvailable, MoreThanMoney, NothingLeft
from models.money.avoirs.verbs import AvoirRow
from models.money.ledger import history, open_items
from models.money.ledger.client_status import check_may_operate
from models.people.clients import verbs as clients
from models.trade.cancelling import guards
from models.values import Centimes
from tui.dialogs.figures import Figure
from tui.fiche.avoirs.amount import AvoirAmountDialog
from tui.forms.fields import ChoiceField, Field, Option, TextField
from tui.frame.base import BaseScreen
from tui.frame.insist import insist


class PayBackDialog(AvoirAmountDialog):
    """How much of it, and how; all that can be paid back is proposed."""

    FINAL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Pay back"), id="credit.back", tooltip=N_("Give money back")),
    ]

    def heading(self) -> str:
        return _("Pay back {number}").format(number=self.row.number)

    def others(self) -> Sequence[Field]:
        offered = tuple(Option(mode, words.mode(mode)) for mode in modes.offered())
        return (
            ChoiceField("mode", N_("Mode"), options=offered),
            TextField("reference", N_("Reference"), N_("cheque or transfer number")),
            TextField("note", N_("Note")),
        )

    def fit(self) -> None:
        self.form.reveal("reference", self.form.value("mode").has_reference)

    def figures(self, amount: Centimes) -> list[Figure]:
        credit = open_items.item(self.row.id)
        money = guards.payable(credit)
        if amount > credit.open:
            raise MoreThanAvailable(credit.number, amount, credit.open)
        if amount > money:
            raise MoreThanMoney(credit.number, amount, money)
        return [
            Figure(_("Available"), credit.open),
            Figure(_("To give back"), amount, strong=True),
            Figure(_("Left of the credit"), credit.open - amount),
        ]


async def pay_back(desk: BaseScreen[Any], client: int, row: AvoirRow) -> None:
    """Asks how much and how, pays it back, and says what is to be given."""
    # Said before anything is typed; the verb checks it again.
    check_may_operate(clients.get(client))
    if not row.available:
        raise NothingLeft(row.number)
    by, money = desk.officine.by(), guards.payable(open_items.item(row.id))
    refund = await insist(
        desk,
        lambda typed, refused: PayBackDialog(row, money, typed, refused),
        lambda typed: guards.pay_back(
            row.id,
            typed.amount,
            typed.values["mode"],
            day=typed.values["day"],
            reference=typed.values["reference"],
            note=typed.values["note"],
            by=by,
        ),
    )
    if refund is not None:
        # Read back: a request that was carried out before its answer was lost is answered with the first.
        row_of_refund = history.one(refund.id)
        said = _("{number}: give {amount} back ({mode}).").format(
            number=refund.number,
            amount=formats.amount(row_of_refund.amount),
            mode=ways(row_of_refund.modes),
        )
        desk.tell(said)
