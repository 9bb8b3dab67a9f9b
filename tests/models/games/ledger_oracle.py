"""What an account should be, kept the naive way: a list of what was entered, a list of who settled whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

TILL = ("cash", "card", "cheque", "transfer")


@dataclass
class Item:
    """Something that was entered: its postings by account, and how much of the client's own is open."""

    kind: str
    day: date
    postings: dict[str, int]
    request: int
    part_of: int | None = None
    reverses: int | None = None
    open: int = 0
    fiche: int = -1
    """The client with whom it was written, whatever was merged since."""

    @property
    def amount(self) -> int:
        """What it adds to what the client owes."""
        return self.postings.get("receivable", 0)

    @property
    def moves_the_till(self) -> bool:
        return any(mode in self.postings for mode in TILL)


@dataclass
class Pair:
    """So much of a credit settles a debit, since this request."""

    debit: int
    credit: int
    amount: int
    request: int


@dataclass
class Grant:
    """So much of a discount, for so much that was open of a sale, at this request."""

    discount: int
    open: int
    request: int


@dataclass
class SoldLine:
    """A line of a sale. `back` is what was brought back of it: the return, how much, for how much."""

    product: int
    quantity: int
    amount: int
    back: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass
class Account:
    """The items in the order they were entered, and the pairs that stand."""

    ceiling: int | None = None
    insured: bool = False
    items: list[Item] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    sold: dict[int, list[SoldLine]] = field(default_factory=dict)
    grants: dict[int, list[Grant]] = field(default_factory=dict)
    """By sale."""
    granted_for: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    """By discount: the pairs (debit, credit, amount) that were settled together with it."""
    permanent: int = 0
    by_category: dict[str, int] = field(default_factory=dict)
    archived: bool = False
    request: int = 0

    @property
    def balance(self) -> int:
        return sum(item.amount for item in self.items)

    def balance_at(self, day: date) -> int:
        return sum(item.amount for item in self.items if item.day <= day)

    def posted_to(self, *accounts: str, month: date | None = None) -> int:
        """What was credited to these accounts less what was debited, in all or in one month."""
        within = [item for item in self.items if month is None or item.day.replace(day=1) == month]
        return -sum(item.postings.get(account, 0) for item in within for account in accounts)

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
        return self.by_age(k for k, item in enumerate(self.items) if item.amount * sign > 0 and item.open)

    def by_age(self, keys: Iterable[int]) -> list[int]:
        return sorted(keys, key=lambda key: (self.items[key].day, key))

    def of_kind(self, *kinds: str) -> list[int]:
        return [key for key, item in enumerate(self.items) if item.kind in kinds]

    def reversal_of(self, key: int) -> int | None:
        return next((k for k, item in enumerate(self.items) if item.reverses == key), None)

    def enter(
        self, kind: str, day: date, amount: int = 0, *, part_of: int | None = None, **against: int
    ) -> int:
        """A new item of this amount on the client's account, and amounts on others."""
        postings = {account: each for account, each in {"receivable": amount, **against}.items() if each}
        assert sum(postings.values()) == 0, "the oracle itself does not balance"
        self.items.append(Item(kind, day, postings, self.request, part_of, open=abs(amount)))
        return len(self.items) - 1

    def settle(self, debits: list[int], credits: list[int], limit: int) -> None:
        """The first credits for the first debits, up to a limit."""
        for credit in credits:
            for debit in debits:
                amount = min(self.items[debit].open, self.items[credit].open, limit)
                if amount:
                    self.pair(debit, credit, amount)
                    limit -= amount

    def pair(self, debit: int, credit: int, amount: int) -> None:
        self.pairs.append(Pair(debit, credit, amount, self.request))
        self.items[debit].open -= amount
        self.items[credit].open -= amount

    def note_discount(self, discount: int, open_before: dict[int, int]) -> None:
        """What was open when a discount was given, and what was settled in the same request."""
        now = [pair for pair in self.pairs if pair.request == self.request]
        self.granted_for[discount] = [(p.debit, p.credit, p.amount) for p in now if p.credit != discount]
        for pair in now:
            if pair.credit == discount:
                grant = Grant(discount, open_before[pair.debit], self.request)
                self.grants.setdefault(pair.debit, []).append(grant)

    def unpair(self, pairs: list[Pair]) -> None:
        for pair in pairs:
            self.pairs.remove(pair)
            self.items[pair.debit].open += pair.amount
            self.items[pair.credit].open += pair.amount

    def reverse(self, key: int, today: date) -> None:
        """The opposite of an item and of its parts; what they settled is open again."""
        undone = [p for p in self.pairs if {key, *self.parts(key)} & {p.debit, p.credit}]
        for each in (key, *self.parts(key)):
            self.unpair([pair for pair in self.pairs if each in (pair.debit, pair.credit)])
            original = self.items[each]
            opposite = {account: -amount for account, amount in original.postings.items()}
            reversal = Item("reversal", today, opposite, self.request, None, each, abs(original.amount))
            self.items.append(reversal)
            if original.amount:
                sides = sorted((each, len(self.items) - 1), key=lambda k: -self.items[k].amount)
                self.pair(sides[0], sides[1], original.open)
        self.settle_what_came_back(undone)

    def settle_what_came_back(self, undone: list[Pair]) -> None:
        """What is left of the avoirs of goods that nobody pays any more settles their own sales."""
        asked = [pair.credit for pair in undone]
        for sale in dict.fromkeys(sorted(pair.debit for pair in undone)):
            if sale in self.sold and self.reversal_of(sale) is None:
                returns = self.returns_of(sale)
                pairs = [pair for pair in self.pairs if pair.debit == sale]
                own = sum(pair.amount for pair in pairs if pair.credit in returns)
                given = sum(-self.items[key].amount for key in returns) - self.withdrawn(sale) - own
                granted = sum(pair.amount for pair in self.discounts_of(sale))
                lacking = given - (sum(pair.amount for pair in pairs) - own - granted)
                self.settle([sale], [key for key in returns if key not in asked], max(lacking, 0))

    def parts(self, key: int) -> list[int]:
        return [k for k, item in enumerate(self.items) if item.part_of == key]

    def returns_of(self, sale: int) -> list[int]:
        """The returns of a sale that stand."""
        keys = {key for line in self.sold[sale] for key, _, _ in line.back}
        return sorted(key for key in keys if self.reversal_of(key) is None)

    def back(self, line: SoldLine) -> tuple[int, int]:
        """How much of a line came back and stands, and what was given for it."""
        live = [each for each in line.back if self.reversal_of(each[0]) is None]
        return sum(quantity for _, quantity, _ in live), sum(worth for *_, worth in live)

    def paid_at_once(self, sale: int) -> int | None:
        """The payment that was taken together with a sale."""
        request = self.items[sale].request
        together = [key for key in self.of_kind("payment") if self.items[key].request == request]
        return next((key for key in together if self.reversal_of(key) is None), None)

    def money_in(self, sale: int, more: int = 0, *, at_once: bool = False) -> int:
        """What may be paid back for the returns of a sale: what was not money comes back first, as avoir.

        At once, what was paid by an avoir counts as no money; later an advance is money (INV-17).
        """
        returns, granted = self.returns_of(sale), self.discounts_of(sale)
        pairs = [pair for pair in self.pairs if pair.debit == sale]
        paid = [pair for pair in pairs if pair.credit not in returns and pair not in granted]
        money = sum(pair.amount for pair in paid if self._is_money(pair, at_once))
        other = sum(pair.amount for pair in paid) - money
        worth = sum(-self.items[key].amount for key in returns) - self.withdrawn(sale) + more
        came_back = worth - sum(pair.amount for pair in pairs if pair.credit in returns)
        refunded = sum(
            pair.amount
            for pair in self.pairs
            if pair.credit in returns and self.items[pair.debit].kind == "refund"
        )
        return max(min(money, came_back - other) - refunded, 0)

    def discounts_of(self, sale: int) -> list[Pair]:
        """What was granted for paying a sale."""
        return [p for p in self.pairs if p.debit == sale and self.items[p.credit].kind == "discount"]

    def withdrawn(self, sale: int) -> int:
        """What its returns took back of that."""
        parts = [part for key in self.returns_of(sale) for part in self.parts(key)]
        return sum(self.items[part].amount for part in parts if self.items[part].kind == "discount")

    def _is_money(self, pair: Pair, at_once: bool) -> bool:
        credit = self.items[pair.credit]
        if at_once:
            return credit.kind == "payment" and credit.request == pair.request
        return credit.kind in ("payment", "advance", "opening")
