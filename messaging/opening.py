"""Opens everything that sending needs: the gateway, the receiver, the worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event

from messaging import choices, incoming, registry
from messaging.journal import Defect
from messaging.protocol import Setup
from messaging.receiver import Receiver
from messaging.secrets import INCOMING, Secret, Secrets, name_of
from messaging.worker import Report, Worker
from models.appointments.reminders import due
from models.money import clock_check
from models.outbox.channels.channel import Channel
from models.outbox.channels.registry import MAIN
from models.outbox.rules import sending_rules
from models.outbox.sending import LEASE
from models.store import settings
from models.store.connection import engine

SENDER = "sender"
"""The lock of the program that sends by the main channel; see `turn`."""
WAITS = 5.0
"""The seconds between two checks whether it is this program's turn to send."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The file of this machine's secrets, and the folder for a gateway's files."""

    secrets: Path
    folder: Path


@contextmanager
def ready(
    paths: Paths,
    *,
    channel: Channel = MAIN,
    stop: Event,
    defect: Defect,
    report: Report = lambda tally: None,
    lease: timedelta = LEASE,
) -> Iterator[Worker]:
    """A worker with the chosen gateway of a channel; its receipts are received within the block.

    The database is open. `defect` is called, on another thread, with unexpected errors in what was received.
    Raises what `clock_check.refuse`, `choices.gateways`, `registry.open_gateway` and `Secrets.get` raise.
    """
    clock_check.refuse()  # With a wrong clock, messages would leave at night, or all at once.
    rules, known = sending_rules(channel), choices.gateways(channel)
    secrets = Secrets(paths.secrets)
    edition = secrets.edition()

    def outdated() -> bool:
        settings.take_time_zone()
        if clock_check.doubt() is not None:
            return True
        return (sending_rules(channel), choices.gateways(channel)) != (
            rules,
            known,
        ) or secrets.edition() != edition

    def secret(field: str) -> Secret:
        return secrets.get(name_of(known.chosen, field))

    setup = Setup(known.values.get(known.chosen, {}), secret, known.sender, paths.folder, known.port)
    gateway = registry.open_gateway(known.chosen, setup)
    hears = secrets.get(INCOMING) if secrets.has(INCOMING) else None
    heard = partial(incoming.receive, channel=channel)
    receiver = Receiver(gateway, known.port, incoming=heard, secret=hears, defect=defect)
    if gateway.receipts or hears:
        receiver.start()
    try:
        yield Worker(
            gateway,
            rules,
            channel=channel,
            stop=stop,
            report=report,
            lease=lease,
            outdated=outdated,
            prepare=due.queue_due if channel is MAIN else _nothing,
        )
    finally:
        receiver.stop()
        gateway.close()


def _nothing() -> None:
    """Reminders leave by the main channel alone."""


@contextmanager
def in_turn(
    paths: Paths,
    *,
    channel: Channel = MAIN,
    stop: Event,
    defect: Defect,
    report: Report = lambda tally: None,
) -> Iterator[Worker | None]:
    """As `ready`, for a program that keeps watching: None if another program does so on this database.

    Only one of all programs that watch a channel sends, so that messages leave at the chosen pace. The
    others try again after `WAITS`.
    """
    with engine().only_one(turn(channel)) as alone:
        if not alone:
            yield None
            return
        with ready(paths, channel=channel, stop=stop, defect=defect, report=report) as worker:
            yield worker


def turn(channel: Channel) -> str:
    """The name of the lock of the program that sends by a channel; the channels are independent."""
    return SENDER if channel is MAIN else f"{channel}-{SENDER}"
