"""A return opened: what came back of which sale, and where its worth went."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.trade.invoices import rows as invoices
from models.trade.prices.amounts import VatBasis
from models.trade.returns import detail as return_detail
from models.trade.sales.detail import SoldLine
from tui.dialogs.detail import table
from tui.fiche.parts.allocations import LinkedDialog
from tui.fiche.parts.operation_dialog import entered, settlements
from tui.frame.base import asking
from tui.invoices.opened import of_operation
from tui.lines import totals
from tui.lines.explained import OpenedLines
from tui.lines.sold import columns
from tui.widgets.text_lines import Line, ends, facts


class ReturnOpened(OpenedLines, LinkedDialog):
    """The document as it was issued, and its settlement."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f",
            "bill",
            N_("Invoice credit note"),
            id="return.bill",
            tooltip=N_("Issue its credit note, or print it"),
        ),
    ]

    def load(self) -> None:
        super().load()
        self.made = return_detail.detail(self.operation)
        self._invoice = invoices.of_operation(self.operation)

    @asking
    async def action_bill(self) -> None:
        from tui.invoices.billing import bill

        await bill(self, self.operation)

    def sold_lines(self) -> tuple[Sequence[SoldLine], VatBasis]:
        return self.made.lines, self.made.vat_basis

    def heading(self) -> str:
        return f"{_('Return')} {self.made.row.number} · {formats.day(self.made.row.day)}"

    def drawing(self, width: int) -> list[Line]:
        made, row = self.made, self.made.row
        said = [(_("Of the sale"), made.sale_number), (_("In the name of"), made.client_name)]
        lines = facts([*said, *of_operation(self._invoice), *entered(row)], width, 16)
        lines += [[], *table(columns(made.lines), made.lines, width)]
        lines += [*totals.below(_("Worth"), row.amount, made.lines, width), []]
        lines += settlements(_("Used for"), made.used_for, width)
        figure = (formats.amount(row.open), "credit") if row.open else ("–", "quiet")
        lines.append(ends((_("Available"), "credit" if row.open else "plain"), figure, width))
        return lines + self.unlinked(width)
