"""What a tab is: a name, how many things are in it, and the pane that shows them."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from locales import N_
from tui.frame.base import Place
from tui.widgets.text_lines import Lines, ends


class Pane(Vertical):
    """The right-hand side of the fiche. It is told which client to show, and reads what it needs itself.

    A key declared here works while the pane has the focus; the palette and F1 know it then.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left", "leave", N_("Back"), id="pane.leave", tooltip=N_("Back to the tabs")),
    ]

    class Left(Message):
        """The focus goes back to the tabs."""

    OF_A_ROW: ClassVar[tuple[str, ...]] = ()
    """The actions that are about the row the cursor is on: where there is none they can do nothing."""
    PURPOSE: ClassVar[str] = ""
    """What the tab is for, marked with `N_`."""
    CREATES: ClassVar[bool] = False
    """Whether `n` makes something here."""
    FILLED_BY: ClassVar[tuple[str, ...]] = ()
    """The deeds of the fiche that add a line here, whichever tab they are asked for in."""

    client: int = 0

    @property
    def current(self) -> Any:
        """The row the cursor is on; None where there is none."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in self.OF_A_ROW and self.is_mounted and self.current is None:
            return None
        return super().check_action(action, parameters)

    @property
    def desk(self) -> Place[Any]:
        """The fiche this pane is on: what asks and tells."""
        return cast(Place[Any], self.screen)

    def show(self, client: int) -> None:
        """Shows another client, from the start."""
        self.client = client
        self.read_again()

    @abstractmethod
    def read_again(self) -> None:
        """Reads what is shown once more. It paints nothing where nothing changed."""

    @abstractmethod
    def enter(self) -> None:
        """Gives the focus to what the arrows move in."""

    def create(self) -> None:
        """Makes a new one of what the tab lists, where `CREATES` says so: an `@asking` action."""

    def go_to(self, key: int) -> None:
        """Shows what has this key in the database among all there is, with the cursor on it."""

    def hears(self, key: str) -> bool:
        """Whether this key means something while the pane has the focus."""
        return key in self._bindings.key_to_bindings

    def messages_moved(self) -> None:
        """Messages left or arrived: reads again where that is shown."""

    def head(self, title: str, said: str) -> None:
        """The first line: what this is, and quietly how much of it is shown."""
        self.query_one(".pane-head", Lines).put(
            lambda width: [ends((title, "strong"), (said, "quiet"), width)]
        )
        if self.OF_A_ROW:
            self.refresh_bindings()  # the first row may have come, or the last one gone

    def action_leave(self) -> None:
        self.post_message(self.Left())


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab, as the registry lists it."""

    key: str
    """What the tab is called in the code, and in a user's own key map as `fiche.tab.KEY`. It stays when tabs
    are added or change places."""
    title: str
    """Marked with `N_`; one or two words."""
    pane: Callable[[], Pane]
    """Makes its pane, when it is first opened."""
    count: Callable[[int], int] | None = None
    """How many things are in it for a client; None for a tab that is not a list. It is asked at each reading,
    so it must be cheap for an account of any age."""
