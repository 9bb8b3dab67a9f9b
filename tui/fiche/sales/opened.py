"""A sale opened: what was sold, and what paid it."""

from collections.abc import Sequence
from dataclasses import replace

from locales import N_, _, formats
from models.money.ledger import history
from models.money.ledger.history import OperationRow
from models.trade.returns import figures as returned
from models.trade.sales import detail as sale_detail
from models.trade.sales.detail import SoldLine
from tui.dialogs.detail import table
from tui.fiche.parts.lettrage import LinkedDialog
from tui.fiche.parts.operation_dialog import entered, settlements
from tui.lines.columns import BY_DEFAULT, granted
from tui.widgets.columns import Column
from tui.widgets.text_lines import Line, ends, facts

_LABEL: Column[SoldLine] = Column("label", N_("Description"), lambda line: line.label, 16, grows=1)
_QUANTITY: Column[SoldLine] = Column(
    "quantity", N_("Qty"), lambda line: formats.quantity(line.quantity), 5, right=True
)
_PRICE: Column[SoldLine] = Column(
    "price", N_("Unit price"), lambda line: formats.amount(line.unit_price), 10, needs=44, right=True
)
_DISCOUNT: Column[SoldLine] = Column(
    "discount",
    N_("Disc."),
    lambda line: granted(line.discount, line.discount_reason),
    7,
    needs=52,
    right=True,
)
_GRANTED = replace(_DISCOUNT, width=13)
_AMOUNT: Column[SoldLine] = Column(
    "amount", N_("Amount"), lambda line: formats.amount(line.amount), 10, right=True
)


class SaleDialog(LinkedDialog):
    """The document as it was issued, and its settlement."""

    PURPOSE = N_("One sale: its products, what is paid of it, and by what.")

    def load(self) -> None:
        super().load()
        self.sale = sale_detail.detail(self.operation)
        self.returns = [history.one(key) for key in returned.standing(self.operation)]

    def heading(self) -> str:
        row = self.sale.row
        return f"{_('Sale')} {row.number} · {formats.day(row.day)}"

    def drawing(self, width: int) -> list[Line]:
        row = self.sale.row
        contact = [(_("Contact"), self.sale.contact)] if self.sale.contact else []
        lines = facts([(_("In the name of"), self.sale.client_name), *contact, *entered(row)], width, 16)
        lines += [[], *table(columns(self.sale.lines), self.sale.lines, width)]
        lines += [ends((_("Total"), "strong"), (formats.amount(row.amount), "strong"), width)]
        lines += [*(_came_back(each, width) for each in self.returns), []]
        lines += settlements(_("Paid by"), self.sale.settled_by, width)
        return lines + _remaining(row, width) + self.unlinked(width)


def columns(lines: Sequence[SoldLine]) -> list[Column[SoldLine]]:
    """A column of discounts only where there is one: the names of products need the room."""
    by_default = any(line.discount_reason in BY_DEFAULT for line in lines)
    discounts = [_GRANTED if by_default else _DISCOUNT] if any(line.discount for line in lines) else []
    return [_LABEL, _QUANTITY, _PRICE, *discounts, _AMOUNT]


def _came_back(row: OperationRow, width: int) -> Line:
    said = " · ".join((_("Came back"), row.number, formats.day(row.day)))
    return ends((said, "plain"), (formats.amount(-row.amount), "plain"), width)


def _remaining(row: OperationRow, width: int) -> list[Line]:
    if not row.open:
        return [ends((_("Remaining"), "plain"), ("–", "quiet"), width)]
    return [ends((_("Remaining"), "owes"), (formats.amount(row.open), "owes"), width)]
