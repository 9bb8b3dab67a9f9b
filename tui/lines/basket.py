"""The lines entered so far, each with its present price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from models.refusals import Refused
from models.store import clock
from models.trade.prices import lines as priced_lines
from models.trade.prices.amounts import saved
from models.trade.prices.conditions import in_force
from models.trade.prices.lines import NewLine, PricedLine
from models.values import UNIT, ZERO, Centimes


@dataclass(frozen=True, slots=True)
class BasketLine:
    """A product with its price, or a scanned code that no product has. It stays the same line
    whatever is changed in it.

    `fault` is why a line that was valid cannot be sold any more; `animal` the one that it is for, None where
    it is as the whole sale.
    """

    id: int
    asked: NewLine | None = field(default=None, compare=False)
    priced: PricedLine | None = field(default=None, compare=False)
    code: str = field(default="", compare=False)
    fault: Refused | None = field(default=None, compare=False)
    animal: int | None = field(default=None, compare=False)

    @property
    def right(self) -> bool:
        """Whether it can be sold."""
        return self.asked is not None and self.fault is None


class Basket:
    """The lines of one client. Its methods raise what `lines.price` raises, and then change nothing."""

    def __init__(
        self, client: int, lines: Sequence[NewLine] = (), animals: Mapping[int, int] | None = None
    ) -> None:
        """`animals` says for which animal a line is, by its place among `lines`, from 1."""
        self.client = client
        self.vat_basis = in_force(client).vat_basis
        self.lines: list[BasketLine] = []
        self._numbers = count(1)
        for place, line in enumerate(lines, 1):
            self.lines.append(BasketLine(next(self._numbers), line, animal=(animals or {}).get(place)))
        if self.lines:
            self.price_again()

    @property
    def asked(self) -> list[NewLine]:
        """The lines that can be sold."""
        return [line.asked for line in self.lines if line.asked is not None and line.fault is None]

    @property
    def animals(self) -> dict[int, int]:
        """The animals that single lines are for, by the position of the line in `asked`, from 1."""
        right = [line for line in self.lines if line.right]
        return {place: line.animal for place, line in enumerate(right, 1) if line.animal is not None}

    @property
    def total(self) -> Centimes:
        """What it comes to."""
        return priced_lines.total(self.priced)

    @property
    def priced(self) -> list[PricedLine]:
        """The lines that can be sold, priced together."""
        return priced_lines.together([line.priced for line in self.lines if line.priced and line.right])

    @property
    def saved(self) -> Centimes:
        """The sum of its discounts."""
        return sum((saved(line) for line in self.priced), ZERO)

    @property
    def wrong(self) -> BasketLine | None:
        """The first line that cannot be sold."""
        return next((line for line in self.lines if not line.right), None)

    def add(self, product: int, quantity: int = UNIT) -> BasketLine:
        """Adds a product, or raises its quantity if it is already there, and not for one animal alone."""
        for line in self.lines:
            if line.asked is not None and line.asked.product == product and line.animal is None:
                return self.change(line, replace(line.asked, quantity=line.asked.quantity + quantity))
        line = BasketLine(next(self._numbers))
        self.lines.append(line)
        try:
            return self.change(line, NewLine(product, quantity))
        except Refused:
            self.lines.remove(line)
            raise

    def add_unknown(self, code: str) -> BasketLine:
        """Keeps a scanned code that no product has: a person who scans five in a row looks later."""
        line = BasketLine(next(self._numbers), code=code)
        self.lines.append(line)
        return line

    def change(self, line: BasketLine, asked: NewLine) -> BasketLine:
        """Replaces what a line asks for."""
        priced = priced_lines.price(self.client, [asked], clock.today())[0]
        return self._put(replace(line, asked=asked, priced=priced, fault=None))

    def give(self, line: BasketLine, animal: int | None) -> BasketLine:
        """Says for which animal a line is."""
        return self._put(replace(line, animal=animal))

    def remove(self, line: BasketLine) -> None:
        """Takes a line out."""
        self.lines = [each for each in self.lines if each.id != line.id]

    def price_again(self) -> None:
        """Applies present prices, rates and discounts; a line that cannot be sold any more stays."""
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
