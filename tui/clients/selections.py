"""Saved lists of clients: ticked once, used again another day (sms-lists)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _, formats, ngettext
from models.people.clients import selections
from models.people.clients.selections import NobodyTicked, SelectionExists, SelectionRow
from models.people.clients.ticks import Ticks
from models.refusals import Refused
from models.store.connection import persevere
from models.store.search.folding import fold
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.naming import NameDialog
from tui.frame.base import BaseScreen, Dialog
from tui.frame.insist import insist
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.window import Fixed

LOAD, SAVE, RENAME, DROP = "load", "save", "rename", "drop"
_MOST_LINES = 10

_COLUMNS: list[Column[SelectionRow]] = [
    Column("name", N_("List"), lambda row: row.name, 20, grows=1),
    Column("clients", N_("Clients"), lambda row: formats.count(row.clients), 9, right=True),
]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to do with which list."""

    way: str
    row: SelectionRow | None = None


class Names(Rows[SelectionRow]):
    """The lists there are."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Tick"), id="lists.load", tooltip=N_("Its clients, and no others")),
    ]


class ListsDialog(Dialog[Chosen]):
    """Enter ticks the clients of a list, `n` saves the ticked ones as a list, F3 renames, Del deletes one."""

    HEADING = N_("Lists of clients")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f2", "save", N_("Keep ticked"), id="lists.save", tooltip=N_("Under a name")),
        Binding("f3", "rename", N_("Rename"), id="lists.rename"),
        Binding("delete", "drop", N_("Delete"), id="lists.drop", tooltip=N_("The list, not its clients")),
    ]

    def __init__(self, lists: Sequence[SelectionRow]) -> None:
        super().__init__()
        self._lists = lists

    def content(self) -> ComposeResult:
        rows = Names(_COLUMNS, empty=_("Lists will be here. n keeps who is ticked."))
        rows.styles.height = min(len(self._lists) + 1, _MOST_LINES) if self._lists else 3
        rows.show(Fixed(self._lists))
        yield rows

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self._lists) if action in ("drop", "rename") else True

    @on(Rows.Opened)
    def chosen(self, event: Rows.Opened) -> None:
        self.dismiss(Chosen(LOAD, event.row))

    def action_save(self) -> None:
        self.dismiss(Chosen(SAVE))

    def action_rename(self) -> None:
        self.dismiss(Chosen(RENAME, self.query_one(Names).current))

    def action_drop(self) -> None:
        self.dismiss(Chosen(DROP, self.query_one(Names).current))


Ticked = Collection[int] | Ticks
"""Who is ticked: one by one, or by condition."""


async def manage(desk: BaseScreen[Any], ticked: Ticked, loaded: int | None) -> int | None:
    """Shows the lists until one is chosen; returns its id. `loaded` is the one in use."""
    # Deleting a list, or going back from its name, leads to the lists again; the others end here.
    while True:
        lists = selections.available()
        chosen = await desk.ask(ListsDialog(lists))
        if chosen is None:
            return None
        if chosen.way == SAVE:
            name = next((each.name for each in lists if each.id == loaded), "")
            if await save(desk, ticked, name):
                return None
        elif chosen.row is not None and chosen.way == RENAME:
            await _rename(desk, chosen.row)
        elif chosen.row is not None and chosen.way == DROP:
            await _drop(desk, chosen.row)
        elif chosen.row is not None:
            return chosen.row.id


async def save(desk: BaseScreen[Any], ticked: Ticked, proposed: str = "") -> bool:
    """Asks for a name and keeps who is ticked under it; replaces a list of that name once it was confirmed.

    Returns whether they were kept. Raises `NobodyTicked`.
    """
    if not (ticked.steps if isinstance(ticked, Ticks) else ticked):
        raise NobodyTicked
    by = desk.officine.by()
    seen: SelectionExists | None = None

    def ask(name: str | None, refused: Refused | None) -> NameDialog:
        nonlocal seen
        seen = refused if isinstance(refused, SelectionExists) else None
        return NameDialog(_("Keep who is ticked"), proposed if name is None else name, refused)

    def keep(name: str) -> str:
        same = seen is not None and fold(seen.name) == fold(name)
        over = seen.version if seen is not None and same else None
        selections.save(name, ticked, over=over, by=by)
        return name

    name = await insist(desk, ask, keep)
    if name is not None:
        count = ticked.count() if isinstance(ticked, Ticks) else len(ticked)
        said = ngettext("{name}: {count} client.", "{name}: {count} clients.", count)
        desk.tell(said.format(name=name, count=formats.count(count)))
    return name is not None


async def _rename(desk: BaseScreen[Any], row: SelectionRow) -> None:
    by = desk.officine.by()
    await insist(
        desk,
        lambda name, refused: NameDialog(_("Rename a list"), row.name if name is None else name, refused),
        lambda name: selections.rename(row.id, name, version=row.version, by=by),
    )


async def _drop(desk: BaseScreen[Any], row: SelectionRow) -> None:
    by = desk.officine.by()
    delete = Way(DROP, _("Delete"), _("its clients are not concerned"))
    ways = [Way("", _("Go back"), _("nothing is written")), delete]
    if await desk.ask(ChooseDialog(_("Delete a list"), row.name, ways)) == DROP:
        persevere(selections.drop, row.id, by=by)
        desk.read_again()
