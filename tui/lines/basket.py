"""The lines entered so far, each with what it costs now."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from models.refusals import Refused
from models.store import clock
from models.trade.prices import lines as priced_lines
from models.trade.prices.lines import UNIT, NewLine, PricedLine
from models.values import ZERO, Centimes


@dataclass(frozen=True, slots=True)
class BasketLine:
    """A product with its price, or a scanned code that no product bears. It stays the same line whatever
    is changed in it.

    `fault` says why a line that was right cannot be sold any more.
    """

    id: int
    asked: NewLine | None = field(default=None, compare=False)
    priced: PricedLine | None = field(default=None, compare=False)
    code: str = field(default="", compare=False)
    fault: Refused | None = field(default=None, compare=False)

    @property
    def right(self) -> bool:
        """Whether it can be sold."""
        return self.asked is not None and self.fault is None


class Basket:
    """What one client takes. Its verbs raise what `lines.price` raises, and then change nothing."""

    def __init__(self, client: int, lines: Sequence[NewLine] = ()) -> None:
        self.client = client
        self.lines: list[BasketLine] = []
        self._numbers = count(1)
        for line in lines:
            self.lines.append(BasketLine(next(self._numbers), line))
        if self.lines:
            self.price_again()

    @property
    def asked(self) -> list[NewLine]:
        """What can be sold of it."""
        return [line.asked for line in self.lines if line.asked is not None and line.fault is None]

    @property
    def total(self) -> Centimes:
        """What it comes to."""
        return priced_lines.total(line.priced for line in self.lines if line.priced and line.right)

    @property
    def saved(self) -> Centimes:
        """What its discounts come to."""
        full = sum(
            (
                priced_lines.gross_amount(line.priced.unit_price, line.priced.quantity)
                for line in self.lines
                if line.priced and line.right
            ),
            ZERO,
        )
        return full - self.total

    @property
    def wrong(self) -> BasketLine | None:
        """The first line that cannot be sold."""
        return next((line for line in self.lines if not line.right), None)

    def add(self, product: int, quantity: int = UNIT) -> BasketLine:
        """Adds a product; where it is in the basket already, raises its quantity."""
        for line in self.lines:
            if line.asked is not None and line.asked.product == product:
                return self.change(line, replace(line.asked, quantity=line.asked.quantity + quantity))
        line = BasketLine(next(self._numbers))
        self.lines.append(line)
        try:
            return self.change(line, NewLine(product, quantity))
        except Refused:
            self.lines.remove(line)
            raise

    def add_unknown(self, code: str) -> BasketLine:
        """Keeps a code that was scanned and that no product bears: who scans five in a row looks later."""
        line = BasketLine(next(self._numbers), code=code)
        self.lines.append(line)
        return line

    def change(self, line: BasketLine, asked: NewLine) -> BasketLine:
        """Asks for something else in this line."""
        priced = priced_lines.price(self.client, [asked], clock.today())[0]
        return self._put(replace(line, asked=asked, priced=priced, fault=None))

    def remove(self, line: BasketLine) -> None:
        """Takes a line out."""
        self.lines = [each for each in self.lines if each.id != line.id]

    def price_again(self) -> None:
        """Prices, rates and discounts as they are now; what cannot be sold any more keeps its line."""
        for line in self.lines:
            if line.asked is None:
                continue
            try:
                self.change(line, line.asked)
            except Refused as refused:
                self._put(replace(line, fault=refused))

    def _put(self, line: BasketLine) -> BasketLine:
        self.lines = [line if each.id == line.id else each for each in self.lines]
        return line
