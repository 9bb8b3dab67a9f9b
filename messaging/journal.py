"""Group commit: what many threads write at the same time goes into one transaction, as each
transaction waits for the disk.
"""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

from models.refusals import Refused
from models.store.connection import own_connection, transaction

WRITTEN, NOT_FOUND, NOT_NOW = 200, 404, 503
"""The HTTP status with which a gateway's call is answered."""
_MOST_AT_ONCE = 200

Writing = Callable[[], bool]
"""Writes one thing, inside a transaction; False if it concerns nothing we know."""
Defect = Callable[[Exception], object]
"""Called with an unexpected error."""
_Waiting = tuple[Writing, Future[int]]


class GroupCommit:
    """One thread that writes for many: what waits is committed together (group commit)."""

    def __init__(self, defect: Defect) -> None:
        self._defect = defect
        self._waiting: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="journal", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns when everything is written. Nobody may write afterwards."""
        self._waiting.put(None)
        self._thread.join()

    def write(self, writing: Writing) -> int:
        """Returns when it is on the disk, or cannot be written at present."""
        answer: Future[int] = Future()
        self._waiting.put((writing, answer))
        return answer.result()

    def _run(self) -> None:
        while batch := self._batch():
            try:
                with own_connection(), transaction():
                    answers = [self._alone(writing) for writing, _ in batch]
            except Refused:  # The database takes nothing at present.
                answers = [NOT_NOW] * len(batch)
            except Exception as error:
                self._tell(error)
                answers = [NOT_NOW] * len(batch)
            for (_, answer), status in zip(batch, answers, strict=True):
                answer.set_result(status)

    def _batch(self) -> list[_Waiting]:
        """What waits at present; empty to stop."""
        first = self._waiting.get()
        if first is None:
            return []
        batch = [first]
        while len(batch) < _MOST_AT_ONCE:
            try:
                following = self._waiting.get_nowait()
            except Empty:
                break
            if following is None:
                self._waiting.put(None)  # For the next batch.
                break
            batch.append(following)
        return batch

    def _alone(self, writing: Writing) -> int:
        """Writes one of many: if it cannot be written, the others still are."""
        try:
            with transaction():
                return WRITTEN if writing() else NOT_FOUND
        except Refused:
            return NOT_NOW
        except Exception as error:
            self._tell(error)
            return NOT_NOW

    def _tell(self, error: Exception) -> None:
        with suppress(Exception):  # The waiting thread is answered even if reporting the defect fails.
            self._defect(error)
