"""Random verbs on a few accounts, against an oracle of lists; the doctor after each (INV-02 to INV-16)."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from models import doctor
from models.money import entries, open_items, reversal, standing
from models.money.accounts import PaymentMode
from models.money.ceiling import CeilingExceeded
from models.money.entries import AlreadyOpened
from models.money.ledger import Operation
from models.money.payments import CreditPayment, pay_credit
from models.money.reversal import AlreadyReversed, CannotReverse
from models.money.standing import ClientArchived, CreditNotUsed, HasCredit, OwesMoney
from models.people import clients
from models.people.trail import new_op_id
from models.refusals import Refused
from models.store import clock
from models.trade import statements
from models.trade.statement_content import Statement, StatementDetail
from models.values import Centimes
from tests.conftest import NOW
from tests.models.conftest import Counter
from tests.models.ledger_oracle import Account

GAMES = int(os.environ.get("OFFICINE_TEST_GAMES", "8"))
"""How many random histories are played; a night may take more of them."""

CEILING = 20_000
amounts = st.integers(1, 15_000)
maybe = st.integers(0, 3_000)
days_back = st.integers(0, 12)
who = st.integers(0, 2)


class LedgerMachine(RuleBasedStateMachine):
    """Three clients, the first with a ceiling; time goes by between some verbs."""

    renew: Callable[[], Counter]

    def __init__(self) -> None:
        super().__init__()
        self.time = ExitStack()
        self.at(NOW)
        self.counter = type(self).renew()
        self.clients = [
            self.counter.client("Client", str(n), ceiling=CEILING if not n else None) for n in range(3)
        ]
        self.accounts = [Account() for _ in self.clients]
        self.keys: list[list[int]] = [[] for _ in self.clients]
        self.issued: dict[int, Statement] = {}

    def at(self, moment: Any) -> None:
        self.time.close()
        self.now = moment
        self.time.enter_context(clock.stopped_at(moment))

    def teardown(self) -> None:
        for key, first in self.issued.items():
            assert statements.content(key) == first, "INV-44: a relevé is printed again the same"
        self.time.close()

    @property
    def who_asks(self) -> dict[str, Any]:
        return {"staff": self.counter.staff, "op_id": new_op_id()}

    def day(self, back: int) -> date:
        return clock.today() - timedelta(days=back)

    def remember(self, client: int) -> None:
        """The keys of what was just written, beside the oracle's items, which are in the same order."""
        known = self.keys[client]
        last = known[-1] if known else 0
        rows = Operation.select(Operation.id).where(
            Operation.client == self.clients[client], Operation.id > last
        )
        known += [key for (key,) in rows.order_by(Operation.id).tuples()]

    def expects(
        self, refusal: type[Refused] | tuple[type[Refused], ...] | None, verb: Callable[[], Any]
    ) -> bool:
        """Whether the verb was carried out: it must be refused as the oracle says, or not at all."""
        try:
            verb()
            refused = None
        except Refused as answer:
            refused = answer
        assert isinstance(refused, refusal or type(None)), f"{refused!r}, but the oracle says {refusal}"
        return refused is None

    @rule(days=st.integers(1, 5))
    def time_goes_by(self, days: int) -> None:
        self.at(self.now + timedelta(days=days))

    @rule(client=who, total=amounts, share=st.sampled_from([0, 0, 50, 100]), back=days_back)
    def sell(self, client: int, total: int, share: int, back: int) -> None:
        account, paid, day = self.accounts[client], total * share // 100, self.day(back)
        refusal: type[Refused] | None = None
        if account.archived:
            refusal = ClientArchived
        elif not client and account.balance + total - paid > max(CEILING, account.balance):
            refusal = CeilingExceeded
        asked = {"cash": paid} if paid else {}
        if self.expects(refusal, lambda: self.counter.sell(self.clients[client], total, day=day, **asked)):
            sale = account.enter(day, total)
            if paid:
                account.settle([sale], [account.enter(day, -paid)], paid)
            self.remember(client)

    @rule(client=who, amount=st.integers(-9_000, 9_000).filter(bool))
    def open_balance(self, client: int, amount: int) -> None:
        account, target = self.accounts[client], self.clients[client]
        kinds = Operation.select(Operation.id).where(Operation.client == target, Operation.kind == "opening")
        opened = any(self.keys[client].index(key) not in account.reversals for (key,) in kinds.tuples())
        refusal = ClientArchived if account.archived else AlreadyOpened if opened else None
        verb = lambda: entries.open_balance(target, Centimes(amount), **self.who_asks)  # noqa: E731
        if self.expects(refusal, verb):
            account.enter(self.day(0), amount)
            self.remember(client)

    @rule(client=who, amount=amounts, back=days_back)
    def receive_advance(self, client: int, amount: int, back: int) -> None:
        account = self.accounts[client]
        refusal = ClientArchived if account.archived else None
        verb = lambda: self.counter.advance(self.clients[client], amount, day=self.day(back))  # noqa: E731
        if self.expects(refusal, verb):
            account.enter(self.day(back), -amount)
            self.remember(client)

    @rule(client=who, amount=st.integers(-9_000, 9_000).filter(bool), whole=st.booleans(), back=days_back)
    def adjust(self, client: int, amount: int, whole: bool, back: int) -> None:
        account, day = self.accounts[client], self.day(back)
        amount = -account.balance if whole and account.balance else amount
        refusal: type[Refused] | None = None
        if account.archived:
            refusal = ClientArchived
        elif not client and amount > 0 and account.balance + amount > max(CEILING, account.balance):
            refusal = CeilingExceeded
        if self.expects(refusal, lambda: self.counter.adjust(self.clients[client], amount, day=day)):
            own = account.enter(day, amount)
            sides = ([own], account.credits()) if amount > 0 else (account.debits(), [own])
            account.settle(*sides, abs(amount))
            self.remember(client)

    @rule(
        client=who,
        part=st.sampled_from([0, 30, 100, 100, 130]),
        mode=st.sampled_from([PaymentMode.CASH, PaymentMode.CARD, PaymentMode.CREDIT]),
        extra=maybe,
        discount=st.sampled_from([0, 0, 5, 100]),
        credit_used=st.sampled_from([0, 0, 50, 100]),
        keep_change=st.booleans(),
        back=days_back,
    )
    def pay(
        self, client: int, part: int, discount: int, credit_used: int, extra: int, back: int, **how: Any
    ) -> None:
        account = self.accounts[client]
        order = CreditPayment(
            client=self.clients[client],
            amount=Centimes(account.unpaid * part // 100),
            tendered=Centimes(account.unpaid * part // 100 + extra),
            discount=Centimes(account.unpaid * discount // 100),
            credit_used=Centimes(account.credit * credit_used // 100),
            day=self.day(back),
            **how,
        )
        due, credit = account.unpaid - order.discount, account.credit
        money, avoir = int(order.tendered or 0), int(order.credit_used)
        if order.mode is PaymentMode.CREDIT:
            order, money, avoir = replace(order, tendered=None), 0, order.amount + avoir
        keeps = order.keep_change and order.mode is not PaymentMode.CREDIT
        wanted = money if keeps else 0 if order.mode is PaymentMode.CREDIT else order.amount
        settled = min(wanted, due - avoir)
        over = money - settled
        nothing = not (order.discount or avoir or (money if keeps else settled))
        no_change = over and not keeps and order.mode is PaymentMode.CARD
        refused = account.archived or avoir > min(credit, due) or nothing or no_change
        if self.expects(Refused if refused else None, lambda: pay_credit(order, **self.who_asks)):
            account.settle(account.debits(), account.credits(), avoir)
            kept = settled + (over if keeps else 0)
            if kept:
                account.settle(account.debits(), [account.enter(self.day(back), -kept)], settled)
            if order.discount:
                part_of = account.enter(self.day(back), -order.discount)
                account.settle(account.debits(), [part_of], order.discount)
            self.remember(client)

    @rule(client=who, which=st.integers(0, 30))
    def reverse(self, client: int, which: int) -> None:
        account, keys = self.accounts[client], self.keys[client]
        if not keys:
            return
        key = which % len(keys)
        original = Operation.get_by_id(keys[key])
        refusal: type[Refused] | None = None
        if account.archived:
            refusal = ClientArchived
        elif key in account.reversals:
            refusal = AlreadyReversed
        elif key in account.reversals.values() or original.part_of_id:
            refusal = CannotReverse
        if self.expects(refusal, lambda: reversal.reverse(original.id, "mistake", **self.who_asks)):
            parts = [keys.index(part.id) for part in original.parts]
            for each in (key, *parts):
                account.reverse(each, self.day(0))
            self.remember(client)

    @rule(client=who, leave_open=st.booleans())
    def archive(self, client: int, leave_open: bool) -> None:
        account, target = self.accounts[client], self.clients[client]
        refusal: type[Refused] | None = None
        if account.balance:
            refusal = OwesMoney if account.balance > 0 else HasCredit
        elif account.credit and not leave_open:
            refusal = CreditNotUsed
        verb = lambda: standing.archive(target, leave_open=leave_open, **self.who_asks)  # noqa: E731
        if self.expects(refusal, verb):
            account.archived = True

    @rule(client=who)
    def restore(self, client: int) -> None:
        standing.restore(self.clients[client], **self.who_asks)
        self.accounts[client].archived = False

    @rule(client=who, name=st.sampled_from(["Zidane", "Alami", "محمد", "Éloïse", "client"]))
    def edit(self, client: int, name: str) -> None:
        row = clients.get(self.clients[client])
        values = replace(clients.fields_of(row), first_name=name)
        clients.edit(row.id, values, version=row.version, **self.who_asks)

    @rule(client=who, back=days_back, length=days_back, detail=st.sampled_from(StatementDetail))
    def hand_over_a_statement(self, client: int, back: int, length: int, detail: StatementDetail) -> None:
        end = self.day(back)
        start = end - timedelta(days=length)
        account = self.accounts[client]
        key = statements.issue(self.clients[client], start, end, detail, **self.who_asks)
        said = self.issued[key] = statements.content(key)
        assert said.opening == account.balance_at(start - timedelta(days=1)), "INV-05"
        assert said.closing == account.balance_at(end), "INV-05"
        assert said.opening + said.total_debit - said.total_credit == said.closing, "INV-06"
        assert said.ageing.unpaid - said.ageing.available_credit == said.closing, "INV-06"

    @invariant()
    def accounts_are_as_the_oracle_says(self) -> None:
        for client, account, keys in zip(self.clients, self.accounts, self.keys, strict=True):
            assert clients.get(client).balance == account.balance, "INV-02"
            for found, expected in (
                (open_items.debits(client), account.debits()),
                (open_items.credits(client), account.credits()),
            ):
                wanted = [(keys[key], account.items[key].open) for key in expected]
                assert [(item.operation, item.open) for item in found] == wanted, "INV-10, INV-11, INV-15"

    @invariant()
    def every_past_day_makes_sense(self) -> None:
        for client, account in zip(self.clients, self.accounts, strict=True):
            for back in (0, 2, 9):
                then = open_items.position(client, at=self.day(back))
                assert then.balance == account.balance_at(self.day(back)), "INV-05"
                assert min(then.unpaid, then.credit) >= 0, "INV-05"

    @invariant()
    def doctor_finds_nothing(self) -> None:
        assert [str(fault) for fault in doctor.examine()] == []


def test_any_sequence_of_verbs_leaves_every_account_as_an_accountant_would(
    renewed: Callable[[], Counter], request: Any
) -> None:
    """INV-02, 03, 05, 06, 09 to 16, 40, 44, on random histories."""
    games = GAMES // 4 if "postgres" in request.node.callspec.id else GAMES
    machine = type("Machine", (LedgerMachine,), {"renew": staticmethod(renewed)})
    play = settings(
        max_examples=games, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=play)
