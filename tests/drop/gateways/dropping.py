"""The gateway of the channel: one file a message, in the folder that was chosen."""

from collections.abc import Mapping
from pathlib import Path

from messaging.protocol import Accepted, GatewayField, Outcome, ReceiptRead, Rejected, Setup
from models.outbox.channels.channel import Channel
from models.outbox.messages.table import ReceiptState
from models.outbox.sending import Outgoing

TITLE = "Files in a folder"
CHANNELS = (Channel.EMAIL,)
FIELDS = (GatewayField("folder", "Folder", "dropped"),)


def open_gateway(setup: Setup) -> "Dropping":
    folder = setup.folder / setup.values["folder"]
    folder.mkdir(parents=True, exist_ok=True)
    return Dropping(folder)


class Dropping:
    name = "dropping"
    receipts = None

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: Outgoing) -> Outcome:
        if "refuse" in message.body:
            return Rejected("no")
        name = f"{message.id} {message.recipient}"
        (self._folder / name).write_text(message.body, encoding="utf-8")
        return Accepted()

    def answers(self) -> bool:
        return True

    def read_receipt(self, fields: Mapping[str, str]) -> ReceiptRead:
        return ReceiptRead(ReceiptState.UNKNOWN)

    def close(self) -> None:
        pass
