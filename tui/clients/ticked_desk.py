"""A desk whose rows are ticked by the client: they are counted, kept under a name, written to."""

from abc import abstractmethod
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.widgets import Static

from models.outbox.messages.campaign import Goal
from models.people.clients.selections import NobodyTicked
from models.people.clients.ticks import NOBODY, Ticks
from tui.clients.ticked_rows import TickedClients
from tui.frame.base import asking
from tui.parts.composing import compose
from tui.parts.hidden_search import HiddenSearchDesk
from tui.widgets.beside import Beside

Result = TypeVar("Result")


class TickedDesk(HiddenSearchDesk[Result]):
    """A subclass mounts its list with `kept_ticks` and a `.who`, and binds `save`, `compose` and `untick`."""

    TICKS: ClassVar[str]
    """The name under which the ticks are kept for the next time, while the program runs."""
    WRITES: ClassVar[Goal | None] = None
    """What the composer proposes to write to those who are ticked; None for what was written last."""

    def __init__(self) -> None:
        super().__init__()
        self._found: int | None = None
        self._ticked = 0
        self._counting = Beside(self, self._tell)

    @property
    @abstractmethod
    def rows(self) -> TickedClients[Any]:
        """The list."""

    @abstractmethod
    def counted(self, found: int | None, ticked: int) -> str:
        """How many are listed and ticked, in words; None while those listed are counted."""

    @property
    def kept_ticks(self) -> Ticks:
        """Who was ticked here the last time."""
        kept: Ticks = self.officine.kept.get((self.officine.staff, self.TICKS), NOBODY)
        return kept

    def count(self, *, other: bool) -> None:
        """Counts beside the screen. `other`: the list is not the one that was counted before."""
        if other:
            self._found = None
        self._say_count()
        listing, ticks = self.rows.listing, self.rows.ticks
        self._counting.ask(lambda: (listing.count() if listing is not None else 0, ticks.count()))

    def _tell(self, found: tuple[int, int]) -> None:
        self._found, self._ticked = found
        self._say_count()

    def _say_count(self) -> None:
        said = self.counted(self._found, self._ticked)
        self.query_one(".who", Static).update(said, layout=False)

    @on(TickedClients.Ticked)
    def ticked(self, event: TickedClients.Ticked) -> None:
        self.officine.kept[self.officine.staff, self.TICKS] = event.ticks
        self.count(other=False)

    def is_elsewhere(self, code: str) -> bool:
        return False  # A client whose badge is scanned is searched in the list.

    def action_untick(self) -> None:
        self.rows.tick(NOBODY)

    @asking
    async def action_save(self) -> None:
        from tui.clients.selections import save

        await save(self, self.rows.ticks)

    @asking
    async def action_compose(self) -> None:
        ticked = self.rows.ticks.numbers()
        if not ticked:
            raise NobodyTicked
        await compose(self, ticked, self.WRITES)
