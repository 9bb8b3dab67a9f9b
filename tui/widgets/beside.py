"""Runs a slow query beside the screen."""

from collections.abc import Callable
from typing import Generic, TypeVar, cast

from textual.widget import Widget

from models.store.connection import own_connection
from models.store.place.waiting import only_while
from tui.frame.host import Host
from tui.terminal.caches import let_go

Answer = TypeVar("Answer")


class Beside(Generic[Answer]):
    """Runs queries in a thread, on a connection of its own, and reports only the answer to the last one.

    Args:
        widget: the widget that owns the thread; its end cancels the query.
        then: called in the widget's own thread with the answer.
    """

    def __init__(self, widget: Widget, then: Callable[[Answer], None]) -> None:
        self._widget = widget
        self._then = then
        self._number = 0
        self._under_way: set[int] = set()

    @property
    def asks(self) -> bool:
        """Whether a query is still running, wanted or not."""
        return bool(self._under_way)

    def ask(self, question: Callable[[], Answer]) -> None:
        """Runs this query, and drops the one before."""
        self.drop()
        number = self._number
        self._under_way.add(number)
        self._widget.run_worker(
            lambda: self._find(number, question), thread=True, exit_on_error=False, group="beside"
        )

    def drop(self) -> None:
        """Drops the answer to the running query."""
        self._number += 1

    def _find(self, number: int, question: Callable[[], Answer]) -> None:
        """Runs in the thread. A query that was replaced before its turn is skipped."""

        def wanted() -> bool:
            return number == self._number

        try:
            if not wanted():
                return
            with only_while(wanted), own_connection():
                answer = question()
        except Exception as error:
            if wanted():
                self._widget.app.call_later(cast(Host, self._widget.app).trouble, error)
            return
        finally:
            self._under_way.discard(number)
            let_go()
        self._widget.app.call_from_thread(self._tell, number, answer)

    def _tell(self, number: int, answer: Answer) -> None:
        if number == self._number and self._widget.is_attached:
            self._then(answer)
