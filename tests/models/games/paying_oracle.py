"""Paying a debt, in lists: all of it or the sales that were ticked, and taking back what was entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.models.games.ledger_oracle import Account
from tests.models.games.pharmacy_oracle import Pharmacy, Why


@dataclass
class Payment:
    """What is put on the counter. With mode `credit`, `amount` is avoir and no money."""

    mode: str
    amount: int
    tendered: int
    discount: int = 0
    avoir_used: int = 0
    keep_change: bool = False

    def __post_init__(self) -> None:
        if self.mode == "credit":
            self.avoir_used += self.amount
            self.amount = self.tendered = 0
            self.keep_change = False


@dataclass
class Paying(Pharmacy):
    """A pharmacy that is paid."""

    def pay(self, client: int, order: Payment, day: date) -> Why:
        account = self.accounts[client]
        why, settled, money = self._split(client, order, account.unpaid, day)
        if not why:
            before = {key: account.items[key].open for key in account.debits()}
            account.settle(account.debits(), account.credits(), order.avoir_used)
            payment = account.enter("payment", day, -money, **{order.mode: money}) if money else None
            if payment is not None:
                account.settle(account.debits(), [payment], settled)
            if order.discount:
                granted = self._grant(account, order, payment, day)
                account.settle(account.debits(), [granted], order.discount)
                account.note_discount(granted, before)
        return why

    def pay_selected(
        self, client: int, order: Payment, ticked: Sequence[int], seen: Sequence[int], day: date
    ) -> Why:
        account = self.accounts[client]
        due = sum(account.items[key].open for key in ticked if account.items[key].amount > 0)
        why, settled, money = self._split(client, order, due, day)
        if not ticked or len(set(ticked)) < len(ticked):
            why.add("NothingChosen")
        if any(account.items[key].amount <= 0 for key in ticked):
            why.add("NotADebt")
        if any(account.items[key].open != each for key, each in zip(ticked, seen, strict=True)):
            why.add("DebtMoved")
        if why:
            return why
        avoirs, wanted = account.credits(), account.by_age(ticked)
        before, granted = {key: account.items[key].open for key in wanted}, None
        payment = account.enter("payment", day, -money, **{order.mode: money}) if money else None
        if order.discount:
            granted = self._grant(account, order, payment, day)
            parts = in_proportion(order.discount, [account.items[key].open for key in wanted])
            for key, part in zip(wanted, parts, strict=True):
                if part:
                    account.pair(key, granted, part)
        account.settle(wanted, avoirs, order.avoir_used)
        if payment is not None:
            account.settle(wanted, [payment], settled)
        if granted is not None:
            account.note_discount(granted, before)
        return why

    def _split(self, client: int, order: Payment, due: int, day: date) -> tuple[Why, int, int]:
        """Why not; what the money settles; what of it stays in the till."""
        why, still = self.refused(client), due - order.discount - order.avoir_used
        if order.discount > due:
            why.add("DiscountTooLarge")
        if order.avoir_used > min(self.accounts[client].credit, due - order.discount):
            why.add("NotEnoughAvoir")
        if order.tendered < order.amount:
            why.add("TenderedTooLittle")
        settled = min(order.tendered if order.keep_change else order.amount, still)
        money = order.tendered if order.keep_change else settled
        if not (settled or order.discount or order.avoir_used or money):
            why.add("NotPositive" if due else "NothingDue")
        if order.tendered > settled and not order.keep_change and order.mode != "cash":
            why.add("NoChange")
        return why | self.refused(client, day, money), settled, money

    def _grant(self, account: Account, order: Payment, payment: int | None, day: date) -> int:
        return account.enter("discount", day, -order.discount, part_of=payment, discounts=order.discount)


def in_proportion(amount: int, weights: Sequence[int]) -> list[int]:
    """The floors first, then a centime each to the largest remainders (INV-21)."""
    whole = sum(weights)
    parts = [amount * weight // whole for weight in weights]
    while sum(parts) < amount:
        lost = [amount * weight - part * whole for weight, part in zip(weights, parts, strict=True)]
        parts[lost.index(max(lost))] += 1
    return parts
