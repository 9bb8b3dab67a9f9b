"""A defect in one corner must not end the program at the counter: it is written down, told, and we go on.

Textual leaves at the first exception anywhere. Here, what an action or a handler raises is caught where it
was called, before it stops the widget it came through. What still reaches Textual's last resort is told too,
a few times; if it keeps coming the program leaves, with the terminal restored and one sentence.
"""

from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Any

from textual.actions import ActionParseResult
from textual.app import App
from textual.dom import DOMNode

from locales.sentences import explain
from models.refusals import Refused
from models.store.connection import problem_of
from tui.frame.host import Host

_MOST = 5
_WITHIN = 10.0
"""More defects than `_MOST` in so many seconds: the screen itself cannot be painted, and we leave;
so we do where the first screen never came up."""


class ForgivingApp(Host):
    """Under test (headless) it forgives nothing, so that tests see every defect, unless told to."""

    forgiving: bool | None = None
    _told_at: tuple[float, ...] = ()

    def trouble(self, error: Exception) -> None:
        """A refusal is said, and what is the matter with the database; a defect is written down and told."""
        error = problem_of(error) or error
        if isinstance(error, Refused):
            self.warn(explain(error))
            return
        if not self._forgives():
            super()._handle_exception(error)
            return
        from machine.log import sentence, write_down

        log = write_down(error)
        now = monotonic()
        self._told_at = (*(moment for moment in self._told_at if now - moment < _WITHIN), now)
        if len(self._told_at) > _MOST or not self._dom_ready:
            self.exit(1, return_code=1, message=sentence(log))
            return
        self.tell_defect(log)

    def tell_defect(self, log: Path | None) -> None:
        """Says that something unexpected happened, and where the details are."""

    def _forgives(self) -> bool:
        return not self.is_headless if self.forgiving is None else self.forgiving

    def _handle_exception(self, error: Exception) -> None:
        self.trouble(error)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except Exception as error:
            self.trouble(error)
            return True


async def forgiven(dispatch: Any, message: Any, app: App[Any]) -> None:
    """Handles a message; a defect in its handler is told and does not stop the widget."""
    try:
        await dispatch(message)
    except Exception as error:
        if not isinstance(app, ForgivingApp):
            raise
        app.trouble(error)
