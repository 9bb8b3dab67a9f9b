"""Random verbs on a few accounts, against an oracle of lists; the doctor now and then.

`OFFICINE_TEST_GAMES` says how many random histories are played: a night may take more of them.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from models.money.ledger import client_status, lifetime, open_items
from models.money.ledger.accounts import Account, PaymentMode
from models.money.till import verbs as till
from models.people.clients import verbs as clients
from models.people.clients.aliases import survivor_of
from models.trade.cancelling import guards
from models.trade.documents.rules import last_step
from models.trade.documents.table import SOLD, Document
from models.trade.global_invoices import organisms as organism_billing
from models.trade.global_invoices import verbs as global_invoices
from models.trade.returns import figures as returned
from models.trade.statements import verbs as statements
from models.trade.statements.content import Statement, StatementDetail
from models.trade.statements.table import IssuedStatement
from models.trash import verbs as trash
from models.values import Centimes
from tests import hledger
from tests.models.conftest import Counter
from tests.models.games.ledger_oracle import TILL
from tests.models.games.machine_game import Longest, days_back, modes, something_was_sold, which, who
from tests.models.games.machine_merging import Merging
from tests.models.games.machine_money import MovingMoney
from tests.models.games.machine_sales import Selling
from tests.models.games.papers_oracle import CODE
from tests.models.games.pharmacy_oracle import Why
from tests.models.games.ties.oracle import check_first_principles

GAMES = int(os.environ.get("OFFICINE_TEST_GAMES", "6"))
STEPS = 50


class LedgerMachine(Selling, MovingMoney, Merging):
    """Every verb; and after each of them, what the program says is what the oracle says."""

    def __init__(self) -> None:
        super().__init__()
        self.issued: dict[int, Statement] = {}

    def teardown(self) -> None:
        for key, first in self.issued.items():
            assert statements.content(key) == first, "INV-44: a relevé is printed again the same"
        super().teardown()

    @something_was_sold
    @rule(
        n=which,
        ticks=st.lists(which, max_size=2),
        back=st.sampled_from([0, 0, 0, 1, 5]),
        to_organism=st.booleans(),
        all_of_it=st.sampled_from([False, False, True]),
    )
    def invoice(self, n: int, ticks: list[int], back: int, to_organism: bool, all_of_it: bool) -> None:
        free = [(c, key) for c, key in self.standing_sales() if not self.oracle.invoice_of(c, key)]
        unpaid = [
            (c, key) for c, key in free if self.oracle.accounts[c].insured and not self.oracle.settled(c, key)
        ]
        client, sale = self.pick(n, unpaid if to_organism else free, self.sales())
        account, day = self.oracle.accounts[client], self.day(back)
        known = [
            key for key in account.of_kind("sale", "return") if account.reversal_of(key) is None or n % 5 == 4
        ]
        documents = known if all_of_it else [sale, *(known[n % len(known)] for n in ticks if known)]
        keys = [self.key(client, each) for each in documents]
        issued = self.play(
            self.oracle.invoice(client, documents, to_organism, day),
            lambda: global_invoices.issue(
                self.clients[client], keys, to_organism=to_organism, day=day, **self.asks
            ),
        )
        if issued is not None:
            assert issued.total == self.oracle.invoices[-1].total, "INV-19"
            self.invoices.append(issued.id)

    @precondition(lambda self: bool(self.invoices))
    @rule(n=which, code=st.sampled_from([CODE, CODE, CODE, "9999"]))
    def delete_an_invoice(self, n: int, code: str) -> None:
        live = [place for place, each in enumerate(self.oracle.invoices) if not each.deleted]
        place = self.pick(n, live, range(len(self.invoices)))
        self.play(
            self.oracle.delete_invoice(place, code, self.day(0)),
            lambda: global_invoices.delete(self.invoices[place], code, "wrong", **self.asks),
        )
        if code != CODE:
            self.at(self.now + timedelta(minutes=20))

    @precondition(lambda self: bool(self.invoices))
    @rule(n=which, share=st.sampled_from([1, 50, 100, 101]), mode=modes, back=days_back)
    def collect(self, n: int, share: int, mode: str, back: int) -> None:
        billed = [
            place
            for place, each in enumerate(self.oracle.invoices)
            if each.billing is not None and not each.deleted
        ]
        place, day = self.pick(n, billed, range(len(self.invoices))), self.day(back)
        invoice = self.oracle.invoices[place]
        amount = max((invoice.total - self.oracle.collected(invoice)) * share // 100, 1)
        self.play(
            self.oracle.collect(place, amount, mode, day),
            lambda: organism_billing.collect(
                self.invoices[place], Centimes(amount), PaymentMode(mode), day=day, **self.asks
            ),
        )

    @precondition(lambda self: bool(self.oracle.house.items))
    @rule(n=which)
    def take_an_organisms_payment_back(self, n: int) -> None:
        item = n % len(self.oracle.house.items)
        self.play(
            self.oracle.reverse(None, item, self.day(0)),
            lambda: guards.cancel(self.key(None, item), "mistake", **self.asks),
        )

    @precondition(lambda self: len(self.oracle.closed) < 3)
    @rule(
        back=st.sampled_from([0, 1, 1, 2, 5]), opening=st.sampled_from([0, 5_000]), over=st.integers(-20, 20)
    )
    def close_the_till(self, back: int, opening: int, over: int) -> None:
        day = self.day(back)
        moved = self.oracle.till(day)
        there = {
            mode: came - went + (opening if mode == "cash" else 0) for mode, (came, went) in moved.items()
        }
        seen = {Account(mode): Centimes(amount) for mode, amount in there.items()}
        counted = {account: Centimes(max(amount + over, 0)) for account, amount in seen.items()}
        self.play(
            self.oracle.close(day),
            lambda: till.close(day, counted, opening=Centimes(opening), seen=seen, **self.asks),
        )

    @precondition(lambda self: bool(self.oracle.closed))
    @rule(n=which, back=st.sampled_from([0, 1]))
    def reopen_the_till(self, n: int, back: int) -> None:
        day = self.pick(n, sorted(self.oracle.closed), [self.day(back)])
        self.play(self.oracle.reopen(day), lambda: till.reopen(day, "too early", CODE, **self.asks))

    @rule(client=who, leave_open=st.booleans())
    def archive(self, client: int, leave_open: bool) -> None:
        why, target = self.oracle.archive(client, leave_open), self.clients[client]
        self.play(why, lambda: client_status.archive(target, leave_open=leave_open, **self.asks))

    @precondition(lambda self: any(account.archived for account in self.oracle.accounts))
    @rule(n=which)
    def restore(self, n: int) -> None:
        archived = [client for client, account in enumerate(self.oracle.accounts) if account.archived]
        client = self.pick(n, archived, range(3))
        client_status.restore(self.clients[client], **self.asks)
        self.oracle.accounts[client].archived = False

    @rule(client=who)
    def delete(self, client: int) -> None:
        """Whoever has an operation or a paper stays; another one goes, sells nothing, and comes back."""
        key, account = self.clients[client], self.oracle.accounts[client]
        before = clients.get(key).status
        papers = any(
            table.select().where(table.client == key).exists() for table in (Document, IssuedStatement)
        )
        why: Why = {"HasRecords"} if account.items or papers else set()
        self.play(why, lambda: trash.delete(key, **self.asks))
        if not why:
            self.play({"ClientInTrash"}, lambda: self.counter.advance(key, 100))
            self.play({"ClientInTrash"}, lambda: client_status.archive(key, **self.asks))
            trash.restore(key, **self.asks)
        assert clients.get(key).status is before

    @rule(client=who, name=st.sampled_from(["Zidane", "Alami", "محمد", "Éloïse", "client"]))
    def edit(self, client: int, name: str) -> None:
        row = clients.get(survivor_of(self.clients[client]))
        values = replace(clients.fields_of(row), first_name=name)
        clients.edit(row.id, values, version=row.version, **self.asks)

    @rule(client=who, back=days_back, length=days_back, detail=st.sampled_from(StatementDetail))
    def hand_over_a_statement(self, client: int, back: int, length: int, detail: StatementDetail) -> None:
        end = self.day(back)
        start = end - timedelta(days=length)
        account = self.oracle.accounts[client]
        key = statements.issue(self.clients[client], start, end, detail, **self.asks)
        said = self.issued[key] = statements.content(key)
        assert said.opening == account.balance_at(start - timedelta(days=1)), "INV-05"
        assert said.closing == account.balance_at(end), "INV-05"
        assert said.opening + said.total_debit - said.total_credit == said.closing, "INV-06"
        assert said.ageing.unpaid - said.ageing.available_credit == said.closing, "INV-06"

    @invariant()
    def accounts_are_as_the_oracle_says(self) -> None:
        for client, account in zip(self.clients, self.oracle.accounts, strict=True):
            keys = self.keys[client]
            assert len(keys) == len(account.items), "INV-03"
            assert clients.get(survivor_of(client)).balance == account.balance, "INV-02, INV-45"
            assert survivor_of(client) == client or clients.get(client).balance == 0, "INV-45"
            for found, expected in (
                (open_items.debits(client), account.debits()),
                (open_items.credits(client), account.credits()),
            ):
                wanted = [(keys[key], account.items[key].open) for key in expected]
                assert [(item.operation, item.open) for item in found] == wanted, "INV-10, INV-11, INV-15"

    @invariant()
    def what_was_invoiced_and_paid_is_what_was_posted(self) -> None:
        """The oracle adds up sales and the till, the program the client's own account."""
        for client, account in zip(self.clients, self.oracle.accounts, strict=True):
            said = lifetime.totals(client)
            assert said.invoiced == account.posted_to("sales"), "sales less returns and cancellations"
            assert said.paid == -account.posted_to(*TILL), "money received less money paid back"
            assert said.balance == account.balance, "INV-02"
            for month in said.months:
                assert month.invoiced == account.posted_to("sales", month=month.month), "by value date"

    @invariant()
    def every_past_day_makes_sense(self) -> None:
        for client, account in zip(self.clients, self.oracle.accounts, strict=True):
            for back in (0, 2, 9):
                then = open_items.position(client, at=self.day(back))
                assert then.balance == account.balance_at(self.day(back)), "INV-05"
                assert min(then.unpaid, then.credit) >= 0, "INV-05"

    @invariant()
    def the_till_is_what_was_posted_to_it(self) -> None:
        for back in (0, 1, 5):
            shown = till.day(self.day(back))
            moved = {str(mode.account): (mode.receipts, mode.refunds) for mode in shown.modes}
            assert moved == self.oracle.till(self.day(back)), "INV-08"
            assert (shown.closing is not None) == (self.day(back) in self.oracle.closed)
            if shown.closing is None:
                sold = shown.turnover
                figures = (sold.sales, sold.returns, sold.cancelled, sold.discounts)
                assert figures == self.oracle.sold_on(self.day(back)), "INV-08"

    @invariant()
    def promises_stand_where_they_were_taken(self) -> None:
        for key, paper in zip(self.papers, self.oracle.papers, strict=True):
            document = Document.get_by_id(key)
            state = last_step(document).state
            assert ("sold" if state is SOLD[document.kind] else state) == paper.state

    @invariant()
    def no_more_comes_back_than_was_sold(self) -> None:
        for client, account in enumerate(self.oracle.accounts):
            for sale in list(account.sold)[-3:]:
                found = returned.sold_lines(self.key(client, sale))
                said = [(line.amount, line.returned, line.given_back) for line in found]
                assert said == [(line.amount, *account.back(line)) for line in account.sold[sale]], "INV-18"

    @invariant()
    def no_reason_outlives_what_it_was_given_for(self) -> None:
        for client, account in enumerate(self.oracle.accounts):
            check_first_principles(account)
            assert self.oracle.lost(client, account) == set(), "INV-16, INV-17, INV-18, INV-19"


def test_any_sequence_of_verbs_leaves_every_account_as_an_accountant_would(
    renewed: Callable[[], Counter], request: Any, tmp_path: Path
) -> None:
    """INV-02, 03, 05, 06, 08 to 21, 40, 44, on random histories; then hledger adds the longest one up."""
    games = max(GAMES // 4, 1) if "postgres" in request.node.callspec.id else GAMES
    longest = Longest()
    played = {"renew": staticmethod(renewed), "longest": longest}
    play = settings(
        max_examples=games, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(type("Machine", (LedgerMachine,), played), settings=play)
    hledger.needed()
    path = tmp_path / "longest.journal"
    path.write_text("\n".join(longest.journal) + "\n")
    hledger.check(path)
    assert hledger.balances(path) == longest.balances
