"""What a product costs from a quantity on."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.money.amounts import WHOLE
from models.refusals import Refused
from models.requests.by import By
from models.trade.catalogue.table import ProductRow
from models.trade.tariffs import breaks
from models.trade.tariffs.reading import Break
from models.values import Thousandths
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import AmountField, QuantityField
from tui.frame.base import asking
from tui.frame.insist import insist
from tui.parts.short_list import ShortListDesk
from tui.widgets.columns import Column


class BreakDialog(FormDialog[Break]):
    """A quantity, and the price of one piece from it on."""

    PURPOSE = N_("From how many on one piece costs less.")
    FIELDS = (
        QuantityField("quantity", N_("From so many"), N_("such as 10"), required=True),
        AmountField("price", N_("Price"), N_("of one, with VAT"), required=True),
    )

    def __init__(self, heading: str, shown: Break | None, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._heading, self._shown = heading, shown

    def heading(self) -> str:
        return self._heading

    def start(self) -> Mapping[str, Any]:
        return self._shown._asdict() if self._shown else {}

    def answer(self, values: dict[str, Any]) -> Break:
        return Break(values["quantity"], values["price"])


class _Row(Break):
    """A break in the list, known by its quantity."""

    @property
    def id(self) -> int:
        return self.quantity


class BreaksDesk(ShortListDesk[_Row]):
    """The breaks of a product, from the smallest quantity on.

    Args:
        of: the product.
    """

    PURPOSE = N_("What a product costs when many are bought at once.")
    GUIDE = "tarifs.md#les-tarifs-dégressifs"
    EMPTY = N_("No price by quantity yet. F2 adds one: from 10 on, so much each.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "delete", "drop", N_("Take away"), id="breaks.drop", tooltip=N_("The price before holds again")
        ),
    ]

    def __init__(self, of: ProductRow) -> None:
        super().__init__()
        self._of = of

    def heading(self) -> str:
        price = formats.amount(self._of.price)
        return _("{name}: {price}, and from a quantity on").format(name=self._of.name, price=price)

    def columns(self) -> Sequence[Column[_Row]]:
        return [
            Column(
                "quantity",
                N_("From so many"),
                lambda row: formats.quantity(Thousandths(row.quantity)),
                12,
                right=True,
            ),
            Column("price", N_("Price"), lambda row: formats.amount(row.price), 12, right=True),
            Column("less", N_("Less"), self._less, 10, grows=1, style=lambda row: "quiet"),
        ]

    def _less(self, row: _Row) -> str:
        """How much less than in the catalogue."""
        full, less = int(self._of.price), int(self._of.price - row.price)
        return formats.percent(round(less * WHOLE / full)) if less > 0 else ""

    def now(self) -> Sequence[_Row]:
        return [_Row(*each) for each in breaks.of(self._of.id)]

    @asking
    async def action_create(self) -> None:
        await self._save(None)

    @asking
    async def action_edit(self) -> None:
        if self.current is not None:
            await self._save(self.current)

    async def _save(self, row: _Row | None) -> None:
        """Asks for a break, in the place of this one or beside the others."""
        by = self.officine.by()
        seen = self.now()

        def dialog(typed: Break | None, refused: Refused | None) -> BreakDialog:
            nonlocal seen
            seen = self.now()
            return BreakDialog(self._of.name, typed or row, refused)

        def save(wanted: Break) -> int:
            others = [each for each in seen if row is None or each.quantity != row.quantity]
            self._choose([*others, wanted], seen, by)
            return wanted.quantity

        self.go_to(await insist(self, dialog, save))

    @asking
    async def action_drop(self) -> None:
        row, seen = self.current, self.now()
        if row is not None:
            self.attempt(self._choose, [each for each in seen if each != row], seen, self.officine.by())
            self.read_again()

    def _choose(self, wanted: Sequence[Break], seen: Sequence[Break], by: By) -> None:
        plain, before = ([Break(*each) for each in some] for some in (wanted, seen))
        breaks.choose(self._of.id, plain, seen=before, by=by)
