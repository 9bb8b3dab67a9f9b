"""Sends by one channel while the screens are open: a thread, until the program ends.

Of all programs on one database only one sends by each channel, at the chosen pace; when it ends another takes
over (`messaging.opening.in_turn`). The messaging room is imported in the thread, so a program that sends
nothing does not pay for it.
"""

from collections.abc import Callable
from contextvars import copy_context
from threading import Event, Thread
from typing import TYPE_CHECKING

from locales import _
from locales.sentences import explain
from models.outbox.channels.channel import Channel
from models.refusals import Refused
from models.store.connection import own_connection, told_as_problem
from models.store.place.problems import StoreProblem
from models.store.place.waiting import only_while

if TYPE_CHECKING:
    from messaging.worker import Tally

_AGAIN_AFTER = 60.0
"""Seconds until another try, where a gateway could not even be opened."""


class ChannelSender:
    """Sends by one channel, and knows why nothing leaves."""

    def __init__(
        self, channel: Channel, ended: Event, *, moved: Callable[[], None], troubled: Callable[[], None]
    ) -> None:
        """`ended` is set at the end of the program. In the thread, `moved` is called after each message and
        when nothing leaves, `troubled` when `trouble` changed.
        """
        self.trouble = ""
        """Why nothing leaves just now, in one sentence; empty when all is well."""
        self.thread = Thread(target=copy_context().run, args=(self._run,), name=f"sending {channel}")
        self._channel = channel
        self._ended = ended
        self._moved = moved
        self._troubled = troubled
        self._stop = Event()
        self._said_to_all: str | None = None

    def try_again(self) -> None:
        """Retries at once after an obstacle."""
        if self.trouble:
            self._stop.set()

    def end(self) -> None:
        """Takes no further message; `ended` is already set."""
        self._stop.set()

    def _run(self) -> None:
        """In the thread. Begins anew when somebody chose another gateway, or asked for another try."""
        while not self._ended.is_set():
            self._stop = stop = Event()
            if self._ended.is_set():
                return
            if not self._turn(stop):
                stop.wait(_AGAIN_AFTER)

    def _turn(self, stop: Event) -> bool:
        """Sends until it is stopped; False where it could not."""
        from machine.log import write_down

        try:
            # It says what is in its way, and tries again by itself.
            with told_as_problem(), only_while(lambda: False), own_connection():
                return self._watch(stop)
        except Refused as refused:
            self._say(explain(refused))
            return False
        except Exception as error:
            write_down(error)
            self._say(_("Messages do not leave: something unexpected happened."))
            return False

    def _watch(self, stop: Event) -> bool:
        """On its own connection; False where the gateway cannot be opened."""
        from machine.folders import secrets_file, state_folder
        from machine.log import write_down
        from messaging.opening import WAITS, Paths, in_turn
        from models.outbox import obstacle

        paths, channel = Paths(secrets_file(), state_folder()), self._channel
        try:
            with in_turn(paths, channel=channel, stop=stop, defect=write_down, report=self._report) as worker:
                if worker is not None:
                    self._say_to_all("")
                    worker.watch()
                    return True
        except StoreProblem:
            raise
        except Refused as refused:
            self._say_to_all(explain(refused))
            return False
        self._said_to_all = None
        self._say(obstacle.known(channel))
        stop.wait(WAITS)
        return True

    def _report(self, tally: "Tally") -> None:
        """Called after each message and when nothing leaves."""
        from messaging.trouble import trouble

        self._moved()
        if tally.problem:
            self._say(trouble(tally))
        else:
            self._say_to_all(trouble(tally))

    def _say_to_all(self, trouble: str) -> None:
        """Of this program that sends, also to the others that wait for it."""
        from models.outbox import obstacle

        if trouble != self._said_to_all:
            obstacle.keep(trouble, self._channel)
            self._said_to_all = trouble
        self._say(trouble)

    def _say(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self._troubled()
