"""These clients, in the order of their ids, read a window at a time."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from locales import N_, formats
from models.outbox.campaigns import recipients
from models.outbox.campaigns.recipients import RecipientRow
from tui.communications.composer.recipients_list import COLUMNS
from tui.frame.base import STYLES, Dialog
from tui.terminal.inert import inert
from tui.widgets.rows import Rows

LINES_AROUND = 10
"""The lines that a dialog with such a list needs besides it."""
MOST_LINES = 16


class OfNumbers:
    """A `Listing` of clients given by their ids, in this order, which is name order."""

    def __init__(self, clients: Sequence[int]) -> None:
        self._clients = clients
        self._places = {client: place for place, client in enumerate(clients)}

    def count(self) -> int:
        return len(self._clients)

    def read(
        self,
        limit: int,
        *,
        after: RecipientRow | None = None,
        before: RecipientRow | None = None,
        at: RecipientRow | None = None,
    ) -> Sequence[RecipientRow]:
        if before is not None:
            end = self._places[before.id]
            return recipients.rows_of(self._clients[max(0, end - limit) : end])
        start = (
            self._places[after.id] + 1 if after is not None else self._places[at.id] if at is not None else 0
        )
        return recipients.rows_of(self._clients[start : start + limit])

    def last(self, limit: int) -> Sequence[RecipientRow]:
        return recipients.rows_of(self._clients[-limit:])


def lines_for(clients: Sequence[int], screen: int) -> int:
    """The height of such a list on a screen of this height, heading included."""
    return max(min(len(clients) + 1, screen - LINES_AROUND, MOST_LINES), 2)


class NamedClients(Rows[RecipientRow]):
    """A list to read only."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", N_("Back"), id="rows.open", show=False)]


class NamesDialog(Dialog[None]):
    """Shows who they are."""

    CSS_PATH = STYLES / "composer.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", N_("Back"), id="dialog.cancel")]

    def __init__(self, label: str, clients: Sequence[int]) -> None:
        super().__init__()
        self._label = label
        self._clients = clients

    def heading(self) -> str:
        return inert(f"{self._label} · {formats.count(len(self._clients))}")

    def content(self) -> ComposeResult:
        rows = NamedClients(COLUMNS)
        rows.styles.height = lines_for(self._clients, self.app.size.height)
        rows.show(OfNumbers(self._clients))
        yield rows

    @on(Rows.Opened)
    def close(self, event: Rows.Opened) -> None:
        event.stop()
        self.dismiss(None)
