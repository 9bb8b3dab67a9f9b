"""One line changed: its quantity, its discount, and for which animal it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.refusals import Refused
from models.trade.prices.discounts import DiscountForbidden, RegulatedPrice
from models.trade.prices.lines import NewLine, QuantityNotPositive, QuantityNotWhole, QuantityTooLarge
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import ChoiceField, Field, Option, PercentField, QuantityField, unchosen
from tui.lines.basket import BasketLine


@dataclass(frozen=True, slots=True)
class LineChange:
    """What a line asks for, and for which animal it is; None: as the whole sale."""

    asked: NewLine
    animal: int | None


class LineDialog(FormDialog[LineChange]):
    """An empty discount is the client's default; 0 is none."""

    PURPOSE = N_("How much of this line is sold, and its discount.")
    ENTER_SUBMITS: ClassVar[bool] = True
    FIELD_OF: ClassVar = {
        **dict.fromkeys((QuantityNotPositive, QuantityNotWhole, QuantityTooLarge), "quantity"),
        **dict.fromkeys((DiscountForbidden, RegulatedPrice), "discount"),
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Change"), id="line.change"),
    ]

    def __init__(
        self,
        line: BasketLine,
        again: LineChange | None,
        refused: Refused | None,
        animals: Sequence[Option] = (),
    ) -> None:
        """`animals` are those of the client, for which the line may be."""
        super().__init__(refused=refused)
        assert line.asked is not None
        self._line = line
        self._shown = again or LineChange(line.asked, line.animal)
        self._animals = tuple(animals)

    def heading(self) -> str:
        priced = self._line.priced
        return f"{priced.label} · {formats.amount(priced.unit_price)}" if priced else _("Change a line")

    def fields(self) -> Sequence[Field]:
        own = unchosen(), *self._animals
        return (
            QuantityField("quantity", N_("Quantity"), required=True),
            PercentField("discount", N_("Discount"), N_("the client's own"), width=24),
            *([ChoiceField("animal", N_("For animal"), options=own)] if self._animals else []),
        )

    def start(self) -> Mapping[str, Any]:
        asked = self._shown.asked
        return {"quantity": asked.quantity, "discount": asked.discount, "animal": self._shown.animal}

    def answer(self, values: dict[str, Any]) -> LineChange:
        asked = replace(self._shown.asked, quantity=values["quantity"], discount=values["discount"])
        return LineChange(asked, values.get("animal"))
