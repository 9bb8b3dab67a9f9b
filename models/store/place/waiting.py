"""Waits while the database is unreachable, and retries when it is back.

Only where nothing is half done: outside a transaction the statement is repeated; inside one it fails, and
`connection.persevere` repeats the whole verb under the same idempotency key, so that it is carried out once
even if only its answer was lost. `wait_with` sets who waits and how a person is told; without it, as at the
shell, the problem is raised at once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from models.store.place.problems import StoreProblem

Answer = TypeVar("Answer")
Waiter = Callable[[StoreProblem], None]
"""Returns when another try is worth it; raises the problem if nobody wants to wait any longer."""

_waiter: Waiter | None = None
_wanted: ContextVar[Callable[[], bool]] = ContextVar("wanted", default=lambda: True)


def wait_with(waiter: Waiter | None) -> None:
    """Sets the waiter for all threads; None for none."""
    global _waiter
    _waiter = waiter


@contextmanager
def only_while(wanted: Callable[[], bool]) -> Iterator[None]:
    """Ends the waiting within this block as soon as the answer is no longer wanted."""
    token = _wanted.set(wanted)
    try:
        yield
    finally:
        _wanted.reset(token)


def wait(problem: StoreProblem) -> None:
    """Waits for another try. Raises the problem if it does not pass by itself, or if nobody waits."""
    if _waiter is None or not problem.passes or not _wanted.get()():
        raise problem
    _waiter(problem)


class Patient:
    """A mixin for Peewee's databases: repeats a statement outside a transaction while
    the database is unreachable.
    """

    problem: Callable[[Exception], StoreProblem | None]
    """The engine's translation of a driver's error."""

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        return self._again(super().execute_sql, sql, params)  # type: ignore[misc]

    def begin(self, *how: Any, **options: Any) -> None:
        self._again(super().begin, *how, **options)  # type: ignore[misc]

    def connect(self, *how: Any, **options: Any) -> Any:
        return self._again(super().connect, *how, **options)  # type: ignore[misc]

    def begin_anew(self) -> bool:
        """Drops a broken connection; returns whether another try at once is worth it."""
        return False

    def _again(self, ask: Callable[..., Answer], *args: Any, **options: Any) -> Answer:
        at_once = True
        while True:
            try:
                return ask(*args, **options)
            except Exception as error:
                problem = None if self.in_transaction() else self.problem(error)  # type: ignore[attr-defined]
                if problem is None or not problem.passes:
                    raise
                at_once = self.begin_anew() and at_once
                if not at_once:
                    self._wait(problem, error)
                at_once = False

    @staticmethod
    def _wait(problem: StoreProblem, error: Exception) -> None:
        try:
            wait(problem)
        except StoreProblem:
            raise error from None
