"""Which client something is for: a search and the clients found."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from locales import N_, _
from models.people.clients.by_code import find_by_code
from models.people.clients.listing import ClientListing, ClientRow
from tui.clients import trash
from tui.clients.columns import COLUMNS
from tui.frame.base import Dialog
from tui.widgets.rows import STEERING, Rows
from tui.widgets.search import SearchField

ROWS = 9
_SHOWN = ("name", "first_name", "phone")


class PickClientDialog(Dialog[ClientRow]):
    """Letters narrow, the arrows move while the search keeps the focus; Enter answers the client under the
    cursor.

    Args:
        heading: the question, in the user's language.
    """

    PURPOSE = N_("Find the client by a few letters, a phone or a code.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", N_("This client"), id="pick.client"),
        *STEERING,
    ]

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._heading = heading
        self._listing = ClientListing()

    def heading(self) -> str:
        return self._heading

    def content(self) -> ComposeResult:
        yield SearchField(placeholder=_("name, phone or code"))
        shown = [column for column in COLUMNS if column.key in _SHOWN]
        rows: Rows[ClientRow] = Rows(shown, empty=_("Nobody matches."))
        rows.can_focus = False
        rows.styles.height = ROWS
        rows.show(self._listing)
        yield rows

    @property
    def rows(self) -> Rows[ClientRow]:
        """The clients found."""
        return self.query_one(Rows)

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        event.stop()
        self.rows.show(replace(self._listing, search=event.value))

    def action_steer(self, where: str) -> None:
        self.rows.steer(where)

    def action_pick(self) -> None:
        if self.rows.current is not None:
            self.dismiss(self.rows.current)
            return
        scanned = find_by_code(self.query_one(SearchField).value)
        if scanned is not None:
            trash.is_there(self, scanned)
