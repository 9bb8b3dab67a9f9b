"""What screens need of the application: declared here, implemented by it.

Screens use it as `self.officine`. So a screen, and a test, can be read without knowing the application, which
imports every screen while no screen imports it.
"""

from collections.abc import Coroutine
from contextlib import AbstractContextManager
from typing import Any, Protocol

from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

from models.requests.actors import StaffMember
from models.requests.by import By, new_key
from tui.frame.session import Session


class Keys(Protocol):
    """The keys that were typed ahead (`tui.shell.typeahead`)."""

    @property
    def scanned(self) -> str:
        """The burst of keys just before the present key, which ends it; else empty."""

    def apart(self, moment: float) -> bool:
        """Whether the present key came after this time, and not in a burst that began before."""

    def begin(self) -> None:
        """Keys wait from now on: something opens into which they are meant to go."""

    def end(self) -> None:
        """It is there."""

    def asking(self) -> AbstractContextManager[None]:
        """Marks that an action waits for an answer: keys go to the dialog."""


class Sender(Protocol):
    """What makes the open program send messages (`tui.frame.sending`)."""

    @property
    def trouble(self) -> str:
        """Why nothing leaves at present, in one sentence; empty when all is well."""

    def begin(self) -> None:
        """Sends what waits, from now until the program ends. Retries at once after an obstacle."""

    def begin_if_due(self) -> None:
        """For a screen that shows messages: sends if one is due."""


class Host(App[int]):
    """The application as screens see it; implemented by `tui.shell.app.OfficineApp`."""

    session: Session | None
    kept: dict[tuple[int, str], Any]
    """What screens keep while the program runs, by owner and name."""
    ahead: Keys
    sending: Sender

    @property
    def staff(self) -> int:
        """Who acts, by their number. Raises `RuntimeError` where nobody has logged in."""
        raise NotImplementedError

    def by(self, key: str | None = None) -> By:
        """The actor for a verb: the logged-in member, under this key or a new
        one. Make it before the call.
        """
        return By(StaffMember(self.staff), key or new_key())

    async def enter(self, session: Session) -> None:
        """Logs a member of staff in: the client list covers the login screen."""
        raise NotImplementedError

    def start_asking(self, where: Widget, name: str, action: Coroutine[Any, Any, object]) -> None:
        """Runs an action that awaits dialogs, at most once at a time."""
        raise NotImplementedError

    async def clock_is_meant(self, place: Screen[Any]) -> bool:
        """Whether the clock seems right, or the person confirms it."""
        raise NotImplementedError

    async def meet(self, desk: Screen[Any], text: str) -> None:
        """Handles a code or a name that was typed where it is not searched."""
        raise NotImplementedError

    async def keys_served(self, field: Widget) -> None:
        """Waits until no key is on its way to this field."""
        raise NotImplementedError

    def leave(self, code: int = 0) -> None:
        """Exits with this code, after every screen stored its unfinished input."""
        raise NotImplementedError

    def trouble(self, error: Exception) -> None:
        """Shows a refusal or a problem of the database; logs and reports a defect."""
        raise NotImplementedError

    def warn(self, sentence: str) -> None:
        """Shows a warning on the visible screen."""

    async def action_change_person(self) -> None:
        """Opens the login again; drafts are offered to whoever typed them."""
        raise NotImplementedError

    def action_repaint(self) -> None:
        """Repaints everything, as the terminal may have lost some of it."""
        raise NotImplementedError
