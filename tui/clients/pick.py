"""Which client something is for: a search and the clients found."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from locales import N_
from models.people.clients.by_code import find_by_code
from models.people.clients.listing import ClientListing, ClientRow
from tui.clients import trash
from tui.clients.columns import COLUMNS
from tui.parts.pick import PickDialog
from tui.widgets.columns import Column
from tui.widgets.rows import STEERING

_SHOWN = ("name", "first_name", "phone")


class PickClientDialog(PickDialog[ClientRow]):
    """Of a code that finds nobody Enter says where its client is."""

    PURPOSE = N_("Find the client by a few letters, a phone or a code.")
    FINDS = N_("name, phone or code")
    EMPTY = N_("Nobody matches.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", N_("This client"), id="pick.client"),
        *STEERING,
    ]

    def columns(self) -> Sequence[Column[ClientRow]]:
        return [column for column in COLUMNS if column.key in _SHOWN]

    def listing(self, text: str) -> ClientListing:
        return ClientListing(search=text)

    def action_pick(self) -> None:
        if self.rows.current is not None:
            super().action_pick()
            return
        scanned = find_by_code(self.typed)
        if scanned is not None:
            trash.is_there(self, scanned)
