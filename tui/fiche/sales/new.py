"""A sale, from the first product to what is paid of it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from locales import N_
from models.money.ledger.client_status import check_may_operate
from models.money.ledger.postings import Entered
from models.people.clients import verbs as clients
from models.store import clock
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from models.values import Centimes
from tui.fiche.sales.paid import Sold, ask_and_sell, said
from tui.fiche.sales.payment import Paid
from tui.forms.fields import Field, TextField, ValueDateField
from tui.lines.desk import LinesDesk

if TYPE_CHECKING:
    from tui.frame.base import BaseScreen


class SaleDesk(LinesDesk[Sold]):
    """The lines, for whom, then what is paid."""

    PURPOSE = N_("A sale: scan or type the products, then F9 asks what is paid.")
    GUIDE = "vendre.md#saisir-une-vente"
    HEADING: ClassVar[str] = N_("New sale")
    DRAFT: ClassVar[str] = "sale"

    _paid: Paid | None = None
    _of: Centimes | None = None
    """What was last typed as paid, and of which total."""

    def fields(self) -> Sequence[Field]:
        return (
            TextField("contact", N_("Contact"), N_("who comes for it")),
            ValueDateField("day", N_("Date")),
            TextField("note", N_("Note")),
        )

    def start(self) -> Mapping[str, Any]:
        return {"day": clock.today()}

    async def save(self, lines: Sequence[NewLine], total: Centimes, values: Mapping[str, Any]) -> Sold | None:
        def keep(paid: Paid) -> None:
            self._paid, self._of = paid, total

        before = self._paid if self._of == total else None  # of another total it would be misread
        return await ask_and_sell(
            self, self.client, total, lambda paid: self._sell(lines, total, values, paid), before, keep
        )

    def _sell(
        self, lines: Sequence[NewLine], total: Centimes, values: Mapping[str, Any], paid: Paid
    ) -> Entered:
        return sales.sell(
            self.client,
            lines,
            paid=paid.split.modes,
            avoir_used=paid.split.avoir_used,
            reference=paid.reference,
            contact=values["contact"],
            day=values["day"],
            note=values["note"],
            seen=total,
            by=self.officine.by(self.request_key),
        )


async def sell(desk: "BaseScreen[Any]", client: int) -> int | None:
    """Asks for a sale, and says what came of it; its operation, None where somebody gave up."""
    # Said before anything is typed; the verb checks it again.
    check_may_operate(clients.get(client))
    sold = await desk.ask(SaleDesk(client, draft=SaleDesk.kept(desk.officine.staff, client)))
    if sold is None:
        return None
    desk.read_again()
    desk.tell(said(sold))
    return sold.operation


async def resume(desk: "BaseScreen[Any]", client: int, draft: Mapping[str, Any]) -> None:
    """Goes on with a sale that was not finished."""
    sold = await desk.ask(SaleDesk(client, draft=draft))
    if sold is not None:
        desk.tell(said(sold))
