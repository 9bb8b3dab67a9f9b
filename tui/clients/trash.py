"""The trash: who was deleted, when and by whom; from here they are restored (trash-restore)."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, _, formats
from locales.words import trash as words
from locales.words.clients import listed_name
from models.people.clients import verbs as clients
from models.people.clients.by_code import find_by_code
from models.people.clients.table import ClientStatus
from models.refusals import Refused
from models.store.connection import persevere
from models.trash import verbs as trash
from models.trash.listing import TrashedRow, TrashListing
from tui.frame.base import BaseScreen, asking
from tui.frame.screens import new_screen
from tui.parts.search_desk import SearchDesk
from tui.widgets.columns import Column
from tui.widgets.rows import Rows


def _code(row: TrashedRow) -> str:
    """The code of a card; an automatic one only repeats the number."""
    code = row.client.code
    return "" if code == clients.own_code(row.id) else code


def _name(row: TrashedRow) -> str:
    return listed_name(row.name, similar=row.client.similar)


COLUMNS: list[Column[TrashedRow]] = [
    Column("name", N_("Client"), _name, 20, grows=3),
    Column("id", N_("No."), lambda row: str(row.id), 7, right=True),
    Column("code", N_("Code"), _code, 12, needs=70, grows=1),
    Column("at", N_("Deleted on"), lambda row: formats.moment(row.at), 16, needs=50),
    Column("by", N_("By"), lambda row: row.by, 10, needs=60, grows=1),
]


class TrashDesk(SearchDesk[TrashedRow]):
    """Search, and every client in the trash who matches."""

    PURPOSE = N_("Every client who was deleted. Nothing is ever erased: whoever is here can be restored.")
    GUIDE = "archiver.md#supprimer"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Fiche"), id="trash.open", tooltip=N_("Look at the fiche as it was")),
        Binding("f6", "restore", N_("Restore"), id="trash.restore", tooltip=N_("Bring the client back")),
        Binding(
            "f5", "refresh", N_("Refresh"), id="trash.refresh", show=False, tooltip=N_("Read the list again")
        ),
        Binding("escape", "back", N_("Back"), id="trash.back", tooltip=N_("Out of the search first")),
    ]

    def __init__(self, search: str = "") -> None:
        """`search` is what is searched at first."""
        super().__init__()
        self.listing = TrashListing(search)

    def on_mount(self) -> None:
        self.field.value = self.listing.search
        self.field.action_select_all()  # the first letter begins another search

    def content(self) -> ComposeResult:
        yield from self.topped(_("Trash"), "", Rows(COLUMNS), _("name, phone or code"))

    def _show(self, *, keep_cursor: bool = False, at: TrashedRow | None = None) -> None:
        empty = _("Nobody in the trash matches.") if self.listing.search else _("The trash is empty.")
        self.rows.say_when_empty(empty)
        self.rows.show(self.listing, keep_cursor=keep_cursor, at=at)
        self.say_count(formats.count(self.listing.count()), self.listing.total())

    def is_code(self, text: str) -> bool:
        return find_by_code(text) is not None

    def go_deeper(self) -> None:
        self.action_open()

    @asking
    async def action_open(self) -> None:
        row = self.rows.current
        if row is not None:
            await self.ask(new_screen("fiche", row.id))

    def action_restore(self) -> None:
        row = self.rows.current
        if row is not None:
            restore(self, row.id)


def restore(desk: BaseScreen[Any], client: int) -> None:
    """Takes a client out of the trash, and says where they are again."""
    try:
        persevere(trash.restore, client, by=desk.officine.by())
    except Refused as refused:
        desk.refuse(refused)
        return
    desk.read_again()
    row = clients.get(client)
    desk.tell(words.back(clients.full_name(row), row.status))


def is_there(desk: BaseScreen[Any], client: int) -> bool:
    """Whether a client is in the trash; then it says how their fiche is restored."""
    row = clients.get(client)
    if row.status is not ClientStatus.TRASHED:
        return False
    desk.warn(words.where(clients.full_name(row)))
    return True
