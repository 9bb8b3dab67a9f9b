"""Why what waits does not leave: one line, on the screens that show messages, for as long as it lasts."""

from typing import Any, cast

from textual.widgets import Static

from models.outbox import sending
from tui.base import Place
from tui.inert import inert


class TroubleLine(Static):
    """Nothing at all while messages leave, or none waits."""

    def __init__(self) -> None:
        super().__init__(markup=False, classes="trouble")
        self._said = ""
        self.display = False

    def look(self) -> None:
        """Says what is in the way now."""
        said = cast(Place[Any], self.screen).officine.sending.trouble
        if said and sending.waiting() is None:
            said = ""
        if said != self._said:
            self._said = said
            self.update(f"⚠ {inert(said)}")
            self.display = bool(said)
