"""What screens need of the application, which stands above all of them: declared here, carried out there.

Screens take it as `self.officine`. So a screen, and a test, can be read without knowing the application; and
the application can import every screen, while none imports it.
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
        """What came in one burst just before the key that is being handled and ends it; else empty."""

    def apart(self, moment: float) -> bool:
        """Whether the key that is being handled came after this moment, and not in a burst that had begun."""

    def asking(self) -> AbstractContextManager[None]:
        """While an action waits for an answer: keys are for the dialog."""


class Sender(Protocol):
    """What makes the open screens send (`tui.frame.sending`)."""

    @property
    def trouble(self) -> str:
        """Why nothing leaves just now, in one sentence; empty when all is well."""

    def begin(self) -> None:
        """Sends what waits, from now until the program ends. What was in the way is tried again at once."""

    def begin_if_due(self) -> None:
        """For a screen that shows messages: sends where one is due now."""


class Host(App[int]):
    """The application as screens see it; `tui.shell.app.OfficineApp` is the one there is."""

    session: Session | None
    kept: dict[tuple[int, str], Any]
    """What screens keep while the program runs, for when somebody comes back: by whose it is, and a name."""
    ahead: Keys
    sending: Sender

    @property
    def staff(self) -> int:
        """Who acts, by their number. Raises `RuntimeError` where nobody has logged in."""
        raise NotImplementedError

    def by(self, key: str | None = None) -> By:
        """Who asks a verb: whoever has logged in, under this key or one of its own. Make it before asking."""
        return By(StaffMember(self.staff), key or new_key())

    async def enter(self, session: Session) -> None:
        """Somebody is at the desk: the client list covers the screen that asked who."""
        raise NotImplementedError

    def start_asking(self, where: Widget, name: str, action: Coroutine[Any, Any, object]) -> None:
        """Runs an action that waits for dialogs, once at a time."""
        raise NotImplementedError

    async def clock_is_meant(self, place: Screen[Any]) -> bool:
        """Whether the clock is right, as far as anybody can tell, or somebody says that it is."""
        raise NotImplementedError

    async def meet(self, desk: Screen[Any], text: str) -> None:
        """Does what is done with a code or a name that came where it is not looked for."""
        raise NotImplementedError

    async def keys_served(self, field: Widget) -> None:
        """Waits until no key is on its way to this field."""
        raise NotImplementedError

    def leave(self, code: int = 0) -> None:
        """Leaves, after every screen kept what is half typed; with this exit code."""
        raise NotImplementedError

    def trouble(self, error: Exception) -> None:
        """A refusal is said, and what is the matter with the database; a defect is written down and told."""
        raise NotImplementedError

    def warn(self, sentence: str) -> None:
        """Says a sentence on the screen that is seen."""

    async def action_change_person(self) -> None:
        """Asks again who is at the desk; what is half typed is offered back to whoever typed it."""
        raise NotImplementedError

    def action_repaint(self) -> None:
        """Paints everything anew, as the terminal may have lost some of it."""
        raise NotImplementedError
