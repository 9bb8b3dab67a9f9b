"""The relevés handed over so far; Enter writes one again, the same."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import ledger as words
from locales.words.statements import variant
from models.store import clock
from models.trade.statements.listing import StatementListing, StatementRow
from tui.fiche.parts.pane import Group, Pane, Tab
from tui.frame.base import asking
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.text_lines import Lines


def _style(row: StatementRow) -> str:
    if not row.closing:
        return "quiet"
    return "owes" if row.closing > 0 else "credit"


COLUMNS: list[Column[StatementRow]] = [
    Column("number", N_("No."), lambda row: row.number, 12),
    Column("start", N_("From"), lambda row: formats.day(row.start), 10, needs=34),
    Column("end", N_("To"), lambda row: formats.day(row.end), 10),
    Column(
        "closing",
        N_("Balance"),
        lambda row: formats.amount(abs(row.closing)) if row.closing else "–",
        17,
        needs=52,
        right=True,
        lead=lambda row: words.side(row.closing),
        style=_style,
    ),
    Column("issued", N_("Issued"), lambda row: formats.day(clock.local_day(row.issued_at)), 10, needs=64),
    Column("detail", N_("Detail"), lambda row: variant(row.detail, row.grouping), 10, needs=84, grows=1),
    Column("author", N_("By"), lambda row: row.author, 12, needs=96, grows=1),
]


class IssuedRows(Rows[StatementRow]):
    """The relevés; Enter does what `r` does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Reprint"), id="rows.open", tooltip=N_("Write the same file again")),
    ]


class StatementsPane(Pane):
    """Newest first."""

    PURPOSE = N_("the statements handed over; each can be printed again.")
    GUIDE = "releve.md"
    OF_A_ROW = ("reprint",)
    FILLED_BY = ("statement",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "reprint", N_("Reprint"), id="statements.reprint", show=False),
    ]

    def compose(self) -> ComposeResult:
        yield Lines(classes="pane-head")
        yield IssuedRows(COLUMNS, empty=_("No statement yet. Shift+P makes the first one."))

    @property
    def rows(self) -> Rows[StatementRow]:
        """The list itself."""
        return self.query_one(Rows)

    @property
    def current(self) -> StatementRow | None:
        return self.rows.current

    def enter(self) -> None:
        self.rows.focus()

    def show(self, client: int) -> None:
        self.client = client
        self.rows.show(StatementListing(client))
        self._head()

    def read_again(self) -> None:
        self.rows.read_again()
        self._head()

    def go_to(self, key: int) -> None:
        self.rows.show(StatementListing(self.client), at=StatementListing(self.client).one(key))
        self._head()

    def _head(self) -> None:
        self.head(_(TAB.title), formats.count(StatementListing(self.client).count()))

    @on(Rows.Opened)
    def opened(self, event: Rows.Opened) -> None:
        event.stop()
        self.action_reprint()

    @asking
    async def action_reprint(self) -> None:
        from tui.fiche.statements.issuing import reprint

        if self.current is not None:
            await reprint(self.desk, self.current)


TAB = Tab(
    "statements",
    N_("Statements"),
    StatementsPane,
    group=Group.ACCOUNT,
    count=lambda client: StatementListing(client).counting(),
)
