"""The callback address of a message's receipts, with a token that nobody else can compute."""

import hmac
from dataclasses import dataclass, field

HOST = "127.0.0.1"
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class ReceiptAddress:
    """Everybody on the machine can reach loopback, so each message has its own token."""

    port: int
    key: bytes = field(repr=False)

    def of(self, number: int) -> str:
        """The address for the receipts of this message."""
        return f"http://{HOST}:{self.port}/receipt/{number}/{self.token(number)}"

    def token(self, number: int) -> str:
        return hmac.digest(self.key, f"receipt {number}".encode(), "sha256").hex()[:_LENGTH]

    def is_token(self, number: int, token: str) -> bool:
        """Compares in constant time."""
        return hmac.compare_digest(self.token(number).encode(), token.encode())
