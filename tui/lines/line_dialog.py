"""One line changed: its quantity and its discount."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from models.money.amounts import parse_percentage, parse_quantity
from models.refusals import Refused
from models.trade.lines import NewLine
from tui.lines.basket import BasketLine
from tui.widgets.fields import Field, TypedField
from tui.widgets.form_dialog import FormDialog


@dataclass(frozen=True)
class QuantityField(TypedField):
    """`2`, `0,5`: read in thousandths."""

    width: int = 12

    @property
    def replaces(self) -> bool:
        return True

    def read(self, text: str) -> int:
        return parse_quantity(text)

    def show(self, value: Any) -> str:
        return "" if value is None else formats.quantity(value)


@dataclass(frozen=True)
class RateField(TypedField):
    """`10`, `12,5 %`: read in hundredths of a percent. Empty is None, which is not 0."""

    width: int = 24

    @property
    def replaces(self) -> bool:
        return True

    def read(self, text: str) -> int:
        return parse_percentage(text)

    def show(self, value: Any) -> str:
        return "" if value is None else formats.percent(value)


class LineDialog(FormDialog[NewLine]):
    """Empty, the discount is the client's own; 0 is none."""

    ENTER_SUBMITS: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "submit", N_("Change"), id="line.change"),
    ]

    def __init__(self, line: BasketLine, again: NewLine | None, refused: Refused | None) -> None:
        super().__init__()
        self._line = line
        self._shown = again or line.asked
        self._refused = refused

    def heading(self) -> str:
        priced = self._line.priced
        return f"{priced.label} · {formats.amount(priced.unit_price)}" if priced else _("Change a line")

    def fields(self) -> Sequence[Field]:
        return (
            QuantityField("quantity", N_("Quantity"), required=True),
            RateField("discount", N_("Discount"), N_("the client's own")),
        )

    def start(self) -> Mapping[str, Any]:
        assert self._shown is not None
        return {"quantity": self._shown.quantity, "discount": self._shown.discount}

    def on_mount(self) -> None:
        if self._refused is not None:
            self.refuse(self._refused)

    def answer(self, values: dict[str, Any]) -> NewLine:
        assert self._line.asked is not None
        return replace(self._line.asked, quantity=values["quantity"], discount=values["discount"])
