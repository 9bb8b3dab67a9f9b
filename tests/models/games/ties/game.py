"""A game played by hand around one tie: every verb that can touch it, on a pharmacy and on its oracle."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from models.money import entries
from models.money.avoirs import verbs as avoirs
from models.money.ledger import open_items
from models.money.ledger.accounts import PaymentMode
from models.money.payments.verbs import Chosen, DebtPayment, pay_debt, pay_selected
from models.people.clients.table import Client
from models.store.connection import transaction
from models.trade.cancelling import sale as cancelling
from models.trade.global_invoices import organisms as organism_billing
from models.trade.global_invoices import verbs as global_invoices
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.values import Centimes
from tests.models.games.ledger_oracle import Account
from tests.models.games.papers_oracle import CODE
from tests.models.games.paying_oracle import Payment
from tests.models.games.pharmacy_oracle import Asked
from tests.models.games.test_ledger_machine import LedgerMachine
from tests.models.games.ties.oracle import check_first_principles

WHO = 1
"""The insured client of a game; all of it happens to them."""
BOX = 0
"""The product that costs 10,00."""
CASH = PaymentMode.CASH


@dataclass(frozen=True)
class Act:
    """One verb on one thing."""

    verb: str
    on: str
    play: Callable[[], object]


class _Back(Exception):
    """What was tried is taken back."""


class Scene(LedgerMachine):
    """A game in which one client is played with by hand."""

    @property
    def account(self) -> Account:
        return self.oracle.accounts[WHO]

    @property
    def client(self) -> int:
        return self.clients[WHO]

    @contextmanager
    def tried(self) -> Iterator[None]:
        """What is played inside is undone afterwards, in the database and in the oracle."""
        kept = deepcopy((self.oracle, self.keys, self.invoices, self._last))
        with suppress(_Back), transaction():
            yield
            raise _Back
        self.oracle, self.keys, self.invoices, self._last = kept

    def state(self) -> object:
        """Changes with everything that is entered or tied."""
        entered = len(self.account.items), len(self.oracle.house.items)
        return entered, [replace(pair) for pair in self.account.pairs], deepcopy(self.oracle.invoices)

    def compare(self) -> None:
        """The program and the oracle say the same of this account, and nothing in it has lost its reason."""
        keys, account = self.keys[self.client], self.account
        for found, expected in (
            (open_items.debits(self.client), account.debits()),
            (open_items.credits(self.client), account.credits()),
        ):
            wanted = [(keys[key], account.items[key].open) for key in expected]
            assert [(item.operation, item.open) for item in found] == wanted
        assert Client.select(Client.balance).where(Client.id == self.client).scalar() == account.balance
        assert self.oracle.lost(WHO, account) == set()
        check_first_principles(account)

    # What happens in a scene.

    def sale(self, boxes: int, cash: int = 0) -> int:
        """A sale of so many boxes; the item of the oracle."""
        wanted: list[Asked] = [(BOX, boxes * 1_000, None)]
        self.sell_now(WHO, wanted, {"cash": cash} if cash else {}, 0, self.day(0))
        return self.account.of_kind("sale")[-1]

    def back(self, sale: int, boxes: int, mode: str | None = None) -> Any:
        (line,) = returned.sold_lines(self.key(WHO, sale))
        self.play(
            self.oracle.take_back(WHO, sale, [(0, boxes * 1_000)], mode, self.day(0)),
            lambda: returns.take_back(
                self.key(WHO, sale),
                [(line.sale_line, boxes * 1_000)],
                refund=PaymentMode(mode) if mode else None,
                **self.asks,
            ),
        )

    def settle(self, amount: int, discount: int = 0, avoir: int = 0) -> None:
        """Pays on the account, in cash and by avoir."""
        order = DebtPayment(
            *(self.client, CASH, Centimes(amount)),
            discount=Centimes(discount),
            avoir_used=Centimes(avoir),
        )
        self.play(
            self.oracle.pay(WHO, Payment("cash", amount, amount, discount, avoir), self.day(0)),
            lambda: pay_debt(order, **self.asks),
        )

    def settle_chosen(self, item: int, discount: int) -> None:
        """Pays one debit, a part of it by discount."""
        due = self.account.items[item].open
        order = DebtPayment(self.client, CASH, Centimes(due - discount), discount=Centimes(discount))
        chosen = [Chosen(self.key(WHO, item), Centimes(due))]
        said = Payment("cash", due - discount, due - discount, discount)
        self.play(
            self.oracle.pay_selected(WHO, said, [item], [due], self.day(0)),
            lambda: pay_selected(order, chosen, **self.asks),
        )

    def advance(self, amount: int) -> None:
        self.play(
            self.oracle.small_entry(WHO, "advance", self.day(0), -amount, cash=amount),
            lambda: entries.receive_advance(self.client, Centimes(amount), CASH, **self.asks),
        )

    def grant(self, amount: int) -> None:
        self.play(
            self.oracle.small_entry(WHO, "credit_note", self.day(0), -amount, discounts=amount),
            lambda: avoirs.grant(self.client, Centimes(amount), "late", **self.asks),
        )

    def had(self, amount: int) -> None:
        """An avoir of before Officine."""
        self.play(
            self.oracle.small_entry(WHO, "opening", self.day(0), -amount, opening=amount),
            lambda: entries.open_balance(self.client, Centimes(-amount), **self.asks),
        )

    def adjusted(self, amount: int) -> None:
        self.play(
            self.oracle.adjust(WHO, amount, self.day(0)),
            lambda: entries.adjust(self.client, Centimes(amount), "why", **self.asks),
        )

    def invoiced(self, to_organism: bool, *left_out: int) -> None:
        """Everything that stands and is on no invoice."""
        documents = [
            key
            for key in self.account.of_kind("sale", "return")
            if self.account.reversal_of(key) is None
            and not self.oracle.invoice_of(WHO, key)
            and key not in left_out
        ]
        keys = [self.key(WHO, each) for each in documents]
        issued = self.play(
            self.oracle.invoice(WHO, documents, to_organism, self.day(0)),
            lambda: global_invoices.issue(self.client, keys, to_organism=to_organism, **self.asks),
        )
        if issued is not None:
            self.invoices.append(issued.id)

    def deleted(self) -> None:
        """The last invoice."""
        place = len(self.invoices) - 1
        self.play(
            self.oracle.delete_invoice(place, CODE, self.day(0)),
            lambda: global_invoices.delete(self.invoices[place], CODE, "wrong", **self.asks),
        )

    def collected(self) -> None:
        """What the organism owes of the last invoice."""
        place = len(self.invoices) - 1
        amount = self.oracle.invoices[place].total
        self.play(
            self.oracle.collect(place, amount, "cash", self.day(0)),
            lambda: organism_billing.collect(self.invoices[place], Centimes(amount), CASH, **self.asks),
        )

    def used(self) -> None:
        """The oldest avoir pays the oldest debts."""
        credit = self.account.credits()[0]
        amount = min(self.account.items[credit].open, self.account.unpaid)
        self.play(
            self.oracle.use(WHO, credit, amount),
            lambda: avoirs.use(self.key(WHO, credit), Centimes(amount), **self.asks),
        )

    def cancelled_with_payment(self, sale: int) -> None:
        self.play(
            self.oracle.cancel(WHO, sale, True, self.day(0)),
            lambda: cancelling.cancel(self.key(WHO, sale), "mistake", with_payment=True, **self.asks),
        )

    def refunded(self, credit: int) -> None:
        """All that is left of an avoir."""
        self.pay_out(WHO, credit, self.account.items[credit].open, "cash", 0)

    # What may happen next.

    def acts(self) -> list[Act]:
        """Every verb that can touch a tie of this account, on everything it can touch."""
        return [*self._taken_back(), *self._given_back(), *self._settled(), *self._billed()]

    def _taken_back(self) -> Iterator[Act]:
        account = self.account
        pairs = dict.fromkeys((p.debit, p.credit) for p in account.pairs if not self.oracle.bound(WHO, p))
        for debit, credit in pairs:
            yield Act("undo", f"{debit}-{credit}", partial(self.unlink, WHO, debit, credit))
        for key, item in enumerate(account.items):
            if item.kind != "reversal" and item.part_of is None and account.reversal_of(key) is None:
                yield Act("cancel", f"{item.kind} {key}", partial(self.cancel, WHO, key))
        for key in account.sold:
            if account.reversal_of(key) is None and account.paid_at_once(key) is not None:
                yield Act("cancel", f"{key} and payment", partial(self.cancelled_with_payment, key))
        for key in range(len(self.oracle.house.items)):
            if self.oracle.house.items[key].kind == "payment":
                yield Act("cancel", f"organism's {key}", partial(self.cancel, None, key))

    def _given_back(self) -> Iterator[Act]:
        account = self.account
        for sale, (line,) in account.sold.items():
            left = (line.quantity - account.back(line)[0]) // 1_000
            if account.reversal_of(sale) is None and left:
                yield Act("return", f"1 of {sale}", partial(self.back, sale, 1))
                yield Act("return", f"all of {sale} in cash", partial(self.back, sale, left, "cash"))
        for credit in account.credits():
            yield Act("refund", f"{credit}", partial(self.refunded, credit))

    def _settled(self) -> Iterator[Act]:
        account = self.account
        due, available = account.unpaid, account.credit
        if due:
            yield Act("discount", "the account", partial(self.settle, due - due // 2, due // 2))
            first = account.debits()[0]
            half = account.items[first].open // 2
            yield Act("discount", f"{first}", partial(self.settle_chosen, first, half))
        if due and available:
            yield Act("avoir", "the oldest", self.used)
            used = min(available, due - due // 4)
            yield Act("avoir", "with a discount", partial(self.settle, 0, due - used, used))
        yield Act("advance", "10,00", partial(self.advance, 1_000))

    def _billed(self) -> Iterator[Act]:
        yield Act("billing", "to the organism", partial(self.invoiced, True))
        if self.invoices:
            yield Act("billing", "deleted", self.deleted)
            yield Act("billing", "collected", self.collected)
