"""Saved lists of clients: ticked once, used again another day (sms-lists)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _, formats, ngettext
from models.people.clients import selections
from models.people.clients.selections import NobodyTicked, SelectionExists, SelectionRow
from models.refusals import Refused
from models.store.connection import persevere
from models.store.search.folding import fold
from tui.dialogs.choose import ChooseDialog, Way
from tui.dialogs.form_dialog import FormDialog
from tui.forms.fields import Field, TextField
from tui.frame.base import STYLES, BaseScreen, Dialog
from tui.frame.insist import insist
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.window import Fixed

LOAD, SAVE, DROP = "load", "save", "drop"
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
    """Enter ticks the clients of a list, `n` saves the ticked ones as a list, Del deletes one."""

    CSS_PATH = STYLES / "composer.tcss"
    HEADING = N_("Lists of clients")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,f2", "save", N_("Keep ticked"), id="lists.save", tooltip=N_("Under a name")),
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
        return bool(self._lists) if action == "drop" else True

    @on(Rows.Opened)
    def chosen(self, event: Rows.Opened) -> None:
        self.dismiss(Chosen(LOAD, event.row))

    def action_save(self) -> None:
        self.dismiss(Chosen(SAVE))

    def action_drop(self) -> None:
        self.dismiss(Chosen(DROP, self.query_one(Names).current))


class NameDialog(FormDialog[str]):
    """Asks for a name. An existing list is replaced after one more confirmation."""

    HEADING = N_("Keep who is ticked")
    FIELDS: ClassVar[Sequence[Field]] = (TextField("name", N_("Name"), required=True),)

    def __init__(self, name: str, refused: Refused | None) -> None:
        super().__init__(refused=refused)
        self._name = name

    def start(self) -> Mapping[str, Any]:
        return {"name": self._name}

    def answer(self, values: dict[str, Any]) -> str:
        return str(values["name"])


async def manage(desk: BaseScreen[Any], ticked: Collection[int], loaded: int | None) -> int | None:
    """Shows the lists until one is chosen; returns its id. `loaded` is the one in use."""
    # Deleting a list, or going back from its name, leads to the lists again; the others end here.
    while True:
        lists = selections.available()
        chosen = await desk.ask(ListsDialog(lists))
        if chosen is None:
            return None
        if chosen.way == SAVE:
            name = next((each.name for each in lists if each.id == loaded), "")
            if await _save(desk, ticked, name):
                return None
        elif chosen.row is not None and chosen.way == DROP:
            await _drop(desk, chosen.row)
        elif chosen.row is not None:
            return chosen.row.id


async def _save(desk: BaseScreen[Any], ticked: Collection[int], proposed: str) -> bool:
    if not ticked:
        raise NobodyTicked
    by = desk.officine.by()
    seen: SelectionExists | None = None

    def ask(name: str | None, refused: Refused | None) -> NameDialog:
        nonlocal seen
        seen = refused if isinstance(refused, SelectionExists) else None
        return NameDialog(proposed if name is None else name, refused)

    def keep(name: str) -> str:
        same = seen is not None and fold(seen.name) == fold(name)
        over = seen.version if seen is not None and same else None
        selections.save(name, ticked, over=over, by=by)
        return name

    name = await insist(desk, ask, keep)
    if name is not None:
        said = ngettext("{name}: {count} client.", "{name}: {count} clients.", len(ticked))
        desk.tell(said.format(name=name, count=formats.count(len(ticked))))
    return name is not None


async def _drop(desk: BaseScreen[Any], row: SelectionRow) -> None:
    by = desk.officine.by()
    delete = Way(DROP, _("Delete"), _("its clients are not concerned"))
    ways = [Way("", _("Go back"), _("nothing is written")), delete]
    if await desk.ask(ChooseDialog(_("Delete a list"), row.name, ways)) == DROP:
        persevere(selections.drop, row.id, by=by)
        desk.read_again()
