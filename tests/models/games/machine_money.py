"""Money in a game: payments, avoirs, adjustments, lettrage, and everything taken back."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from models.money import entries
from models.money.avoirs import verbs as avoirs
from models.money.ledger import deallocation
from models.money.ledger.accounts import PaymentMode
from models.money.payments.verbs import Chosen, DebtPayment, pay_debt, pay_selected
from models.trade.cancelling import guards
from models.values import Centimes
from tests.models.games.ledger_oracle import Pair
from tests.models.games.machine_game import (
    Game,
    amounts,
    days_back,
    maybe,
    modes,
    there_is_an_avoir,
    which,
    who,
)
from tests.models.games.paying_oracle import Payment

paying: dict[str, Any] = {
    "part": st.sampled_from([0, 30, 100, 100, 130]),
    "mode": st.sampled_from(["cash", "cash", "card", "credit"]),
    "extra": maybe,
    "discount": st.sampled_from([0, 0, 0, 5, 5, 33, 99, 100, 101]),
    "avoir": st.sampled_from([0, 0, 0, 50, 100, 101]),
    "keep_change": st.booleans(),
}
"""How somebody pays; part, discount and avoir in percent of what there is."""


class MovingMoney(Game):
    """What moves a balance without goods."""

    def ordered(self, client: int, due: int, back: int, **how: Any) -> tuple[DebtPayment, Payment]:
        """One payment, for the program and for the oracle."""
        amount, discount = due * how["part"] // 100, due * how["discount"] // 100
        used = self.oracle.accounts[client].credit * how["avoir"] // 100
        used = used if how["avoir"] > 100 else max(min(used, due - discount), 0)
        gives_change = how["mode"] == "cash" or how["keep_change"] or how["extra"] == 50
        tendered = amount + (how["extra"] if gives_change else 0)
        order = DebtPayment(
            client=self.clients[client],
            mode=PaymentMode(how["mode"]),
            amount=Centimes(amount),
            tendered=None if how["mode"] == "credit" else Centimes(tendered),
            discount=Centimes(discount),
            avoir_used=Centimes(used),
            keep_change=how["keep_change"],
            day=self.day(back),
        )
        said = Payment(how["mode"], amount, tendered, discount, used, how["keep_change"])
        return order, said

    @rule(client=who, back=days_back, **paying)
    def pay(self, client: int, back: int, **how: Any) -> None:
        order, said = self.ordered(client, self.oracle.accounts[client].unpaid, back, **how)
        why = self.oracle.pay(client, said, self.day(back))
        self.play(why, lambda: pay_debt(order, **self.asks))

    @precondition(lambda self: any(account.unpaid for account in self.oracle.accounts))
    @rule(
        debtor=which,
        ticks=st.lists(which, min_size=1, max_size=4),
        moved=st.sampled_from([0, 0, 0, 0, 0, 0, 1]),
        back=days_back,
        **paying,
    )
    def pay_selected(self, debtor: int, ticks: list[int], moved: int, back: int, **how: Any) -> None:
        debtors = [client for client, account in enumerate(self.oracle.accounts) if account.unpaid]
        client = debtors[debtor % len(debtors)]
        account = self.oracle.accounts[client]
        known = account.debits() if moved == 0 else list(range(len(account.items)))
        ticked = [known[n % len(known)] for n in ticks]
        ticked = ticked if moved else list(dict.fromkeys(ticked))
        seen = [account.items[key].open + (moved if key % 3 == 0 else 0) for key in ticked]
        due = sum(account.items[key].open for key in ticked if account.items[key].amount > 0)
        order, said = self.ordered(client, due, back, **how)
        chosen = [
            Chosen(self.key(client, key), Centimes(each)) for key, each in zip(ticked, seen, strict=True)
        ]
        why = self.oracle.pay_selected(client, said, ticked, seen, self.day(back))
        self.play(why, lambda: pay_selected(order, chosen, **self.asks))

    @there_is_an_avoir
    @rule(
        n=which,
        share=st.sampled_from([1, 50, 100, 100, 101]),
        mode=modes,
        back=st.sampled_from([0, 0, 0, 0, 1, 5]),
    )
    def pay_back(self, n: int, share: int, mode: str, back: int) -> None:
        likely = [
            (client, key)
            for client, key in self.avoirs()
            if self.oracle.accounts[client].items[key].kind in ("payment", "advance", "return")
        ]
        client, credit = self.pick(n, likely, self.everything())
        amount = max(self.oracle.accounts[client].items[credit].open * share // 100, 1)
        self.pay_out(client, credit, amount, mode, back)

    def pay_out(self, client: int, credit: int, amount: int, mode: str, back: int) -> None:
        self.play(
            self.oracle.pay_back(client, credit, amount, mode, self.day(back)),
            lambda: guards.pay_back(
                self.key(client, credit),
                Centimes(amount),
                PaymentMode(mode),
                day=self.day(back),
                **self.asks,
            ),
        )

    @rule(client=who, amount=amounts, back=days_back)
    def grant_an_avoir(self, client: int, amount: int, back: int) -> None:
        day = self.day(back)
        self.play(
            self.oracle.small_entry(client, "credit_note", day, -amount, discounts=amount),
            lambda: avoirs.grant(self.clients[client], Centimes(amount), "late", day=day, **self.asks),
        )

    @rule(client=who, amount=amounts, mode=modes, back=days_back)
    def receive_advance(self, client: int, amount: int, mode: str, back: int) -> None:
        day = self.day(back)
        self.play(
            self.oracle.small_entry(client, "advance", day, -amount, **{mode: amount}),
            lambda: entries.receive_advance(
                self.clients[client], Centimes(amount), PaymentMode(mode), day=day, **self.asks
            ),
        )

    @rule(client=who, amount=st.integers(-9_000, 9_000).filter(bool))
    def open_balance(self, client: int, amount: int) -> None:
        self.play(
            self.oracle.small_entry(client, "opening", self.day(0), amount, opening=-amount),
            lambda: entries.open_balance(self.clients[client], Centimes(amount), **self.asks),
        )

    @rule(client=who, amount=st.integers(-9_000, 9_000).filter(bool), whole=st.booleans(), back=days_back)
    def adjust(self, client: int, amount: int, whole: bool, back: int) -> None:
        balance, day = self.oracle.accounts[client].balance, self.day(back)
        amount = -balance if whole and balance else amount
        self.play(
            self.oracle.adjust(client, amount, day),
            lambda: entries.adjust(
                self.clients[client], Centimes(amount), "why", seen=Centimes(balance), day=day, **self.asks
            ),
        )

    def tied_under_something(self) -> list[tuple[int, Pair]]:
        """What settles a sale of which something came back, or that was paid with a discount."""
        return [
            (client, pair)
            for client, account in enumerate(self.oracle.accounts)
            for pair in account.pairs
            if pair.debit in account.sold
            and (account.returns_of(pair.debit) or account.discounts_of(pair.debit))
        ]

    @precondition(lambda self: bool(self.tied_under_something()))
    @rule(n=which, verb=st.sampled_from(["undo", "undo", "cancel", "cancel", "refund"]))
    def pull_at_what_something_rests_on(self, n: int, verb: str) -> None:
        """Undoes what paid a sale that was returned or discounted, cancels it, or pays back what is open."""
        known = self.tied_under_something()
        client, pair = self.pick(n, known, known)
        if verb == "undo":
            self.unlink(client, pair.debit, pair.credit)
        elif verb == "cancel":
            self.cancel(client, pair.credit)
        else:
            account = self.oracle.accounts[client]
            open_ones = [key for key in account.credits() if account.items[key].kind != "discount"]
            if open_ones:
                credit = self.pick(n, open_ones, open_ones)
                self.pay_out(client, credit, account.items[credit].open, "cash", 0)

    @precondition(lambda self: any(account.pairs for account in self.oracle.accounts))
    @rule(n=which, other=st.integers(0, 3))
    def deallocate(self, n: int, other: int) -> None:
        known = [(c, pair) for c, account in enumerate(self.oracle.accounts) for pair in account.pairs]
        free = [(c, pair) for c, pair in known if not self.oracle.bound(c, pair)]
        client, pair = self.pick(n, free, known)
        credit = self.oracle.accounts[client].pairs[0].credit if other == 3 else pair.credit
        self.unlink(client, pair.debit, credit)

    def unlink(self, client: int, debit: int, credit: int) -> None:
        self.play(
            self.oracle.deallocate(client, debit, credit),
            lambda: deallocation.undo(
                self.key(client, debit), self.key(client, credit), "mistake", **self.asks
            ),
        )

    @precondition(lambda self: bool(self.everything()))
    @rule(n=which)
    def reverse(self, n: int) -> None:
        likely = self.items(
            lambda account, key: account.items[key].kind != "reversal" and account.reversal_of(key) is None
        )
        self.cancel(*self.pick(n, likely, self.everything()))

    def cancel(self, client: int | None, item: int) -> None:
        self.play(
            self.oracle.reverse(client, item, self.day(0)),
            lambda: guards.cancel(self.key(client, item), "mistake", **self.asks),
        )
