"""One line changed: its quantity and its discount."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.refusals import Refused
from models.trade.prices.discounts import DiscountForbidden, RegulatedPrice
from models.trade.prices.lines import NewLine, QuantityNotPositive, QuantityNotWhole, QuantityTooLarge
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import Field, PercentField, QuantityField
from tui.lines.basket import BasketLine


class LineDialog(FormDialog[NewLine]):
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

    def __init__(self, line: BasketLine, again: NewLine | None, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._line = line
        self._shown = again or line.asked

    def heading(self) -> str:
        priced = self._line.priced
        return f"{priced.label} · {formats.amount(priced.unit_price)}" if priced else _("Change a line")

    def fields(self) -> Sequence[Field]:
        return (
            QuantityField("quantity", N_("Quantity"), required=True),
            PercentField("discount", N_("Discount"), N_("the client's own"), width=24),
        )

    def start(self) -> Mapping[str, Any]:
        assert self._shown is not None
        return {"quantity": self._shown.quantity, "discount": self._shown.discount}

    def answer(self, values: dict[str, Any]) -> NewLine:
        assert self._line.asked is not None
        return replace(self._line.asked, quantity=values["quantity"], discount=values["discount"])
