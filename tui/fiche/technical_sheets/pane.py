"""The tab of technical sheets: the newest entry of each criterion, the newest first (ts-fill)."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import technical_sheets as words
from models.people.technical_sheets import listing
from models.people.technical_sheets.listing import SheetRow
from models.pharmacy.features import Feature
from tui.fiche.parts.pane import Group, Pane, Tab
from tui.frame.base import asking
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.text_lines import Lines
from tui.widgets.window import Fixed

COLUMNS: list[Column[SheetRow]] = [
    Column("day", N_("Day"), words.day, 10),
    Column("theme", N_("Theme"), lambda row: row.theme, 14, needs=70, grows=1),
    Column("criterion", N_("Criterion"), lambda row: row.criterion, 14, grows=1),
    Column("noted", N_("Answer, value"), lambda row: " · ".join(words.noted(row).splitlines()), 20, grows=3),
    Column("author", N_("Author"), lambda row: row.author, 12, needs=60, grows=1),
]


class TechnicalSheetsPane(Pane):
    """What holds of one client."""

    PURPOSE = N_("what has to be known to make the same again: colours, dosages.")
    GUIDE = "fiches-techniques.md"
    CREATES = True
    OF_A_ROW = ("edit", "print")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "edit", N_("Note anew"), id="technical_sheets.edit", tooltip=N_("What holds since")),
        Binding("r", "print", N_("Print"), id="technical_sheets.print", tooltip=N_("Write it as a PDF")),
    ]

    def compose(self) -> ComposeResult:
        yield Lines(classes="pane-head")
        yield Rows(COLUMNS, empty=_("Nothing noted yet. F2 notes the first thing."))

    @property
    def rows(self) -> Rows[SheetRow]:
        """The list itself."""
        return self.query_one(Rows)

    @property
    def current(self) -> SheetRow | None:
        return self.rows.current

    def enter(self) -> None:
        self.rows.focus()

    def show(self, client: int) -> None:
        self.client = client
        self._show()

    def read_again(self) -> None:
        self._show(keep_cursor=True)

    def _show(self, *, keep_cursor: bool = False, at: int | None = None) -> None:
        found = listing.newest(self.client)
        made = next((row for row in found if row.id == at), None)
        self.rows.show(Fixed(found), keep_cursor=keep_cursor and made is None, at=made)
        self.head(_(TAB.title), formats.count(len(found)))

    @on(Rows.Opened)
    @asking
    async def opened(self, event: Rows.Opened) -> None:
        from tui.fiche.technical_sheets.opened import SheetDialog

        event.stop()
        await self.desk.ask(SheetDialog(self.client, event.row))

    @asking
    async def create(self) -> None:
        from tui.fiche.technical_sheets.new import note

        self._show(at=await note(self.desk, self.client))

    @asking
    async def action_edit(self) -> None:
        from tui.fiche.technical_sheets.new import note_anew

        if self.current is not None:
            self._show(at=await note_anew(self.desk, self.client, self.current))

    @asking
    async def action_print(self) -> None:
        from tui.fiche.technical_sheets.paper import print_sheets

        if self.current is not None:
            await print_sheets(self.desk, self.client)


TAB = Tab(
    "technical_sheets",
    N_("Technical sheets"),
    TechnicalSheetsPane,
    group=Group.PERSON,
    feature=Feature.TECHNICAL_SHEETS,
    count=listing.counting_of,
)
