"""The callback address of a message's receipts, with a token that nobody else can compute."""

import hmac
from dataclasses import dataclass, field

from models.outbox.messages.receipts import Addressed

HOST = "127.0.0.1"
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class ReceiptAddress:
    """Everybody on the machine can reach loopback, so each message has its own token."""

    port: int
    key: bytes = field(repr=False)

    def of(self, message: Addressed) -> str:
        """The address for the receipts of this message."""
        return f"http://{HOST}:{self.port}/receipt/{message.number}/{message.mark}/{self.token(message)}"

    def token(self, message: Addressed) -> str:
        text = f"receipt {message.number} {message.mark}"
        return hmac.digest(self.key, text.encode(), "sha256").hex()[:_LENGTH]

    def is_token(self, message: Addressed, token: str) -> bool:
        """Compares in constant time."""
        return hmac.compare_digest(self.token(message).encode(), token.encode())
