"""What an account should be, kept the naive way: a list of items, a list of who settled whom."""

from dataclasses import dataclass, field
from datetime import date


@dataclass
class Item:
    """A debit (positive) or a credit (negative), and how much of it is open."""

    day: date
    amount: int
    open: int


@dataclass
class Account:
    """The items in the order they were entered, and the pairs (debit, credit, amount) that stand."""

    items: list[Item] = field(default_factory=list)
    pairs: list[tuple[int, int, int]] = field(default_factory=list)
    reversals: dict[int, int] = field(default_factory=dict)
    archived: bool = False

    @property
    def balance(self) -> int:
        return sum(item.amount for item in self.items)

    def balance_at(self, day: date) -> int:
        return sum(item.amount for item in self.items if item.day <= day)

    @property
    def unpaid(self) -> int:
        return sum(self.items[key].open for key in self.debits())

    @property
    def credit(self) -> int:
        return sum(self.items[key].open for key in self.credits())

    def debits(self) -> list[int]:
        return self._open(+1)

    def credits(self) -> list[int]:
        return self._open(-1)

    def _open(self, sign: int) -> list[int]:
        keys = [key for key, item in enumerate(self.items) if item.amount * sign > 0 and item.open]
        return sorted(keys, key=lambda key: (self.items[key].day, key))

    def enter(self, day: date, amount: int) -> int:
        self.items.append(Item(day, amount, abs(amount)))
        return len(self.items) - 1

    def settle(self, debits: list[int], credits: list[int], limit: int) -> None:
        for credit in credits:
            for debit in debits:
                amount = min(self.items[debit].open, self.items[credit].open, limit)
                if amount:
                    self._pair(debit, credit, amount)
                    limit -= amount

    def _pair(self, debit: int, credit: int, amount: int) -> None:
        self.pairs.append((debit, credit, amount))
        self.items[debit].open -= amount
        self.items[credit].open -= amount

    def reverse(self, key: int, today: date) -> None:
        for pair in [pair for pair in self.pairs if key in pair[:2]]:
            self.pairs.remove(pair)
            self.items[pair[0]].open += pair[2]
            self.items[pair[1]].open += pair[2]
        opposite = self.enter(today, -self.items[key].amount)
        self.reversals[key] = opposite
        debit, credit = sorted((key, opposite), key=lambda each: -self.items[each].amount)
        self._pair(debit, credit, self.items[debit].open)
