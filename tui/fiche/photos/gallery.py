"""The gallery: all photos of a client as a list, and beside it the one under the cursor."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from locales import N_, _, formats
from models.people.clients import verbs as clients
from models.people.clients.verbs import full_name
from models.people.photos import listing
from models.people.photos.listing import PhotoRow
from models.store import clock
from tui.fiche.photos import actions
from tui.fiche.photos.view import PhotoView
from tui.frame.base import STYLES, Desk
from tui.terminal.inert import inert
from tui.widgets.columns import Column
from tui.widgets.rows import Rows
from tui.widgets.window import Fixed

COLUMNS: list[Column[PhotoRow]] = [
    Column("number", N_("No."), lambda row: str(row.number), 3, right=True),
    Column("day", N_("Date"), lambda row: formats.day(clock.local_day(row.at)), 10),
    Column("shown", "", lambda row: _("of the fiche") if row.shown else "", 12, style=lambda row: "strong"),
    Column("by", N_("By"), lambda row: row.by, 8, needs=44, grows=1, style=lambda row: "quiet"),
]


class PhotoRows(Rows[PhotoRow]):
    """The photos; Enter chooses the one of the fiche."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("Choose"), id="rows.open", tooltip=N_("Make it the photo of the fiche")),
    ]


class GalleryDesk(Desk[None]):
    """The photos of one client."""

    PURPOSE = N_("All photos of the client. Enter makes the one under the cursor that of the fiche.")
    GUIDE = "photos.md"
    CSS_PATH = STYLES / "fiche.tcss"
    AUTO_FOCUS = "Rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left", "back", N_("Back"), id="gallery.back", tooltip=N_("Back to the fiche")),
    ]

    def __init__(self, client: int) -> None:
        super().__init__()
        self._client = client

    def content(self) -> ComposeResult:
        with Horizontal(classes="topline"):
            yield Static(_("Photos"), markup=False, classes="title")
            yield Static(inert(full_name(clients.get(self._client))), markup=False, classes="who")
        with Horizontal(id="gallery"):
            yield PhotoRows(COLUMNS)
            yield PhotoView()

    @property
    def rows(self) -> Rows[PhotoRow]:
        """The list of them."""
        return self.query_one(Rows)

    def read_again(self) -> None:
        self.rows.show(Fixed(listing.of(self._client)), keep_cursor=True)
        self._show()

    @on(Rows.Moved)
    def _show(self) -> None:
        self.query_one(PhotoView).show(self.rows.current)

    @on(Rows.Opened)
    def opened(self, event: Rows.Opened) -> None:
        actions.show(self, event.row)
