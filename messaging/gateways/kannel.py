"""Kannel: its smsbox takes messages over HTTP (`sendsms`) and calls back with delivery reports.

Kannel user guide, chapters “Using SMS gateway: sendsms” and “Delivery reports”.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from locales import N_
from messaging.calls import Answer, KeptConnection, NoAnswer, NotHandedOver, Place, target_of
from messaging.protocol import (
    Accepted,
    GatewayField,
    Outcome,
    ReceiptRead,
    Rejected,
    Setup,
    Uncertain,
    Unreachable,
)
from messaging.receipt_address import ReceiptAddress
from messaging.secrets import Secret
from models.outbox.channels.channel import Channel
from models.outbox.channels.gsm import Encoding
from models.outbox.messages.table import ReceiptState
from models.outbox.sending import Outgoing

TITLE = "Kannel"
CHANNELS = (Channel.SMS,)
FIELDS = (
    GatewayField("url", N_("Address"), "http://127.0.0.1:13013/cgi-bin/sendsms"),
    GatewayField("user", N_("User"), "officine"),
    GatewayField("password", N_("Password"), secret=True),
)

_ACCEPTED = 202
_REFUSED_FOR_GOOD = 400
_NOT_ALLOWED = 403
_TRY_LATER = 503
_CODING = {Encoding.GSM7: "0", Encoding.UCS2: "2"}
_DELIVERED, _UNDELIVERABLE, _REFUSED = 1, 2, 16
_WANTED = _DELIVERED | _UNDELIVERABLE | _REFUSED
_STATES = {
    str(_DELIVERED): ReceiptState.DELIVERED,
    str(_UNDELIVERABLE): ReceiptState.FAILED,
    str(_REFUSED): ReceiptState.FAILED,
}
_EXPIRED = "EXPIRED"
"""The state in an operator's report (SMPP 3.4, appendix B) for a phone that was off for too long."""


def open_gateway(setup: Setup) -> "Kannel":
    """Raises `NotAnAddress` or `SecretMissing`."""
    password = setup.secret("password")
    return Kannel(
        setup.values["url"],
        setup.values["user"],
        password,
        sender=setup.sender,
        receipts=ReceiptAddress(setup.port, password.reveal().encode()),
    )


class Kannel:
    """A smsbox."""

    name = "kannel"

    def __init__(
        self, url: str, user: str, password: Secret, *, sender: str, receipts: ReceiptAddress
    ) -> None:
        self.receipts: ReceiptAddress | None = receipts
        self._receipts = receipts
        self._line = KeptConnection(Place.of(url))
        self._target = target_of(url)
        self._password = password
        self._always = {"username": user, "charset": "UTF-8", "dlr-mask": str(_WANTED)}
        if sender:
            self._always["from"] = sender

    def send(self, message: Outgoing) -> Outcome:
        query = urlencode(
            {
                **self._always,
                "password": self._password.reveal(),
                "to": message.recipient,
                "text": message.body,
                "coding": _CODING[Encoding(message.encoding)],
                # Kannel replaces %d by the kind of report, and %A by the operator's text.
                "dlr-url": f"{self._receipts.of(message.addressed)}?state=%d&words=%A",
            }
        )
        try:
            return self._outcome(self._line.ask("GET", f"{self._target}?{query}"))
        except NotHandedOver as error:
            return Unreachable(N_("The gateway does not answer."), str(error))
        except NoAnswer as error:
            return Uncertain(str(error))

    def _outcome(self, answer: Answer) -> Outcome:
        said = self._password.hide_in(answer.text.strip()) or f"HTTP {answer.status}"
        if answer.status == _ACCEPTED:
            return Accepted()
        if answer.status == _REFUSED_FOR_GOOD:
            return Rejected(said)
        if answer.status == _TRY_LATER:
            return Rejected(said, temporary=True)
        if answer.status == _NOT_ALLOWED:
            return Unreachable(N_("The gateway does not know this user or password."), said)
        if answer.status >= 500:
            return Uncertain(said)
        return Unreachable(N_("This is not the answer of a gateway: check its address."), said)

    def answers(self) -> bool:
        return self._line.is_answered()

    def read_receipt(self, fields: Mapping[str, str]) -> ReceiptRead:
        words = fields.get("words", "")
        state = _STATES.get(fields.get("state", ""), ReceiptState.UNKNOWN)
        if state is ReceiptState.FAILED and _EXPIRED in words.upper():
            state = ReceiptState.EXPIRED
        return ReceiptRead(state, words)

    def close(self) -> None:
        self._line.close()
