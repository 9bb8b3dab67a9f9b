"""An avoir opened: where it comes from, where it went, what of it can be paid back."""

from locales import N_, _, formats
from locales.sentences import explain
from locales.words import ledger as words
from locales.words.means import ways
from models.money.avoirs import verbs as avoirs
from models.money.avoirs.verbs import AvoirRow
from models.money.ledger import open_items
from models.refusals import Refused
from models.trade.cancelling import guards
from models.values import Centimes
from tui.fiche.parts.allocations import LinkedDialog
from tui.fiche.parts.operation_dialog import entered, settlements
from tui.widgets.text_lines import Line, ends, facts, wrapped

_LABEL = 16


class AvoirOpened(LinkedDialog):
    """The figures of an avoir add up: what it was, less what was used and paid back, is available."""

    PURPOSE = N_("Where this credit comes from, what was used of it, and what is left.")

    def load(self) -> None:
        super().load()
        self.row = avoirs.one(self.operation)

    def heading(self) -> str:
        return f"{words.operation(self.row.kind)} {self.row.number} · {formats.day(self.row.day)}"

    def drawing(self, width: int) -> list[Line]:
        row = self.row
        modes = [(_("Mode"), ways(row.modes))] if row.modes else []
        lines = facts([*modes, *entered(row)], width, _LABEL)
        lines += [[], *_figures(row, width)]
        lines += [[], *settlements(_("Used for"), self.links, width)]
        return lines + self.unlinked(width)


def _figures(row: AvoirRow, width: int) -> list[Line]:
    lines = []
    if row.at_once:
        lines = [_figure(_("Amount"), row.amount, width), _figure(_("Settled at once"), -row.at_once, width)]
    lines.append(_figure(_("As credit"), row.worth, width))
    if row.used:
        lines.append(_figure(_("Used"), -row.used, width))
    if row.refunded:
        lines.append(_figure(_("Paid back"), -row.refunded, width))
    meaning = "credit" if row.available else "plain"
    lines.append(_figure(_("Available"), row.available, width, meaning))
    return [*lines, *_payable(row, width)]


def _figure(label: str, amount: Centimes, width: int, meaning: str = "plain") -> Line:
    return ends((label, meaning), (formats.amount(amount), meaning), width)


def _payable(row: AvoirRow, width: int) -> list[Line]:
    """What of it is money, where that is not simply what is available."""
    if not row.available:
        return []
    try:
        money = guards.payable(open_items.item(row.id))
    except Refused as refused:
        return [[(line, "quiet")] for line in wrapped(explain(refused), width)]
    return [] if money == row.available else [_figure(_("Of it in money"), money, width)]
