"""The tab of animals: those in use by name, the retired ones at the end (pet-crud)."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import animals as words
from locales.words.clients import age
from models.people.animals import listing
from models.people.animals.listing import AnimalRow
from models.pharmacy.features import Feature
from models.store import clock
from tui.fiche.animals import asked
from tui.fiche.parts.pane import Group, Tab
from tui.fiche.parts.short_list_pane import ShortListPane
from tui.frame.base import asking
from tui.widgets.columns import Column, on_one_line
from tui.widgets.rows import Rows


def _style(row: AnimalRow) -> str:
    return "plain" if row.active else "quiet"


def _name_style(row: AnimalRow) -> str:
    return "plain" if row.active and row.name else "quiet"


def _state(row: AnimalRow) -> str:
    return "" if row.active else _("retired")


COLUMNS: list[Column[AnimalRow]] = [
    Column("name", N_("Name"), words.called, 12, grows=2, style=_name_style),
    Column("species", N_("Species"), lambda row: row.species, 8, needs=40, grows=1, style=_style),
    Column("breed", N_("Breed"), lambda row: row.breed, 9, needs=50, grows=1, style=_style),
    Column("born", N_("Born"), lambda row: formats.day(row.birth_date), 10, style=_style),
    Column("age", N_("Age"), lambda row: age(row.birth_date, clock.today()), 7, right=True, style=_style),
    Column("note", N_("Note"), lambda row: on_one_line(row.note), 14, needs=84, grows=2, style=_style),
    Column("state", "", _state, 7, needs=54, style=lambda row: "quiet"),
]


class AnimalRows(Rows[AnimalRow]):
    """The animals; Enter opens what was sold for one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("History"), id="rows.open", tooltip=N_("All that was sold for it")),
    ]


class AnimalsPane(ShortListPane[AnimalRow]):
    """The animals of one client."""

    PURPOSE = N_("the client's animals, and what was sold for each.")
    GUIDE = "animaux.md"
    TITLE = N_("Animals")
    EMPTY = N_("No animal yet. F2 adds the first one.")
    COLUMNS = COLUMNS
    CREATES = True
    OF_A_ROW = ("edit_animal", "delete", "put_back")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f3",
            "edit_animal",
            N_("Edit"),
            id="animal.edit",
            tooltip=N_("Its name, its breed, its birth date"),
        ),
        Binding("delete", "delete", N_("Delete"), id="animal.delete", tooltip=N_("Once asked")),
        Binding("delete", "put_back", N_("Put back"), id="animal.put_back", tooltip=N_("Use it again")),
    ]

    def make_list(self) -> AnimalRows:
        return AnimalRows(COLUMNS, empty=_(self.EMPTY))

    def now(self) -> Sequence[AnimalRow]:
        return listing.animals_of(self.client)

    def said(self, rows: Sequence[AnimalRow]) -> str:
        return formats.count(sum(row.active for row in rows))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        row = self.current if self.is_mounted else None
        if row is not None and action in ("delete", "put_back"):
            return row.active is (action == "delete")
        return super().check_action(action, parameters)

    def open_row(self, row: AnimalRow) -> None:
        from tui.fiche.animals.history import AnimalHistoryDesk

        self.app.push_screen(AnimalHistoryDesk(row))

    @asking
    async def create(self) -> None:
        self.go_to(await asked.create_animal(self.desk, self.client))

    @asking
    async def action_edit_animal(self) -> None:
        if self.current is not None:
            self.go_to(await asked.edit_animal(self.desk, self.current))

    @asking
    async def action_delete(self) -> None:
        if self.current is not None:
            await asked.delete(self.desk, self.current)

    def action_put_back(self) -> None:
        if self.current is not None:
            asked.put_back(self.desk, self.current)


TAB = Tab(
    "animals",
    AnimalsPane.TITLE,
    AnimalsPane,
    group=Group.PERSON,
    feature=Feature.ANIMALS,
    count=listing.counting_of,
)
