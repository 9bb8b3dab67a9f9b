"""All reference lists on one screen: found, created, edited, arranged, retired."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_, _
from models.people.references.table import ReferenceKind
from tui.dialogs.choose import ChooseDialog, Way
from tui.frame.base import asking
from tui.settings.lists.kept import KeptDesk, Sought, style_of
from tui.settings.lists.lines import LISTS, KeptList, ListLine, ModeLines, ReferenceLines
from tui.settings.lists.reference_dialog import create_reference, edit_reference
from tui.widgets.columns import Column

_MODES_STAY = N_("Each payment mode is an account of the ledger: it keeps its name, and none is added.")


class ListsDesk(KeptDesk[ListLine]):
    """The entries of all lists, or of one of them, in their order."""

    TITLE = N_("Lists")
    PURPOSE = N_("What is chosen on fiches and papers: terms, payment modes, representatives, couriers.")
    GUIDE = "parametres.md#listes"
    BINDINGS: ClassVar[list[BindingType]] = [
        *KeptDesk.BINDINGS[:2],
        Binding("f6", "next_list", N_("Next list"), id="lists.next", tooltip=N_("One list after another")),
        Binding("f7,shift+up", "move(-1)", N_("Move up"), id="lists.up", tooltip=N_("Offer it earlier")),
        Binding("f8,shift+down", "move(1)", N_("Move down"), id="lists.down", tooltip=N_("Offer it later")),
    ]
    shown: KeptList | None = None
    """The one that is shown; None: all of them."""

    def heading(self) -> str:
        return self.shown.title() if self.shown else super().heading()

    def columns(self) -> Sequence[Column[ListLine]]:
        return [
            Column("list", N_("List"), lambda line: line.of.of_one(), 14, style=lambda line: "quiet"),
            Column("name", N_("Name"), lambda line: line.name, 18, grows=2, style=style_of),
            Column("detail", "", lambda line: line.detail, 20, grows=1, style=style_of),
            Column("retired", "", _status, 11, style=lambda line: "quiet"),
        ]

    def now(self) -> Sequence[ListLine]:
        return [line for each in LISTS if self.shown in (None, each) for line in each.lines()]

    def words(self, row: ListLine) -> str:
        return f"{row.name} {row.detail}"

    def when_empty(self) -> str:
        return _("Nothing is in this list yet. F2 adds the first entry.")

    def offer(self, row: ListLine, active: bool) -> None:
        row.of.offer(row, active, self.officine.by())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "move":
            return self.current is not None and self.current.active
        return super().check_action(action, parameters)

    def action_next_list(self) -> None:
        """All lists, then each of them, then all again. The search starts anew."""
        places = (None, *LISTS)
        self.shown = places[(places.index(self.shown) + 1) % len(places)]
        self.listing = Sought()
        self.field.value = ""
        self._show()

    def action_move(self, by: int) -> None:
        row = self.current
        if row is None or not row.active:
            return
        offered = [line for line in row.of.lines() if line.active]
        place = [line.key for line in offered].index(row.key) + by
        if 0 <= place < len(offered):
            self.attempt(row.of.move, row, offered[place], self.officine.by())
            self.go_to(row.id)

    @asking
    async def action_create(self) -> None:
        if isinstance(self.shown, ModeLines):
            self.warn(_(_MODES_STAY))
            return
        kind = await self._which()
        if kind is not None:
            sought = "" if self.rows.window else self.field.value
            made = await create_reference(self, kind, sought)
            if made is not None:
                self.go_to((kind.value, str(made)))

    async def _which(self) -> ReferenceKind | None:
        """The list that gets a new entry: the one that is shown, or the one that is chosen."""
        if isinstance(self.shown, ReferenceLines):
            return self.shown.kind
        lists = [each for each in LISTS if isinstance(each, ReferenceLines)]
        here = self.current.of if self.current else None
        ways = [Way(each.name, each.title()) for each in sorted(lists, key=lambda each: each != here)]
        chosen = await self.ask(ChooseDialog(_("New entry"), _("In which list?"), ways))
        return ReferenceKind(chosen) if chosen else None

    @asking
    async def action_edit(self) -> None:
        row = self.current
        if row is None:
            return
        if isinstance(row.of, ReferenceLines):
            await edit_reference(self, row.of.kind, int(row.key))
            self.read_again()
        else:
            self.warn(_(_MODES_STAY))


def _status(line: ListLine) -> str:
    if line.active:
        return ""
    return _("not offered") if isinstance(line.of, ModeLines) else _("retired")
