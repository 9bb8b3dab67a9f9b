"""Which column of a file was taken for what, to be changed: its title, its first values, the field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _
from models.importing.files.titles import FoundColumn
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import Desk, asking
from tui.terminal.inert import inert
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.window import Fixed


@dataclass(frozen=True, slots=True)
class _Row:
    """A column at its place; `word` is what the field is called."""

    id: int
    column: FoundColumn
    word: str


_COLUMNS: list[Column[_Row]] = [
    Column("title", N_("Column"), lambda row: row.column.title, 20),
    Column(
        "samples",
        N_("First values"),
        lambda row: " · ".join(row.column.samples),
        20,
        grows=1,
        style=lambda row: "quiet",
    ),
    Column(
        "field",
        N_("Read as"),
        lambda row: row.word,
        22,
        style=lambda row: "plain" if row.column.field else "quiet",
    ),
]


class _Found(Rows[_Row]):
    """The columns, one a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Change"), id="columns.change", tooltip=N_("Read it as something else"))
    ]


class ColumnsDesk(Desk[tuple[str, ...]]):
    """The columns of a file. Returns the field of each, empty for one that is left out; None for going back.

    Args:
        columns: as they were found.
        words: what each field is called, in the user's language.
        why: why the person is asked; empty if they came by themselves.
    """

    TITLE: ClassVar[str] = N_("Columns of the file")
    PURPOSE = N_("What each column of the file is read as. Enter changes it; nothing is written.")
    GUIDE = "importer.md#un-fichier-dont-la-première-ligne-nomme-les-colonnes"
    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "read", N_("Look"), id="columns.read", tooltip=N_("Read the file so")),
        Binding("escape", "back", N_("Back"), id="columns.back", tooltip=N_("As it was")),
    ]

    def __init__(self, columns: Sequence[FoundColumn], words: Mapping[str, str], why: str = "") -> None:
        super().__init__()
        self._columns, self._words, self._why = list(columns), words, why

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(_(self.TITLE), markup=False, classes="title")
        if self._why:
            yield Static(inert(self._why), markup=False, classes="remark -warning")
        yield _Found(_COLUMNS)

    def on_mount(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        rows = [_Row(number, each, self._word(each.field)) for number, each in enumerate(self._columns)]
        self.query_one(Rows).show(Fixed(rows), keep_cursor=True)

    def _word(self, field: str) -> str:
        return self._words.get(field) or _("left out")

    @on(Rows.Opened)
    @asking
    async def change(self, event: Rows.Opened) -> None:
        row: _Row = event.row
        taken = {each.field: each.title for each in self._columns if each.field}
        ways = [Way("-", _("left out"))]
        ways += [
            Way(field, word, inert(taken[field]) if field in taken else "")
            for field, word in self._words.items()
        ]
        now = next((way for way in ways if way.key == row.column.field), ways[0])
        ways = [now, *(way for way in ways if way is not now)]
        samples = " · ".join(row.column.samples)
        chosen = await self.ask(ChooseDialog(inert(row.column.title) or _("Column"), samples, ways))
        if chosen:
            self._take(row.id, "" if chosen == "-" else chosen)
            self.read_again()

    def _take(self, place: int, field: str) -> None:
        """Reads a column as this field, and no other one."""
        for number, each in enumerate(self._columns):
            if number == place or (field and each.field == field):
                kept = field if number == place else ""
                self._columns[number] = FoundColumn(each.title, each.samples, kept)

    def action_read(self) -> None:
        self.dismiss(tuple(each.field for each in self._columns))

    def action_back(self) -> None:
        self.dismiss(None)
