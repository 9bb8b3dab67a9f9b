"""Sends messages while the screens are open: one thread for each channel empties the
outbox until the program ends.

    app.sending.begin()    after anything was queued, and where somebody looks at messages

The threads are started once, however often it is called (`channel_sender.py`). Messages left from
yesterday are sent too: see `look_after`. When the program ends, the message being sent is finished first,
so that its fate is known.

A screen that shows messages handles `Sending.Moved` by reading again, and shows `trouble` while some wait.
"""

import asyncio
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING

from textual.message import Message

from locales import _
from models.refusals import Refused
from models.store import clock
from models.store.connection import own_connection, told_as_problem
from models.store.place.waiting import only_while
from tui.frame.host import Host

if TYPE_CHECKING:
    from tui.frame.channel_sender import ChannelSender

_FIRST_LOOK = 3.0
"""The delay after the start, in seconds, when the list is already shown."""
LOOK_EVERY = 60.0
"""The seconds between two checks for messages that nobody sends."""
TOLD_EVERY = 0.3
"""Debounce: the seconds between two readings of the screens while messages leave."""
READ_EVERY = 2.0
"""The seconds between two further readings: other programs send too, and receipts
of gateways leave no trail.
"""
LEFT_BEHIND = timedelta(seconds=10)
"""A message due for longer than this is sent by nobody."""
_PATIENCE = 1.0
"""The seconds after which a person who leaves is told what the program waits for."""


class Sending:
    """Whether this program sends, and why nothing leaves."""

    class Moved(Message):
        """Messages were sent, or are allowed again, or no longer: posted to the open screens."""

    def __init__(self, app: Host) -> None:
        self._app = app
        self._senders: Sequence[ChannelSender] = ()
        """One a channel; empty until it is begun."""
        self._ended = Event()
        self._about_to_tell = False

    @property
    def trouble(self) -> str:
        """Why nothing leaves just now, in one sentence; empty when all is well."""
        return next((each.trouble for each in self._senders if each.trouble), "")

    def begin(self) -> None:
        """Sends what waits, from now until the program ends. What was in the way is tried again at once."""
        if self._ended.is_set():
            return
        if self._senders:
            for each in self._senders:
                each.try_again()
            return
        from models.outbox.channels.registry import CHANNELS
        from tui.frame.channel_sender import ChannelSender

        on_screens = self._on_screens
        self._senders = [
            ChannelSender(
                channel,
                self._ended,
                moved=lambda: on_screens(self._moved),
                troubled=lambda: on_screens(self._tell_trouble),
            )
            for channel in CHANNELS
        ]
        for each in self._senders:
            each.thread.start()

    def begin_if_due(self) -> None:
        """For a screen that shows messages: sends where one is due now."""
        from models.outbox import sending

        due = sending.waiting()
        if due is not None and due <= clock.now():
            self.begin()

    def look_after(self) -> None:
        """From now on, sends if messages have been due for a while: then nobody else is sending them."""
        self._app.set_timer(_FIRST_LOOK, self._begin_if_left_behind)
        self._app.set_interval(LOOK_EVERY, self._begin_if_left_behind)

    def _begin_if_left_behind(self) -> None:
        if not self._senders and self._app.session is not None:
            self._app.run_worker(self._look, thread=True, exit_on_error=False, group="sending")

    async def end(self) -> None:
        """Returns when the message being sent, if any, was handed over and its answer written."""
        self._ended.set()
        for each in self._senders:
            each.end()
        for each in self._senders:
            await asyncio.to_thread(each.thread.join, _PATIENCE)
        if any(each.thread.is_alive() for each in self._senders):
            with suppress(OSError, ValueError):
                sys.stderr.write(_("A message is being handed over: one moment.") + "\n")
        for each in self._senders:
            await asyncio.to_thread(each.thread.join)

    def _look(self) -> None:
        """In a thread."""
        from models.appointments.reminders import due as reminders
        from models.outbox import sending

        with suppress(Refused), told_as_problem(), only_while(lambda: False), own_connection():
            due = sending.waiting()
            left_behind = due is not None and due < clock.now() - LEFT_BEHIND
            if left_behind or reminders.due():
                self._app.call_from_thread(self.begin)

    def _on_screens(self, call: Callable[[], None]) -> None:
        """From the thread."""
        if not self._ended.is_set():
            self._app.call_later(call)

    def _moved(self) -> None:
        """Many movements are reported at once."""
        if not self._about_to_tell:
            self._about_to_tell = True
            self._app.set_timer(TOLD_EVERY, self._tell)

    def _tell(self) -> None:
        self._about_to_tell = False
        for screen in self._app.screen_stack:
            screen.post_message(self.Moved())

    def _tell_trouble(self) -> None:
        """Reports the obstacle once, unless the desk shows it anyway or a dialog is open."""
        self._moved()
        screen = self._app.screen
        if self.trouble and not screen.is_modal and not screen.query("TroubleLine"):
            self._app.warn(self.trouble)
