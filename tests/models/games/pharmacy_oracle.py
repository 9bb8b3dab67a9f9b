"""A pharmacy kept in lists: each verb says why it must be refused, by the refusal's name, or does it.

Nothing here is taken from the program: its rules and roundings are written a second time.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import floor

from tests.models.games.ledger_oracle import TILL, Account, Item, Pair, SoldLine
from tests.models.games.ties.oracle import lost

Why = set[str]
Asked = tuple[int, int, int | None]
"""A line as it is asked for: product, thousandths, discount in hundredths of a percent (None: by default)."""
BOUND = ("reversal", "discount", "refund", "billing")


def nearest(value: Fraction) -> int:
    """To the nearest whole, halves up."""
    return floor(value + Fraction(1, 2))


@dataclass
class Shelved:
    """A product."""

    price: int
    category: str
    regulated: bool = False
    forbidden: bool = False
    fractional: bool = False
    withdrawn: bool = False


@dataclass
class Pharmacy:
    """Clients, products, and the days of the till that are closed. `house` has what organisms pay."""

    accounts: list[Account]
    shelf: list[Shelved]
    house: Account = field(default_factory=Account)
    closed: set[date] = field(default_factory=set)

    def refused(self, client: int, day: date | None = None, money: int = 0, debt: int = 0) -> Why:
        """What any verb may be refused for: the status of a client, a closed day, the ceiling."""
        account, why = self.accounts[client], set()
        if account.archived:
            why.add("ClientArchived")
        if money and day in self.closed:
            why.add("DayClosed")
        if account.ceiling is not None and debt > 0 and account.balance + debt > account.ceiling:
            why.add("CeilingExceeded")
        return why

    def discount(self, client: int, product: Shelved, typed: int | None) -> int:
        account = self.accounts[client]
        if product.regulated or product.forbidden:
            return 0
        if typed is not None:
            return typed
        return account.by_category.get(product.category, account.permanent)

    def why_not_priced(self, client: int, lines: Iterable[Asked]) -> Why:
        why = set()
        for key, quantity, typed in lines:
            product = self.shelf[key]
            if product.withdrawn:
                why.add("ProductGone")
            if quantity % 1000 and not product.fractional:
                why.add("QuantityNotWhole")
            if typed and product.regulated:
                why.add("RegulatedPrice")
            if typed and product.forbidden:
                why.add("DiscountForbidden")
        return why

    def priced(self, client: int, lines: Iterable[Asked]) -> list[SoldLine]:
        found = []
        for key, quantity, typed in lines:
            product = self.shelf[key]
            gross = nearest(Fraction(product.price * quantity, 1000))
            off = nearest(Fraction(gross * self.discount(client, product, typed), 10_000))
            found.append(SoldLine(key, quantity, gross - off))
        return found

    def sell(
        self, client: int, lines: Sequence[Asked], paid: Mapping[str, int], avoir_used: int, day: date
    ) -> Why:
        why = self.why_not_priced(client, lines)
        if why:
            return why | self.refused(client)
        return self.record(client, self.priced(client, lines), paid, avoir_used, day)

    def record(
        self, client: int, priced: list[SoldLine], paid: Mapping[str, int], avoir_used: int, day: date
    ) -> Why:
        account, total, money = self.accounts[client], sum(line.amount for line in priced), sum(paid.values())
        why = self.refused(client, day, money, total - money)
        if not total:
            why.add("EmptySale")
        if money + avoir_used > total:
            why.add("PaidTooMuch")
        if avoir_used > min(account.credit, total):
            why.add("NotEnoughAvoir")
        if why:
            return why
        avoirs = account.credits()
        sale = account.enter("sale", day, total, sales=-total)
        account.sold[sale] = priced
        account.settle([sale], avoirs, avoir_used)
        if money:
            account.settle([sale], [account.enter("payment", day, -money, **paid)], money)
        return why

    def take_back(
        self, client: int, sale: int, taken: Sequence[tuple[int, int]], mode: str | None, day: date
    ) -> Why:
        """`taken`: the line of the sale, counted from 0, and how much of it."""
        account, why = self.accounts[client], self.refused(client)
        sold = account.items[sale]
        if account.reversal_of(sale) is not None:
            return why | {"AlreadyReversed"}
        if day < sold.day:
            why.add("TooEarly")
        wanted: dict[int, int] = {}
        for place, quantity in taken:
            wanted[place] = wanted.get(place, 0) + quantity
        worth = {place: self._worth(account, sale, place, quantity) for place, quantity in wanted.items()}
        for place, quantity in wanted.items():
            line = account.sold[sale][place]
            left = line.quantity - account.back(line)[0]
            if quantity > left:
                why.add("MoreThanLeft")
            if quantity % 1000 and quantity != left and not self.shelf[line.product].fractional:
                why.add("ReturnedWhole")
        if not why & {"MoreThanLeft", "ReturnedWhole"} and not sum(worth.values()):
            why.add("NothingTakenBack")
        less = self._discount_share(account, sale, sum(worth.values()))
        settles = min(sum(worth.values()) - less, sold.open)
        over = sum(worth.values()) - less - settles
        money = min(over, account.money_in(sale, over, at_once=True)) if mode else 0
        why |= self.refused(client, day, money)
        if why:
            return why
        back = account.enter("return", day, -sum(worth.values()), sales=sum(worth.values()))
        for place, quantity in wanted.items():
            account.sold[sale][place].back.append((back, quantity, worth[place]))
        if less:
            withdrawn = account.enter("discount", day, less, part_of=back, discounts=-less)
            account.settle([withdrawn], [back], less)
        account.settle([sale], [back], settles)
        if money:
            refund = account.enter("refund", day, money, part_of=back, **{str(mode): -money})
            account.settle([refund], [back], money)
        return why

    def _worth(self, account: Account, sale: int, place: int, quantity: int) -> int:
        """Each return brings what was given for a line to its exact share of the line's amount (INV-21)."""
        line = account.sold[sale][place]
        gone, given = account.back(line)
        return max(nearest(Fraction(line.amount * (gone + quantity), line.quantity)) - given, 0)

    def _discount_share(self, account: Account, sale: int, worth: int) -> int:
        """What a return takes back of the discounts that were granted for paying: of each its share of what
        was open when it was given, to the centime."""
        wanted = 0
        for grant in account.grants.get(sale, []):
            amount = sum(p.amount for p in account.pairs if (p.debit, p.credit) == (sale, grant.discount))
            later = [k for k in account.returns_of(sale) if account.items[k].request > grant.request]
            gone = worth - sum(account.items[key].amount for key in later)
            wanted += min(nearest(Fraction(amount * gone, grant.open)), amount)
        return min(max(wanted - account.withdrawn(sale), 0), worth)

    def pay_back(self, client: int, credit: int, amount: int, mode: str, day: date) -> Why:
        account, why = self.accounts[client], self.refused(client, day, amount, amount)
        given = account.items[credit]
        if given.amount >= 0:
            return why | {"NoAvoir"}
        if given.kind not in ("payment", "advance", "opening", "return"):
            why.add("NeverMoney")
        elif given.kind == "return":
            sale = next(
                key
                for key, lines in account.sold.items()
                for line in lines
                if credit in [back for back, *_ in line.back]
            )
            if amount > account.money_in(sale):
                why.add("MoreThanMoney")
        if amount > given.open:
            why.add("MoreThanAvailable")
        if day < given.day:
            why.add("TooEarly")
        if not why:
            refund = account.enter("refund", day, amount, **{mode: -amount})
            account.settle([refund], [credit], amount)
        return why

    def use(self, client: int, credit: int, amount: int) -> Why:
        account, why = self.accounts[client], self.refused(client)
        if account.items[credit].amount >= 0:
            return why | {"NoAvoir"}
        if amount > account.items[credit].open:
            why.add("MoreThanAvailable")
        if amount > account.unpaid:
            why.add("MoreThanUnpaid")
        if not why:
            account.settle(account.debits(), [credit], amount)
        return why

    def small_entry(self, client: int, kind: str, day: date, amount: int, **against: int) -> Why:
        """An opening balance, an advance, a goodwill credit: nothing is settled by it."""
        money = sum(abs(against.get(mode, 0)) for mode in TILL)
        account, why = self.accounts[client], self.refused(client, day, money)
        opened = [key for key in account.of_kind("opening") if account.reversal_of(key) is None]
        if kind == "opening" and opened:
            why.add("AlreadyOpened")
        if not why:
            account.enter(kind, day, amount, **against)
        return why

    def adjust(self, client: int, amount: int, day: date) -> Why:
        account, why = self.accounts[client], self.refused(client, debt=amount)
        if not why:
            own = account.enter("adjustment", day, amount, adjustments=-amount)
            sides = ([own], account.credits()) if amount > 0 else (account.debits(), [own])
            account.settle(*sides, abs(amount))
        return why

    def deallocate(self, client: int, debit: int, credit: int) -> Why:
        account, why = self.accounts[client], self.refused(client)
        pairs = [pair for pair in account.pairs if (pair.debit, pair.credit) == (debit, credit)]
        if not pairs:
            return why | {"NotTied"}
        if self.bound(client, pairs[0]):
            return why | {"Bound"}
        why |= self.lost_by(client, lambda after: self._unlink(after, debit, credit))
        if not why:
            self._unlink(account, debit, credit)
        return why

    def _unlink(self, account: Account, debit: int, credit: int) -> None:
        pairs = [pair for pair in account.pairs if (pair.debit, pair.credit) == (debit, credit)]
        account.unpair(pairs)
        account.settle_what_came_back(pairs)

    def lost_by(self, client: int, *acts: Callable[[Account], None]) -> Why:
        """What of an account would lose its reason by these acts, looked at after each of them."""
        after, why = deepcopy(self.accounts[client]), set()
        for act in acts:
            act(after)
            why |= self.lost(client, after)
        return why

    def lost(self, client: int, after: Account) -> Why:
        """What has no reason any more in an account that stands so."""
        return lost(after)

    def bound(self, client: int, pair: Pair) -> bool:
        """Whether one of the two exists only for the other."""
        items = self.accounts[client].items
        return items[pair.debit].kind in BOUND or items[pair.credit].kind in BOUND

    def entered(self) -> Iterable[Item]:
        """Everything, of everybody."""
        persons = {id(account): account for account in self.accounts}
        for account in (*persons.values(), self.house):
            yield from account.items

    def till(self, day: date) -> dict[str, tuple[int, int]]:
        """What came in and went out that day, by mode."""
        moved = {mode: [i.postings.get(mode, 0) for i in self.entered() if i.day == day] for mode in TILL}
        return {
            mode: (sum(a for a in each if a > 0), -sum(a for a in each if a < 0))
            for mode, each in moved.items()
        }

    def sold_on(self, day: date) -> tuple[int, int, int, int]:
        """Sales, returns, what was cancelled, and discounts granted."""
        of_day = [item for item in self.entered() if item.day == day]
        sums = {"sale": 0, "return": 0, "reversal": 0}
        for item in of_day:
            if "sales" in item.postings:
                sums[item.kind] += item.postings["sales"]
        granted = sum(item.postings.get("discounts", 0) for item in of_day)
        return -sums["sale"], sums["return"], sums["reversal"], granted

    def posted(self) -> dict[str, int]:
        """The balance of every account but those of clients."""
        found: dict[str, int] = {}
        for item in self.entered():
            for account, amount in item.postings.items():
                if account != "receivable":
                    found[account] = found.get(account, 0) + amount
        return {account: amount for account, amount in found.items() if amount}
