"""What a payment would do, while it is typed: from the due to what goes back and what remains."""

from dataclasses import dataclass

from rich.text import Text
from textual.widgets import Static

from locales import _, formats
from locales.sentences import explain
from models.money import payments
from models.money.accounts import PaymentMode
from models.money.open_items import Position
from models.money.payments import CreditPayment
from models.refusals import Refused

LABEL_WIDTH = 26
AMOUNT_WIDTH = 14


@dataclass(frozen=True, slots=True)
class _Line:
    label: str
    amount: int
    strong: bool = False


class PaymentFigures(Static):
    """The figures of a payment, one a line; instead of them, the sentence of the rule it breaks."""

    def __init__(self, position: Position) -> None:
        super().__init__(markup=False, classes="figures")
        self._position = position

    def tell(self, order: CreditPayment | None) -> None:
        """Shows what `order` would do; None while something typed cannot be read."""
        if order is None:
            return
        try:
            lines = self._lines(order)
        except Refused as refused:
            self.update(Text(explain(refused)))
            self.add_class("-warns")
            return
        self.remove_class("-warns")
        self.update(_drawn(lines))

    def _lines(self, order: CreditPayment) -> list[_Line]:
        parts = payments.split(self._position, order)
        used = order.amount if order.mode is PaymentMode.CREDIT else order.credit_used
        lines = [_Line(_("Unpaid"), self._position.unpaid)]
        if used:
            lines.append(_Line(_("Credit used"), -used))
        if order.discount:
            lines.append(_Line(_("Discount"), -order.discount))
        lines.append(_Line(_("To receive"), parts.money + parts.change))
        if parts.kept:
            lines.append(_Line(_("Kept as credit"), parts.kept))
        lines.append(_Line(_("Change to give"), parts.change, strong=parts.change > 0))
        lines.append(_Line(_("Still unpaid"), parts.remaining))
        return lines


def _drawn(lines: list[_Line]) -> Text:
    text = Text()
    for number, line in enumerate(lines):
        amount = formats.amount(line.amount).rjust(AMOUNT_WIDTH)
        text.append(f"{line.label:<{LABEL_WIDTH}}{amount}", style="bold" if line.strong else "")
        text.append("\n" if number + 1 < len(lines) else "")
    return text
