"""`officine send`: hands over what waits in the outbox, once or for as long as it is left running."""

import signal
from argparse import Namespace
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING

from commands.shell.output import complain
from commands.store import opened
from locales import _, ngettext

if TYPE_CHECKING:
    from messaging.opening import Paths
    from messaging.worker import Tally
    from models.outbox.channels.channel import Channel
    from models.store.place.problems import StoreProblem

REFUSED = 1


def run(options: Namespace) -> int:
    from machine.folders import secrets_file, state_folder
    from machine.log import write_down
    from messaging.opening import Paths, ready
    from models.outbox.channels.registry import CHANNELS

    stop = _stopped_by_signals()
    paths = Paths(secrets_file(), state_folder())
    with opened(options.database, trusts_clock=options.trust_clock):
        if options.watch:
            _watch(paths, stop)
            return 0
        tallies = []
        for channel in CHANNELS:
            with ready(paths, channel=channel, stop=stop, defect=write_down) as worker:
                tallies.append(worker.empty())
    for tally in tallies:
        _print(tally)
    if not any(tally.handed_over or tally.stuck for tally in tallies):
        print(_("Nothing waits to be sent."))
    return REFUSED if any(tally.stuck for tally in tallies) else 0


def _watch(paths: "Paths", stop: Event) -> None:
    """Sends by every channel, each on its own thread, until it is stopped or one of them cannot go on."""
    from concurrent.futures import ThreadPoolExecutor, as_completed
    from contextvars import copy_context

    from models.outbox.channels.registry import CHANNELS

    with ThreadPoolExecutor(len(CHANNELS)) as threads:
        watching = [
            threads.submit(copy_context().run, _watch_channel, paths, channel, stop) for channel in CHANNELS
        ]
        for ended in as_completed(watching):
            stop.set()
            ended.result()


def _watch_channel(paths: "Paths", channel: "Channel", stop: Event) -> None:
    """Sends until it is stopped. Waits while the database is away, and while another program sends."""
    from messaging.opening import WAITS
    from models.store import connection
    from models.store.place.problems import StoreProblem

    said = _Said(channel)
    try:
        while not stop.is_set():
            try:
                with connection.told_as_problem():
                    sent = _send_in_turn(paths, channel, stop, said)
            except StoreProblem as problem:
                if not problem.passes:
                    raise
                said.problem(problem)
                connection.close()  # a server that comes back is called again
                sent = False
            if not sent:
                stop.wait(WAITS)
    finally:
        connection.close()


def _send_in_turn(paths: "Paths", channel: "Channel", stop: Event, said: "_Said") -> bool:
    """Sends until the settings of sending change; False if another program sends."""
    from machine.log import write_down
    from messaging.opening import in_turn
    from models.outbox import obstacle

    with in_turn(paths, channel=channel, stop=stop, defect=write_down, report=said.tell) as watcher:
        if watcher is None:
            return False
        obstacle.keep("", channel)
        watcher.watch()
        return True


def _stopped_by_signals() -> Event:
    """Turns signals into a stop: the message being sent is finished first, so that its fate is known."""
    stop = Event()

    def ask(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, ask)
    return stop


class _Said:
    """What is printed while watching: each obstacle once, and when it is gone. Neither texts nor numbers."""

    def __init__(self, channel: "Channel") -> None:
        self._channel = channel
        self._trouble = ""

    def problem(self, problem: "StoreProblem") -> None:
        """A problem before there is a worker, or at its end."""
        from locales.sentences import explain

        sentence = explain(problem)
        if sentence != self._trouble:
            complain(sentence)
        self._trouble = sentence

    def tell(self, tally: "Tally") -> None:
        from messaging.trouble import trouble as of
        from models.outbox import obstacle

        trouble = of(tally)
        if trouble and trouble != self._trouble:
            complain(trouble)
        if trouble != self._trouble and not tally.problem:
            obstacle.keep(trouble, self._channel)
        if self._trouble and not trouble and tally.handed_over:
            print(_("Messages leave again."), flush=True)
        self._trouble = trouble


def _print(tally: "Tally") -> None:
    from messaging.trouble import trouble

    for number, sentence in (
        (tally.accepted, ngettext("{number} message sent.", "{number} messages sent.", tally.accepted)),
        (tally.refused, ngettext("{number} message refused.", "{number} messages refused.", tally.refused)),
        (
            tally.later,
            ngettext("{number} will be tried again.", "{number} will be tried again.", tally.later),
        ),
        (
            tally.unknown,
            ngettext(
                "{number} message may have left or not.",
                "{number} messages may have left or not.",
                tally.unknown,
            ),
        ),
    ):
        if number:
            print(sentence.format(number=number))
    said = trouble(tally)
    if said:
        complain(said)
