"""Taking goods back: which sale, which lines, then what is to be given back."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import ledger as words
from models.money.ledger.client_status import check_may_operate
from models.money.ledger.history import OperationRow
from models.people.clients import verbs as clients
from models.trade.returns import detail as return_detail
from models.trade.returns import verbs as returns
from models.trade.returns.detail import ReturnDetail
from models.trade.sales.listing import SaleListing
from tui.fiche.returns.dialog import ReturnDialog
from tui.frame.base import STYLES, BaseScreen, Dialog
from tui.frame.insist import insist


class GivenBackDialog(Dialog[None]):
    """Stays until Enter or Esc: the money is counted out meanwhile."""

    CSS_PATH = STYLES / "payment.tcss"
    HEADING = N_("Return saved")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape", "cancel", N_("Close"), id="receipt.close")
    ]

    def __init__(self, made: ReturnDetail) -> None:
        super().__init__()
        self._made = made

    def content(self) -> ComposeResult:
        made = self._made
        if made.refund:
            sentence = _("To give back: {amount} ({mode})")
            text = sentence.format(
                amount=formats.amount(made.refund.amount), mode=words.mode(made.refund.mode)
            )
            yield Static(text, markup=False, classes="change")
        yield Static("\n".join(_lines(made)), markup=False)


def _lines(made: ReturnDetail) -> list[str]:
    lines = [
        _("{number}: {amount} of {sale} came back").format(
            number=made.row.number, amount=formats.amount(made.row.amount), sale=made.sale_number
        )
    ]
    if made.settles:
        lines.append(_("Off what is unpaid: {amount}").format(amount=formats.amount(made.settles)))
    if made.row.open:
        lines.append(_("Kept as credit: {amount}").format(amount=formats.amount(made.row.open)))
    return lines


async def pick_and_take_back(desk: BaseScreen[Any], client: int, contact: int | None = None) -> int | None:
    """As the tab of returns asks for it: the sale first, out of those for `contact`. Returns the return that
    was made.
    """
    from tui.fiche.parts.pick_sale import PickSaleDialog

    check_may_operate(clients.get(client))
    sales = SaleListing(client, contact=contact)
    sale = await desk.ask(PickSaleDialog(_("Return of which sale?"), sales))
    return await take_back(desk, client, sale) if sale is not None else None


async def take_back(desk: BaseScreen[Any], client: int, sale: OperationRow) -> int | None:
    """Asks what comes back of this sale, takes it back, and says what is to be given. Returns the return."""
    # Said before anything is typed; the verb checks it again.
    check_may_operate(clients.get(client))
    returns.check_returnable(sale.id)
    by = desk.officine.by()
    made = await insist(
        desk,
        lambda typed, refused: ReturnDialog(sale, typed, refused),
        lambda typed: returns.take_back(
            sale.id,
            typed.lines,
            refund=typed.refund,
            seen=typed.money,
            day=typed.values["day"],
            reference=typed.values["reference"],
            note=typed.values["note"],
            by=by,
        ),
    )
    if made is None:
        return None
    await desk.ask(GivenBackDialog(return_detail.detail(made.id)))
    return int(made.id)
