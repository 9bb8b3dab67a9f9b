"""A sale, from the first product to what is paid of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from locales import N_, _, formats
from models.money.ceiling import CeilingExceeded
from models.money.ledger import Operation
from models.money.payments import NotEnoughCredit
from models.money.standing import check_may_operate
from models.people import clients
from models.refusals import Refused
from models.store import clock
from models.trade import sales
from models.trade.lines import NewLine
from models.values import Centimes
from tui.fiche.sale_payment import Paid, SalePaymentDialog
from tui.lines.desk import LinesDesk
from tui.widgets.fields import DateField, Field, TextField

if TYPE_CHECKING:
    from tui.base import Place

_OF_PAYMENT = (sales.PaidTooMuch, CeilingExceeded, NotEnoughCredit)
"""Refusals that another way to pay would avoid."""


@dataclass(frozen=True, slots=True)
class Sold:
    """What is said once a sale is saved."""

    operation: int
    number: str
    total: Centimes
    on_credit: Centimes
    change: Centimes


class SaleDesk(LinesDesk[Sold]):
    """The lines, for whom, then what is paid."""

    HEADING: ClassVar[str] = N_("New sale")
    DRAFT: ClassVar[str] = "sale"

    _paid: Paid | None = None
    _of: Centimes | None = None
    """What was last typed as paid, and of which total."""

    def fields(self) -> Sequence[Field]:
        return (
            TextField("contact", N_("Contact"), N_("who comes for it")),
            DateField("day", N_("Date")),
            TextField("note", N_("Note")),
        )

    def start(self) -> Mapping[str, Any]:
        return {"day": clock.today()}

    async def save(self, lines: Sequence[NewLine], total: Centimes, values: Mapping[str, Any]) -> Sold | None:
        refused: Refused | None = None
        while True:
            before = self._paid if self._of == total else None  # of another total it would be misread
            paid = await self.ask(SalePaymentDialog(self.client, total, before, refused))
            if paid is None:
                return None
            self._paid, self._of = paid, total
            try:
                sale = self._sell(lines, total, values, paid)
            except _OF_PAYMENT as why:
                refused = why
            else:
                return Sold(sale.id, sale.number, total, Centimes(total - paid.settled), paid.change)

    def _sell(
        self, lines: Sequence[NewLine], total: Centimes, values: Mapping[str, Any], paid: Paid
    ) -> Operation:
        return sales.sell(
            self.client,
            lines,
            paid=paid.modes,
            credit_used=paid.credit_used,
            reference=paid.reference,
            contact=values["contact"],
            day=values["day"],
            note=values["note"],
            seen=total,
            staff=self.officine.staff,
            op_id=self.op_id,
        )


async def sell(desk: "Place[Any]", client: int) -> int | None:
    """Asks for a sale, and says what came of it; its operation, None where somebody gave up."""
    # Said before anything is typed; the verb checks it again.
    check_may_operate(clients.get(client))
    sold = await desk.ask(SaleDesk(client, draft=SaleDesk.kept(desk.officine.staff, client)))
    if sold is None:
        return None
    desk.read_again()
    desk.tell(_said(sold))
    return sold.operation


async def resume(desk: "Place[Any]", client: int, draft: Mapping[str, Any]) -> None:
    """Goes on with a sale that was not finished."""
    sold = await desk.ask(SaleDesk(client, draft=draft))
    if sold is not None:
        desk.tell(_said(sold))


def _said(sold: Sold) -> str:
    said = _("{number} is saved: {total}.").format(number=sold.number, total=formats.amount(sold.total))
    if sold.on_credit:
        said += " " + _("On credit: {amount}.").format(amount=formats.amount(sold.on_credit))
    if sold.change:
        said += " " + _("Change to give: {amount}.").format(amount=formats.amount(sold.change))
    return said
