"""A game on the ledger: a pharmacy and its oracle side by side. What every verb of a game has at hand."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import precondition

from models.money.ledger import journal
from models.money.ledger.accounts import Account as AccountName
from models.money.ledger.accounts import PaymentMode
from models.money.ledger.postings import Operation
from models.people.clients.aliases import survivor_of
from models.people.organisms import listing as organisms
from models.people.staff import security_code
from models.refusals import Refused
from models.store import clock
from models.store.connection import engine
from models.trade.catalogue import categories
from models.trade.catalogue import verbs as product_editing
from models.trade.catalogue.categories import CategoryFields
from models.trade.catalogue.verbs import ProductFields
from models.values import Centimes
from printing.exports import journal as hledger_journal
from tests.asking import by_staff
from tests.conftest import NOW
from tests.models.conftest import Counter
from tests.models.games.examined import Examined
from tests.models.games.ledger_oracle import Account
from tests.models.games.merging_oracle import Joined
from tests.models.games.papers_oracle import CODE, Papers
from tests.models.games.pharmacy_oracle import Shelved, Why

T = TypeVar("T")
CEILING = 20_000
SHELF: tuple[tuple[int, str, dict[str, bool]], ...] = (
    (1_000, "Hygiène", {}),
    (3_333, "Parfumerie", {}),
    (4_250, "Médicaments", {"regulated": True}),
    (700, "Hygiène", {"forbidden": True}),
    (1, "Parfumerie", {}),
    (999, "Hygiène", {"fractional": True}),
)
"""Price, category, and what is particular about a product."""

amounts = st.integers(1, 15_000)
maybe = st.sampled_from([0, 0, 0, 1, 50, 1_234])
days_back = st.sampled_from([0, 0, 0, 0, 1, 2, 5, 12])
who = st.integers(0, 2)
which = st.integers(0, 1_000)
modes = st.sampled_from(["cash", "cash", "card", "cheque", "transfer"])


@dataclass
class Longest:
    """The game of a run with the most operations: its journal, and what hledger should find in it."""

    operations: int = 0
    journal: Sequence[str] = ()
    balances: dict[str, int] = field(default_factory=dict)


class Game(Examined):
    """Three clients, the first with a ceiling and the second insured. `renew` makes an empty pharmacy."""

    renew: Callable[[], Counter]
    longest: Longest

    def __init__(self) -> None:
        super().__init__()
        self.time = ExitStack()
        self.at(NOW)
        self.counter = type(self).renew()
        insurer = organisms.organisms()[0].id
        self.clients = [
            self.counter.client("Client", "0", ceiling=CEILING),
            self.counter.client("Client", "1", organism=insurer),
            self.counter.client("Client", "2"),
        ]
        self.oracle = Papers(
            [Account(ceiling=CEILING), Account(insured=True), Account()],
            [Shelved(price, category, **what) for price, category, what in SHELF],
        )
        self._stock()
        self.keys: dict[int | None, list[int]] = {client: [] for client in (*self.clients, None)}
        self.papers: list[int] = []
        self.invoices: list[int] = []
        self.joined: dict[int, Joined] = {}
        self._papers = self._invoices = 0
        self.turn = 0
        self._last = 0

    def _stock(self) -> None:
        security_code.choose(CODE, current="", **self.asks)
        names = {category: "regulated" in what for _, category, what in SHELF}
        self.categories = {
            name: categories.create(CategoryFields(name, regulated), **self.asks)
            for name, regulated in names.items()
        }
        self.products = []
        for number, (price, category, what) in enumerate(SHELF):
            values = ProductFields(
                name=f"Produit {number}",
                category=self.categories[category],
                price=Centimes(price),
                fractional=bool(what.get("fractional")),
                discount_forbidden=bool(what.get("forbidden")),
            )
            self.products.append(product_editing.create(values, **self.asks))

    @property
    def asks(self) -> dict[str, Any]:
        """Who asks, and a new request."""
        return {"by": by_staff(self.counter.staff)}

    def at(self, moment: datetime) -> None:
        self.time.close()
        self.now = moment
        self.time.enter_context(clock.stopped_at(moment))

    def day(self, back: int) -> date:
        return clock.today() - timedelta(days=back)

    def pick(self, n: int, likely: Sequence[T], known: Sequence[T]) -> T:
        """One of those for which a verb makes sense, or now and then one of all that there are.

        Hypothesis likes to repeat itself; the turn sees to it that the same number is another choice.
        """
        n += 37 * self.turn
        among = likely if likely and n % 7 != 5 else known
        return among[n % len(among)]

    def items(self, wanted: Callable[[Account, int], object]) -> list[tuple[int, int]]:
        """Client and item, of everybody, that are wanted."""
        return [
            (client, key)
            for client, account in enumerate(self.oracle.accounts)
            for key in range(len(account.items))
            if wanted(account, key)
        ]

    def everything(self) -> list[tuple[int, int]]:
        return self.items(lambda account, key: True)

    def sales(self) -> list[tuple[int, int]]:
        return self.items(lambda account, key: key in account.sold)

    def avoirs(self) -> list[tuple[int, int]]:
        return self.items(lambda account, key: account.items[key].open and account.items[key].amount < 0)

    def leads(self, client: int) -> int:
        """The client who stands for this one."""
        while client in self.joined:
            client = self.joined[client].survivor
        return client

    def tree(self, client: int) -> set[int]:
        """A client with those merged into them."""
        into = [other for other, joined in self.joined.items() if joined.survivor == client]
        return {client}.union(*(self.tree(other) for other in into))

    def key(self, client: int | None, item: int) -> int:
        """The operation of an item of the oracle."""
        return self.keys[None if client is None else self.clients[client]][item]

    def play(self, why: Why, verb: Callable[[], Any]) -> Any:
        """Carries a verb out, which must be refused for one of these reasons, or not at all."""
        self.turn += 1
        answer, refused = None, ""
        try:
            answer = verb()
        except Refused as refusal:
            refused = type(refusal).__name__
        expected = refused in why if why else not refused
        assert expected, f"{refused or 'done'}, but the oracle says {why or 'done'}"
        self._remember()
        return answer

    def _remember(self) -> None:
        """The keys of what was just written, in the order of the oracle's items."""
        rows = Operation.select(Operation.id, Operation.client).where(Operation.id > self._last)
        for key, client in rows.order_by(Operation.id).tuples():
            self.keys[client].append(key)
            self._last = key
        persons = {id(account): account for account in self.oracle.accounts}
        for number, account in enumerate(self.oracle.accounts):
            for item in account.items:
                item.fiche = self.leads(number) if item.fiche < 0 else item.fiche
        for paper in self.oracle.papers[self._papers :]:
            paper.client = self.leads(paper.client)
        for invoice in self.oracle.invoices[self._invoices :]:
            invoice.client = self.leads(invoice.client)
        self._papers, self._invoices = len(self.oracle.papers), len(self.oracle.invoices)
        for account in (*persons.values(), self.oracle.house):
            account.request += 1

    def teardown(self) -> None:
        super().teardown()
        operations = sum(len(keys) for keys in self.keys.values())
        if operations > self.longest.operations:
            self._keep_as_longest(operations)
        self.time.close()

    def _keep_as_longest(self, operations: int) -> None:
        with engine().reading():
            written = list(hledger_journal.lines(journal.entries(), journal.accounts(), clock.today()))
        balances = {
            hledger_journal.receivable(client): account.balance
            for client, account in zip(self.clients, self.oracle.accounts, strict=True)
            if survivor_of(client) == client
        }
        for name, amount in self.oracle.posted().items():
            balances[hledger_journal.ACCOUNTS[AccountName(name)]] = amount
        self.longest.operations, self.longest.journal = operations, written
        self.longest.balances = {name: amount for name, amount in balances.items() if amount}


something_was_sold = precondition(lambda self: bool(self.sales()))
there_is_an_avoir = precondition(lambda self: bool(self.avoirs()))


def in_modes(paid: dict[str, int]) -> dict[PaymentMode, Centimes]:
    """Money by mode, as the verbs take it."""
    return {PaymentMode(mode): Centimes(amount) for mode, amount in paid.items()}
