"""The tab of technical sheets: the newest entry of each criterion, the newest first (ts-fill)."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_
from locales.words import technical_sheets as words
from models.people.technical_sheets import listing
from models.people.technical_sheets.listing import SheetRow
from models.pharmacy.features import Feature
from tui.fiche.parts.pane import Group, Tab
from tui.fiche.parts.short_list_pane import ShortListPane
from tui.frame.base import asking
from tui.widgets.columns import Column

COLUMNS: list[Column[SheetRow]] = [
    Column("day", N_("Day"), words.day, 10),
    Column("theme", N_("Theme"), lambda row: row.theme, 14, needs=70, grows=1),
    Column("criterion", N_("Criterion"), lambda row: row.criterion, 14, grows=1),
    Column("noted", N_("Answer, value"), lambda row: " · ".join(words.noted(row).splitlines()), 20, grows=3),
    Column("author", N_("Author"), lambda row: row.author, 12, needs=60, grows=1),
]


class TechnicalSheetsPane(ShortListPane[SheetRow]):
    """What holds of one client."""

    PURPOSE = N_("what has to be known to make the same again: colours, dosages.")
    GUIDE = "fiches-techniques.md"
    TITLE = N_("Technical sheets")
    EMPTY = N_("Nothing noted yet. F2 notes the first thing.")
    COLUMNS = COLUMNS
    CREATES = True
    OF_A_ROW = ("edit", "print")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "edit", N_("Note anew"), id="technical_sheets.edit", tooltip=N_("What holds since")),
        Binding("r", "print", N_("Print"), id="technical_sheets.print", tooltip=N_("Write it as a PDF")),
    ]

    def now(self) -> Sequence[SheetRow]:
        return listing.newest(self.client)

    @asking
    async def open_row(self, row: SheetRow) -> None:
        from tui.fiche.technical_sheets.opened import SheetDialog

        await self.desk.ask(SheetDialog(self.client, row))

    @asking
    async def create(self) -> None:
        from tui.fiche.technical_sheets.new import note

        self.go_to(await note(self.desk, self.client))

    @asking
    async def action_edit(self) -> None:
        from tui.fiche.technical_sheets.new import note_anew

        if self.current is not None:
            self.go_to(await note_anew(self.desk, self.client, self.current))

    @asking
    async def action_print(self) -> None:
        from tui.fiche.technical_sheets.paper import print_sheets

        if self.current is not None:
            await print_sheets(self.desk, self.client)


TAB = Tab(
    "technical_sheets",
    TechnicalSheetsPane.TITLE,
    TechnicalSheetsPane,
    group=Group.PERSON,
    feature=Feature.TECHNICAL_SHEETS,
    count=listing.counting_of,
)
