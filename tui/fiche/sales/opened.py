"""A sale opened: what was sold, and what paid it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.money.ledger import history
from models.money.ledger.history import OperationRow
from models.trade.invoices import rows as invoices
from models.trade.prices.amounts import VatBasis
from models.trade.returns import figures as returned
from models.trade.sales import detail as sale_detail
from models.trade.sales.detail import SoldLine
from tui.dialogs.detail import table
from tui.fiche.parts.allocations import LinkedDialog
from tui.fiche.parts.operation_dialog import entered, settlements
from tui.fiche.sales import animals
from tui.frame.base import asking
from tui.invoices.opened import of_operation
from tui.lines import sold, totals
from tui.lines.explained import OpenedLines
from tui.widgets.text_lines import Line, ends, facts


class SaleDialog(OpenedLines, LinkedDialog):
    """The document as it was issued, and its settlement."""

    PURPOSE = N_("One sale: its products, what is paid of it, and by what.")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f", "bill", N_("Invoice"), id="sale.bill", tooltip=N_("Issue its invoice, or print it again")
        ),
        Binding("f7", "animal", N_("Animal"), id="sale.animal", tooltip=N_("For which animal it is")),
    ]

    def load(self) -> None:
        super().load()
        self.sale = sale_detail.detail(self.operation)
        self._invoice = invoices.of_operation(self.operation)
        self._animals = animals.of_sale(self.operation)
        self.returns = [history.one(key) for key in returned.not_cancelled(self.operation)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "animal":
            return any(row.active for row in self._animals)
        return super().check_action(action, parameters)

    @asking
    async def action_bill(self) -> None:
        from tui.invoices.billing import bill

        await bill(self, self.operation)

    @asking
    async def action_animal(self) -> None:
        in_use = [row for row in self._animals if row.active]
        await animals.attach(self, self.operation, in_use, self.sale.lines)

    def sold_lines(self) -> tuple[Sequence[SoldLine], VatBasis]:
        return self.sale.lines, self.sale.vat_basis

    def heading(self) -> str:
        row = self.sale.row
        return f"{_('Sale')} {row.number} · {formats.day(row.day)}"

    def drawing(self, width: int) -> list[Line]:
        row = self.sale.row
        contact = [(_("Contact"), self.sale.contact)] if self.sale.contact else []
        named = [(_("In the name of"), self.sale.client_name), *contact, *entered(row)]
        said = [*named, *of_operation(self._invoice), *animals.facts(self.operation, self._animals)]
        lines = facts(said, width, 16)
        lines += [[], *table(sold.columns(self.sale.lines), self.sale.lines, width)]
        lines += totals.below(_("Total"), row.amount, self.sale.lines, width)
        lines += [*(_came_back(each, width) for each in self.returns), []]
        lines += settlements(_("Paid by"), self.sale.settled_by, width)
        return lines + _remaining(row, width) + self.unlinked(width)


def _came_back(row: OperationRow, width: int) -> Line:
    said = " · ".join((_("Came back"), row.number, formats.day(row.day)))
    return ends((said, "plain"), (formats.amount(-row.amount), "plain"), width)


def _remaining(row: OperationRow, width: int) -> list[Line]:
    if not row.open:
        return [ends((_("Remaining"), "plain"), ("–", "quiet"), width)]
    return [ends((_("Remaining"), "owes"), (formats.amount(row.open), "owes"), width)]
