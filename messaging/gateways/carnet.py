"""The notebook: writes every message into a file and sends nothing. For trying out; the default."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from locales import N_
from messaging.protocol import Accepted, GatewayField, Outcome, ReceiptRead, Setup, Unreachable
from models.outbox.channels.channel import Channel
from models.outbox.channels.sending_rules import NOTEBOOK
from models.outbox.messages.table import ReceiptState
from models.outbox.sending import Outgoing
from models.store import clock
from models.store.place.private import make_folder

TITLE = N_("Notebook (to try out)")
CHANNELS = tuple(Channel)
FIELDS: tuple[GatewayField, ...] = ()
FILE = "carnet.jsonl"


def open_gateway(setup: Setup) -> "Carnet":
    return Carnet(setup.folder / FILE)


class Carnet:
    """A file with one JSON object a line, readable by its owner only, as it holds names and debts."""

    name = NOTEBOOK
    receipts = None

    def __init__(self, file: Path) -> None:
        self._file = file

    def send(self, message: Outgoing) -> Outcome:
        line = json.dumps(
            {
                "at": clock.now().isoformat(timespec="seconds"),
                "id": message.id,
                "to": message.recipient,
                "text": message.body,
            },
            ensure_ascii=False,
        )
        try:
            make_folder(self._file.parent)
            descriptor = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "ab", buffering=0) as target:
                # One write for each line, so that lines of several senders are not mixed.
                target.write(line.encode() + b"\n")
        except OSError as error:
            return Unreachable(N_("The notebook cannot be written."), error.strerror or "")
        return Accepted()

    def answers(self) -> bool:
        return True

    def read_receipt(self, fields: Mapping[str, str]) -> ReceiptRead:
        return ReceiptRead(ReceiptState.UNKNOWN)

    def close(self) -> None:
        """Does nothing: no file is kept open."""
