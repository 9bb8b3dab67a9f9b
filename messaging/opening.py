"""Everything that has to be open so that messages leave: the gateway, the listener, the worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Event

from messaging import choices, incoming, registry
from messaging.journal import Defect
from messaging.protocol import Setup
from messaging.receiver import Receiver
from messaging.secrets import INCOMING, Secret, Secrets
from messaging.worker import Told, Worker
from models.outbox.sending import LEASE


@dataclass(frozen=True, slots=True)
class Places:
    """Where the secrets of this machine are, and where a gateway may keep files."""

    secrets: Path
    folder: Path


@contextmanager
def ready(
    places: Places,
    *,
    stop: Event,
    defect: Defect,
    told: Told = lambda tally: None,
    lease: timedelta = LEASE,
) -> Iterator[Worker]:
    """A worker with the gateway that was chosen; receipts are heard within the block.

    The database is open. `defect` hears, on another thread, of errors in what was told that nobody foresaw.
    Raises what `choices.chosen`, `registry.open_gateway` and `Secrets.get` refuse.
    """
    chosen = choices.chosen()
    name, known = chosen.rules.gateway, chosen.gateway
    secrets = Secrets(places.secrets)

    def secret(field: str) -> Secret:
        return secrets.get(f"{name}_{field}")

    setup = Setup(known.values, secret, known.sender, places.folder, known.port)
    gateway = registry.open_gateway(name, setup)
    hears = secrets.get(INCOMING) if secrets.has(INCOMING) else None
    receiver = Receiver(gateway, known.port, incoming=incoming.receive, secret=hears, defect=defect)
    if gateway.receipts or hears:
        receiver.start()
    try:
        yield Worker(gateway, chosen, stop=stop, told=told, lease=lease)
    finally:
        receiver.stop()
        gateway.close()
