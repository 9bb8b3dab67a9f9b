"""Why messages do not leave: one line, on the screens that show or send them, for as long as it lasts."""

from typing import Any, cast

from textual.widgets import Static

from locales import _
from models.outbox import rules, sending
from models.store import clock
from tui.frame.base import BaseScreen
from tui.terminal.inert import inert


class NotebookLine(Static):
    """Nothing at all but where every message only goes into a file: then nobody may believe that it left."""

    def __init__(self) -> None:
        super().__init__(markup=False, classes="trouble")
        self.display = False

    def on_mount(self) -> None:
        self.look()

    def look(self, *, concerned: bool = True) -> None:
        """Says it where it is so now, and something is still to leave."""
        says = concerned and rules.sending_rules().nothing_leaves
        if says != self.display:
            self.display = says
            self.update("⚠ " + _("Trial notebook: no SMS really leaves.") if says else "")


class TroubleLine(Static):
    """Nothing at all while messages leave, or none waits."""

    def __init__(self) -> None:
        super().__init__(markup=False, classes="trouble")
        self._said = ""
        self.display = False

    def look(self) -> None:
        """Says what is in the way now."""
        trouble = cast(BaseScreen[Any], self.screen).officine.sending.trouble
        hours = _hours()
        said = ""
        if (trouble or hours) and sending.waiting() is not None:
            said = f"⚠ {inert(trouble)}" if trouble else hours
        if said != self._said:
            self._said = said
            self.update(said)
            self.display = bool(said)


def _hours() -> str:
    """When messages leave, where it is not the hour; else empty."""
    now = rules.sending_rules()
    if now.open_at(clock.now()):
        return ""
    return _("Messages leave from {opens} to {closes}.").format(
        opens=f"{now.opens:%H:%M}", closes=f"{now.closes:%H:%M}"
    )
