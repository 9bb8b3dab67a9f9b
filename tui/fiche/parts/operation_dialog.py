"""An operation opened: what it is, who typed it when, and what it settled or was settled by."""

from collections.abc import Sequence

from locales import N_, _, formats
from locales.words import ledger as words
from locales.words.means import means, ways
from models.money.ledger import history
from models.money.ledger.accounts import OperationKind
from models.money.ledger.history import Link, OperationRow
from tui.dialogs.detail import table
from tui.fiche.parts.allocations import LinkedDialog
from tui.widgets.columns import Column
from tui.widgets.text_lines import Line, ends, facts

_LABEL = 16
_LINKS: list[Column[Link]] = [
    Column("day", N_("Date"), lambda link: formats.day(link.day), 10),
    Column("number", N_("No."), lambda link: link.number, 12),
    Column("means", N_("Operation"), lambda link: means(link.modes, link.kind), 12, grows=1),
    Column("amount", N_("Amount"), lambda link: formats.amount(link.amount), 10, right=True),
]


class OperationDialog(LinkedDialog):
    """A payment, an advance, an adjustment, an opening balance."""

    PURPOSE = N_("One operation of the account: who entered it, and what it settled.")
    GUIDE = "encaisser.md#qui-a-réglé-quoi"

    def load(self) -> None:
        super().load()
        self.row = history.one(self.operation)
        self.cancels = history.cancels(self.operation)

    def heading(self) -> str:
        return f"{words.operation(self.row.kind)} {self.row.number} · {formats.day(self.row.day)}"

    def drawing(self, width: int) -> list[Line]:
        row = self.row
        cancelled = [(_("Cancels"), self.cancels)] if self.cancels else []
        lines = facts([*_figures(row), *cancelled, *entered(row)], width, _LABEL)
        lines += [[], *settlements(_title(row), self.links, width)]
        word, meaning = (_("Remaining"), "owes") if row.debit else (_("Available"), "credit")
        figure = (formats.amount(row.open), meaning) if row.open else ("–", "quiet")
        lines.append(ends((word, meaning if row.open else "plain"), figure, width))
        return lines + self.unlinked(width)


def _title(row: OperationRow) -> str:
    if row.kind is OperationKind.REFUND:
        return _("Out of")
    return _("Paid by") if row.debit else _("Used for")


def _figures(row: OperationRow) -> list[tuple[str, str]]:
    figures = [(_("Amount"), formats.amount(row.amount))]
    if row.modes:
        figures.append((_("Mode"), ways(row.modes)))
    if row.means:
        figures.append((_("Mode"), words.mode(row.means)))
    if row.discount:
        figures.append((_("Discount"), formats.amount(row.discount)))
    return figures


def entered(row: OperationRow) -> list[tuple[str, str]]:
    """When it was typed and by whom, what was noted, and what cancelled it."""
    hand = " · ".join(part for part in (formats.moment(row.entered), row.author) if part)
    optional = ((_("Reference"), row.reference), (_("Note"), row.note), (_("Cancelled by"), row.reversed_by))
    return [(_("Entered"), hand), *((label, value) for label, value in optional if value)]


def settlements(title: str, links: Sequence[Link], width: int) -> list[Line]:
    """The other side of each lettrage."""
    if not links:
        return [[(title, "strong"), ("  " + _("nothing yet"), "quiet")]]
    return [[(title, "strong")], *table(_LINKS, links, width)]
