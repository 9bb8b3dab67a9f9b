"""A client with a small history made by the verbs, and how a test reads the fiche."""

from datetime import date, timedelta
from typing import Any, TypeVar, cast

from textual.pilot import Pilot
from textual.screen import Screen

from models.money.ledger.accounts import PaymentMode
from models.money.payments.receipts import Receipt
from models.pharmacy.tab_keys import AT_FIRST
from models.store import clock
from models.store.connection import transaction
from models.trade.catalogue.table import Category, Product
from models.trade.prices.lines import NewLine
from models.trade.sales import verbs as sales
from tests.asking import by_staff
from tests.models.conftest import Counter
from tui.clients.listing import ClientDesk
from tui.fiche.parts.pane import Tab
from tui.fiche.screen import FicheDesk
from tui.fiche.tabs import LETTERS
from tui.frame.notice import Notice
from tui.frame.screens import new_screen
from tui.frame.session import Session
from tui.shell.app import OfficineApp
from tui.widgets.text_lines import Lines

Kind = TypeVar("Kind", bound=Screen[Any])


class Ledger(Counter):
    """The counter of all tests, with the one product of 1,00 that the screens show. Amounts in centimes."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.staff)
        with transaction():
            category = Category.create(name="Parapharmacie")
            self.milk = int(
                Product.create(
                    code="P1",
                    name="Lait [1er âge]",
                    search_key="lait 1er age p1",
                    category=category,
                    price=100,
                ).id
            )

    def sale(self, client: int, total: int, days_ago: int = 0) -> int:
        """So many milks, on credit, so many days ago; the operation."""
        lines = [NewLine(self.milk, 1000 * total // 100)]
        return int(sales.sell(client, lines, day=self.day(days_ago), by=by_staff(self.staff)).id)

    def pay(
        self, client: int, amount: int, mode: str = "cash", *, days_ago: int = 0, **order: Any
    ) -> Receipt:
        return super().pay(client, amount, mode, day=self.day(days_ago), **order)

    def advance(
        self, client: int, amount: int, mode: PaymentMode = PaymentMode.CHEQUE, *, day: date | None = None
    ) -> None:
        super().advance(client, amount, mode, day=day)

    def day(self, days_ago: int) -> date:
        return clock.today() - timedelta(days=days_ago)


def key_of(tab: Tab) -> str:
    """The sign before the name of a tab, as long as nobody chose another; a blank for one without a key."""
    digits = {name: digit for digit, name in AT_FIRST.items()}
    return digits.get(tab.key) or LETTERS.get(tab.key, " ")


def screen_text(app: OfficineApp) -> str:
    """What stands on the screen, line by line."""
    return "\n".join(
        "".join(segment.text for segment in strip).rstrip()
        for strip in app.screen._compositor.render_strips()
    )


def top(app: OfficineApp, kind: type[Kind]) -> Kind:
    """The top screen, which must be of this kind."""
    assert isinstance(app.screen, kind)
    return app.screen


def said(app: OfficineApp) -> str:
    """What the notice of the top screen says."""
    return app.screen.query_one(Notice).sentence


def balance(desk: FicheDesk) -> list[str]:
    """The balance block, spaces squeezed."""
    return [" ".join(line.split()) for line in desk.query_one("#balance", Lines).text.splitlines()]


async def to_tab(pilot: Pilot[int], tab: Tab, *keys: str) -> None:
    """Goes to a tab of the fiche, wherever it stands among the others, and presses keys there."""
    fiche = top(cast("OfficineApp", pilot.app), FicheDesk)
    await fiche.action_tab(tab.key)
    await pilot.pause()
    if keys:
        await pilot.press(*keys)


async def open_fiche(pilot: Pilot[int], client: int) -> FicheDesk:
    """The fiche, opened from the list."""
    app = cast("OfficineApp", pilot.app)
    await pilot.pause()
    listing = app.screen.listing if isinstance(app.screen, ClientDesk) else None
    await app.push_screen(new_screen("fiche", client, listing=listing))
    await pilot.pause()
    return top(app, FicheDesk)
