"""The base class of tabs: a name, the number of rows, and the pane that shows them."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import Any, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from locales import N_
from models.money.ledger.open_items import Position
from models.pharmacy.features import Feature
from models.store.prepared import Counting
from models.values import ZERO
from tui.frame.base import BaseScreen
from tui.widgets.text_lines import Lines, ends


class Pane(Vertical):
    """The right-hand side of the fiche. It gets a client, and reads what it needs itself.

    A key declared here works while the pane has the focus; F1 and the palette show it then.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left", "leave", N_("Back"), id="pane.leave", tooltip=N_("Back to the tabs")),
    ]

    class Left(Message):
        """The focus goes back to the tabs."""

    OF_A_ROW: ClassVar[tuple[str, ...]] = ()
    """The actions that need a row under the cursor; without one they are disabled."""
    PURPOSE: ClassVar[str] = ""
    """The purpose of the tab, marked with `N_`."""
    GUIDE: ClassVar[str] = ""
    """The page and heading of the guide about the tab: `vendre.md#longlet-ventes`."""
    CREATES: ClassVar[bool] = False
    """Whether `n` makes something here."""
    FILLED_BY: ClassVar[tuple[str, ...]] = ()
    """The functions of the fiche that add a row here, whichever tab they are called from."""

    client: int = 0
    position: Position = Position(ZERO, ZERO)
    """What is unpaid and available, as the fiche says it beside; the fiche reads it before its pane reads."""

    @property
    def current(self) -> Any:
        """The row the cursor is on; None where there is none."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in self.OF_A_ROW and self.is_mounted and self.current is None:
            return None
        return super().check_action(action, parameters)

    @property
    def desk(self) -> BaseScreen[Any]:
        """The fiche this pane belongs to, for asking and reporting."""
        return cast(BaseScreen[Any], self.screen)

    def show(self, client: int) -> None:
        """Shows another client, from the start."""
        self.client = client
        self.read_again()

    @abstractmethod
    def read_again(self) -> None:
        """Reads the same again, and paints only changes."""

    @abstractmethod
    def enter(self) -> None:
        """Gives the focus to what the arrows move in."""

    def create(self) -> None:
        """Makes a new row, if `CREATES` is true: an `@asking` action."""

    def go_to(self, key: int) -> None:
        """Removes filters if necessary, and moves the cursor to the row with this id."""

    def hears(self, key: str) -> bool:
        """Whether this key does something while the pane has the focus."""
        return key in self._bindings.key_to_bindings

    def messages_moved(self) -> None:
        """Messages were sent or arrived: reads again if they are shown here."""

    def head(self, title: str, said: str) -> None:
        """The first line: the title, and dimmed how much is shown."""
        self.query_one(".pane-head", Lines).put(
            lambda width: [ends((title, "strong"), (said, "quiet"), width)]
        )
        if self.OF_A_ROW:
            self.refresh_bindings()  # The first row may have come, or the last one gone.

    def action_leave(self) -> None:
        self.post_message(self.Left())


class Group(StrEnum):
    """The groups in which the tabs stand, in their order."""

    PERSON = N_("Person")
    ACCOUNT = N_("Account")
    DOCUMENTS = N_("Documents")
    LOYALTY = N_("Loyalty")
    MESSAGES = N_("Messages")


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab in the registry."""

    key: str
    """The name of the tab in the code, and in a user's own key map as `fiche.tab.KEY`. It stays
    when tabs are added or moved.
    """
    title: str
    """Marked with `N_`; one or two words."""
    pane: Callable[[], Pane]
    """Makes its pane, when it is first opened."""
    _: KW_ONLY
    group: Group
    feature: Feature | None = None
    """While this feature is off there is no such tab; None for a tab that is always there."""
    count: Counting | None = None
    """The query that counts the rows of a client, asked in one statement with those of all tabs; None for a
    tab that is no list. It runs at each reading, so it must be fast for an account of any age.
    """
