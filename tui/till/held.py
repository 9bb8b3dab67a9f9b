"""The operations of a day of the till, or of one mode of it, in the order they were entered."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats
from locales.words import ledger as words
from models.money.till.held import HeldListing, HeldRow
from tui.frame.base import STYLES, Desk, asking
from tui.frame.screens import new_screen
from tui.widgets.columns import Column
from tui.widgets.rows import Rows


def _kind(row: HeldRow) -> str:
    return f"{words.operation(row.kind)} {row.reverses}".strip()


def _modes(row: HeldRow) -> str:
    return " + ".join(words.mode(account) for account, _amount in row.moves)


def _amount(row: HeldRow) -> str:
    return formats.amount(row.amount)


COLUMNS: list[Column[HeldRow]] = [
    Column("at", N_("Time"), lambda row: formats.time(row.entered), 5),
    Column("number", N_("No."), lambda row: row.number, 12),
    Column("client", N_("Client"), lambda row: row.client or row.note, 16, grows=2),
    Column("kind", N_("Operation"), _kind, 12, grows=1),
    Column("mode", N_("Mode"), _modes, 9, grows=1),
    Column("reference", N_("Reference"), lambda row: row.reference, 12, needs=100, grows=1),
    Column("author", N_("By"), lambda row: row.author, 12, needs=112),
    Column(
        "amount",
        N_("Amount"),
        _amount,
        12,
        right=True,
        style=lambda row: "warns" if row.amount < 0 else "plain",
    ),
]


class _Held(Rows[HeldRow]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Client"), id="rows.open", tooltip=N_("Open the client's fiche")),
    ]


class HeldDesk(Desk[None]):
    """What came in and went out. Enter opens the client."""

    PURPOSE = N_("Every payment of this day that is in the till.")
    GUIDE = "caisse.md#les-journées"
    CSS_PATH: ClassVar = [STYLES / "fiche.tcss", STYLES / "till.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5", "refresh", N_("Refresh"), id="held.refresh", show=False, tooltip=N_("Read the list again")
        ),
        Binding("escape", "back", N_("Back"), id="held.back", tooltip=N_("Back to the figures")),
    ]

    def __init__(self, day: str, mode: str, listing: HeldListing) -> None:
        """`day` and `mode` are what the heading says, in the user's language."""
        super().__init__()
        self._heading = f"{day} · {mode}"
        self._listing = listing

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(self._heading, markup=False, classes="title")
            yield Static(formats.count(self._listing.count()), markup=False, classes="who")
        yield _Held(COLUMNS, empty=_("No money came in or went out."))

    def on_mount(self) -> None:
        self.query_one(_Held).show(self._listing)

    def read_again(self) -> None:
        self.query_one(".who", Static).update(formats.count(self._listing.count()))
        self.query_one(_Held).read_again()

    @on(Rows.Opened)
    def opened(self, event: Rows.Opened) -> None:
        event.stop()
        if event.row.client_id is None:
            self.tell(_("This operation is of no client."))
        else:
            self.open(event.row.client_id)

    @asking
    async def open(self, client: int) -> None:
        """Shows the client's fiche."""
        await self.ask(new_screen("fiche", client))
