"""`=` on lines of products: why each costs what it costs."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _
from locales.words.prices import price_explained, sold_explained
from models.trade.prices import explanation
from models.trade.prices.amounts import VatBasis
from models.trade.prices.explanation import Explained
from models.trade.sales.detail import SoldLine
from tui.dialogs.detail import DetailDialog
from tui.frame.base import asking
from tui.widgets.text_lines import Line, facts

_LABEL = 28


class ExplainedDialog(DetailDialog):
    """Each line with the steps of its price."""

    PURPOSE = N_("Why a line costs what it costs: price list, quantity, discount, VAT.")
    GUIDE = "tarifs.md#pourquoi-ce-prix"

    def __init__(self, lines: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """The name of each line, and its steps: what it is, and the figure."""
        super().__init__()
        self._explained = lines

    def heading(self) -> str:
        return _("Why this price")

    def drawing(self, width: int) -> list[Line]:
        lines: list[Line] = []
        for label, steps in self._explained:
            lines += [[], [(label, "strong")], *facts(steps, width, min(_LABEL, width // 2))]
        return lines[1:]


class OpenedLines(DetailDialog):
    """A sale, a return or a document opened, whose lines say why they cost what they cost."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "equals_sign",
            "explain_lines",
            N_("Why"),
            id="opened.explain",
            tooltip=N_("Why each line costs what it costs: list, quantity, discount, VAT"),
        ),
    ]

    @abstractmethod
    def sold_lines(self) -> tuple[Sequence[SoldLine], VatBasis]:
        """The lines, and how VAT was computed for them."""

    @asking
    async def action_explain_lines(self) -> None:
        await self.ask(of_sold(*self.sold_lines()))


def of_desk(why: Explained) -> ExplainedDialog:
    """Of a line that is being entered."""
    return ExplainedDialog([(why.line.label, price_explained(why))])


def of_sold(lines: Sequence[SoldLine], basis: VatBasis) -> ExplainedDialog:
    """Of the lines of a sale, a return or a document."""
    names = explanation.list_names([line.price_list_id for line in lines])
    return ExplainedDialog(
        [(line.label, sold_explained(line, basis, names.get(line.price_list_id or 0, ""))) for line in lines]
    )
