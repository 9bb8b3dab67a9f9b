"""Keeps the program running after a defect: it is logged and reported.

Textual exits at the first exception. Here, an exception of an action or a handler is caught where it was
called, before it stops the widget it passes through. Exceptions that still reach Textual's last handler are
reported too, a few times; if they continue, the program exits with the terminal restored and one sentence.
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
"""If more than `_MOST` defects occur within so many seconds, the screen itself cannot be painted, and the
program exits; also if the first screen never appeared.
"""


class ForgivingApp(Host):
    """In tests (headless) it forgives nothing unless told to, so that tests see every defect."""

    forgiving: bool | None = None
    _told_at: tuple[float, ...] = ()

    def trouble(self, error: Exception) -> None:
        """Shows a refusal or a problem of the database; logs and reports a defect."""
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
        """Reports an unexpected error, and where the details are."""

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
    """Handles a message; a defect in its handler is reported and does not stop the widget."""
    try:
        await dispatch(message)
    except Exception as error:
        if not isinstance(app, ForgivingApp):
            raise
        app.trouble(error)
