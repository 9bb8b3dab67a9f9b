"""The open screens send: a thread beside them empties the outbox, and watches it until the program ends.

    app.sending.begin()    after anything was queued, and where somebody looks at messages

At most one thread is started, however often it is asked for. Of all programs on one database one sends, at
the pace that was chosen; where it ends another goes on (`messaging.opening.in_turn`). The messaging room is
imported in that thread: who sends nothing never pays for it. What waits from yesterday leaves too: see
`look_after`. At the end of the program the message in hand is finished first, so that nobody has to wonder
whether it left.

A screen that shows messages handles `Sending.Moved` by reading again, and says `trouble` while some wait.
"""

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from datetime import timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING

from textual.message import Message

from locales import _
from locales.sentences import explain
from models.refusals import Refused
from models.store import clock
from models.store.connection import own_connection, told_as_problem
from models.store.place.problems import StoreProblem
from models.store.place.waiting import only_while
from tui.frame.host import Host

if TYPE_CHECKING:
    from messaging.worker import Tally

_FIRST_LOOK = 3.0
"""Seconds after the start: the list is there by then."""
LOOK_EVERY = 60.0
"""Seconds between two looks at whether messages wait that nobody sends."""
TOLD_EVERY = 0.3
"""Seconds between two readings of the screens while messages leave."""
READ_EVERY = 2.0
"""Seconds after which they read again besides: other programs send too, and what gateways tell leaves no
trail."""
LEFT_BEHIND = timedelta(seconds=10)
"""What is due for longer is sent by nobody."""
_AGAIN_AFTER = 60.0
"""Seconds until another try, where a gateway could not even be opened."""
_PATIENCE = 1.0
"""Seconds after which somebody who leaves is told what is waited for."""


class Sending:
    """Whether this program sends, and why nothing leaves."""

    class Moved(Message):
        """Messages moved, or may leave again, or no longer: told to the screens that are open."""

    def __init__(self, app: Host) -> None:
        self.trouble = ""
        """Why nothing leaves just now, in one sentence; empty when all is well."""
        self._app = app
        self._thread: Thread | None = None
        self._stop = Event()
        self._ended = Event()
        self._about_to_tell = False
        self._said_to_all: str | None = None

    def begin(self) -> None:
        """Sends what waits, from now until the program ends. What was in the way is tried again at once."""
        if self._ended.is_set():
            return
        if self._thread is not None:
            if self.trouble:
                self._stop.set()
            return
        self._thread = Thread(target=copy_context().run, args=(self._run,), name="sending")
        self._thread.start()

    def begin_if_due(self) -> None:
        """For a screen that shows messages: sends where one is due now."""
        from models.outbox import sending

        due = sending.waiting()
        if due is not None and due <= clock.now():
            self.begin()

    def look_after(self) -> None:
        """From now on, sends where messages are due for a while: then nobody else is sending them."""
        self._app.set_timer(_FIRST_LOOK, self._begin_if_left_behind)
        self._app.set_interval(LOOK_EVERY, self._begin_if_left_behind)

    def _begin_if_left_behind(self) -> None:
        if self._thread is None and self._app.session is not None:
            self._app.run_worker(self._look, thread=True, exit_on_error=False, group="sending")

    async def end(self) -> None:
        """Comes back when the message in hand, if there is one, was handed over and its answer written."""
        self._ended.set()
        self._stop.set()
        if self._thread is None:
            return
        await asyncio.to_thread(self._thread.join, _PATIENCE)
        if self._thread.is_alive():
            with suppress(OSError, ValueError):
                sys.stderr.write(_("A message is being handed over: one moment.") + "\n")
            await asyncio.to_thread(self._thread.join)

    def _look(self) -> None:
        """In a thread."""
        from models.outbox import sending

        with suppress(Refused), told_as_problem(), only_while(lambda: False), own_connection():
            due = sending.waiting()
            if due is not None and due < clock.now() - LEFT_BEHIND:
                self._app.call_from_thread(self.begin)

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
        from messaging.opening import WAITS, Places, in_turn
        from models.outbox import obstacle

        places = Places(secrets_file(), state_folder())
        try:
            with in_turn(places, stop=stop, defect=write_down, told=self._told) as worker:
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
        self._say(obstacle.known())
        stop.wait(WAITS)
        return True

    def _told(self, tally: "Tally") -> None:
        """In the thread, after each message and where nothing leaves."""
        from messaging.trouble import trouble

        self._on_screens(self._moved)
        if tally.problem:
            self._say(trouble(tally))
        else:
            self._say_to_all(trouble(tally))

    def _say_to_all(self, trouble: str) -> None:
        """Of this program that sends, also to the others that wait for it."""
        from models.outbox import obstacle

        if trouble != self._said_to_all:
            obstacle.keep(trouble)
            self._said_to_all = trouble
        self._say(trouble)

    def _say(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self._on_screens(self._tell_trouble)

    def _on_screens(self, call: Callable[[], None]) -> None:
        """From the thread."""
        if not self._ended.is_set():
            self._app.call_later(call)

    def _moved(self) -> None:
        """Many movements are told at once."""
        if not self._about_to_tell:
            self._about_to_tell = True
            self._app.set_timer(TOLD_EVERY, self._tell)

    def _tell(self) -> None:
        self._about_to_tell = False
        for screen in self._app.screen_stack:
            screen.post_message(self.Moved())

    def _tell_trouble(self) -> None:
        """Once, on a desk that does not show it anyhow; over a dialog something else is going on."""
        self._moved()
        screen = self._app.screen
        if self.trouble and not screen.is_modal and not screen.query("TroubleLine"):
            self._app.warn(self.trouble)
