"""What happens at the counter, sale by sale and payment by payment."""

from collections.abc import Sequence
from random import Random

from demo.habits import Habit
from models.money.ledger.accounts import PaymentMode
from models.money.payments.verbs import DebtPayment
from models.requests.actors import StaffMember
from models.requests.by import By
from models.trade.bulk.verbs import Journal
from models.trade.catalogue.table import ProductRow
from models.trade.prices import lines as priced_lines
from models.trade.prices.lines import NewLine
from models.values import ZERO, Centimes

_PIECES = (1, 1, 1, 2, 2, 3, 4)
"""The number of products in a sale, as weights."""
_DISCOUNTS = (500, 1000, 1000, 1500)
_MEDICINES = 0.7
"""The share of regulated products in what is sold."""
_NOTE = 5_000
"""Cash is handed over in multiples of 50 DH."""
_ROUND = 1_000


class Counter:
    """Sells and takes payments through the journal; members of `staff` serve at random."""

    def __init__(
        self,
        journal: Journal,
        products: Sequence[ProductRow],
        staff: Sequence[int],
        name: str,
        chance: Random,
    ) -> None:
        self.journal = journal
        self._regulated = [product for product in products if product.regulated]
        self._free = [product for product in products if not product.regulated]
        self._staff = staff
        self._name = name
        self._chance = chance
        self._requests = 0

    def server(self) -> int:
        """The member who serves."""
        return self._staff[int(self._chance.random() * len(self._staff))]

    def request(self) -> str:
        """The key of the next request."""
        self._requests += 1
        return f"{self._name}-{self._requests}"

    def sell(self, habit: Habit) -> None:
        """A sale, paid at once, in part or later: by the client's habit and within the ceiling."""
        lines = self.basket()
        total = priced_lines.total(self.journal.priced(habit.client, lines))
        paid = self._paid(habit, total)
        self.journal.sell(habit.client, lines, paid=paid, by=By(StaffMember(self.server()), self.request()))

    def settle(self, habit: Habit) -> None:
        """A payment of what the client owes, if anything."""
        order = self._payment(habit)
        if order is not None:
            self.journal.pay(order, by=By(StaffMember(self.server()), self.request()))

    def basket(self) -> list[NewLine]:
        """The products of a sale."""
        chosen: dict[int, NewLine] = {}
        for _ in range(_PIECES[int(self._chance.random() * len(_PIECES))]):
            line = self._line()
            chosen[line.product] = line
        return list(chosen.values())

    def _line(self) -> NewLine:
        draw = self._chance.random
        regulated = draw() < _MEDICINES
        shelf = self._regulated if regulated else self._free
        product = shelf[int(draw() * len(shelf))]
        pieces = 2 if draw() < 0.12 else 1
        lowered = not regulated and draw() < 0.15 and not product.discount_forbidden
        discount = _DISCOUNTS[int(draw() * len(_DISCOUNTS))] if lowered else None
        return NewLine(product.id, pieces * 1000, discount)

    def _paid(self, habit: Habit, total: Centimes) -> dict[PaymentMode, Centimes]:
        draw = self._chance.random
        if draw() < habit.at_once or not self.journal.may_owe(habit.client, total):
            return {PaymentMode.CARD if draw() < 0.25 else PaymentMode.CASH: total}
        if not habit.house and draw() < 0.12:
            return {PaymentMode.CASH: Centimes(int(int(total) * (0.3 + 0.4 * draw())) // _ROUND * _ROUND)}
        return {}

    def _payment(self, habit: Habit) -> DebtPayment | None:
        position = self.journal.position(habit.client)
        draw = self._chance.random
        if not position.unpaid:
            return None
        credit = min(position.credit, position.unpaid) if draw() < 0.6 else ZERO
        rest = position.unpaid - credit
        if not rest:
            return DebtPayment(habit.client, PaymentMode.CREDIT, credit)
        amount, discount = self._divided(habit, rest)
        tendered = keep = None
        if habit.mode is PaymentMode.CASH:
            tendered = -(-amount // _NOTE) * _NOTE
            keep = amount == rest - discount and draw() < 0.15
        return DebtPayment(
            habit.client,
            habit.mode,
            amount,
            tendered=tendered,
            discount=discount,
            avoir_used=credit,
            keep_change=bool(keep),
            reference=self._reference(habit.mode),
        )

    def _divided(self, habit: Habit, rest: Centimes) -> tuple[Centimes, Centimes]:
        """How much of the debt is paid, and how much is granted as a discount."""
        draw = self._chance.random
        if not habit.house and draw() < 0.35 and rest > Centimes(_NOTE):
            return Centimes(max(_NOTE, int(int(rest) * (0.3 + 0.5 * draw())) // _NOTE * _NOTE)), ZERO
        discount = rest % _ROUND if not habit.house and draw() < 0.06 else ZERO
        return (rest - discount, discount) if rest > discount else (rest, ZERO)

    def _reference(self, mode: PaymentMode) -> str:
        number = int(self._chance.random() * 10_000_000)
        if mode is PaymentMode.CHEQUE:
            return f"CHQ {number:07d}"
        return f"VIR {number:07d}" if mode is PaymentMode.TRANSFER else ""
