"""A pharmacy with something to sell, and hands that enter a sale."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events

from models.money.ledger.accounts import Account
from models.money.ledger.postings import Posting
from models.store.connection import transaction
from models.trade.catalogue import table as catalogue
from models.trade.catalogue.table import Category, Product
from models.trade.sales.table import SaleLine
from tests.tui.fiche.fiche_ledger import Ledger, top
from tests.tui.hands import Hands, at_fiche, until
from tui.fiche.sales.new import SaleDesk
from tui.frame.session import Session
from tui.lines.basket import BasketLine

SYRUP, TABLETS, CREAM, GAUZE = "6118000000044", "6118000000013", "6118000001263", "6118000001900"


def stocked(session: Session) -> Ledger:
    """A small history, and something to sell."""
    made = Ledger(session)
    with transaction():
        medicines = Category.create(name="Médicaments", regulated=True)
        free = Category.create(name="Dermo-cosmétique")
        for code, name, category, price, more in (
            (SYRUP, "Paracétamol sirop", medicines, 1_840, {}),
            (TABLETS, "Paracétamol 500 mg", medicines, 1_460, {}),
            (CREAM, "Crème mains", free, 5_800, {}),
            (GAUZE, "Gaze au mètre", free, 900, {"fractional": True}),
        ):
            key = catalogue.search_key(name, f"A{price}", code)
            row = {"code": f"A{price}", "name": name, "category": category, "price": price, **more}
            Product.create(bar_code=code, search_key=key, **row)
    return made


class Till(Hands):
    """Hands on the keyboard of a new sale."""

    async def type(self, text: str, *then: str) -> None:
        """Into the field that has the focus, at once; a key at a time only where the keys are the point."""
        self.app.post_message(events.Paste(text))
        await self.press(*then)

    async def scan(self, *codes: str) -> None:
        """Each code and Enter, without waiting for anything; then until all of them are in the list."""
        for code in codes:
            for key in (*code, "enter"):
                event = events.Key(key, key if len(key) == 1 else "\r")
                event.set_sender(self.app)
                self.app.post_message(event)
        wanted = 1_000 * len(codes)
        await until(self.pilot, lambda: sum(quantity for _label, quantity in self.lines()) >= wanted)

    @property
    def desk(self) -> SaleDesk:
        return top(self.app, SaleDesk)

    def lines(self) -> list[tuple[str, int]]:
        """What stands in the list: product or unknown code, and its quantity."""
        return [_line(line) for line in self.desk.editor.basket.lines]

    @property
    def total(self) -> int:
        return self.desk.editor.basket.total


def _line(line: BasketLine) -> tuple[str, int]:
    if line.asked is None or line.priced is None:
        return line.code, 0
    return line.priced.label, line.asked.quantity


@asynccontextmanager
async def selling(session: Session, client: int) -> AsyncIterator[Till]:
    async with at_fiche(session, client) as hands:
        till = Till(hands.pilot, hands.app)
        await till.press("n")
        top(till.app, SaleDesk)
        yield till


def sold() -> list[tuple[str, int]]:
    rows = SaleLine.select(SaleLine.label, SaleLine.quantity).order_by(SaleLine.id)
    return list(rows.tuples())


def posted(account: Account) -> int:
    return sum(posting.amount for posting in Posting.select().where(Posting.account == account))
