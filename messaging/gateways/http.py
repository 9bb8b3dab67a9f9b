"""A provider with its own HTTP interface, described in the settings instead of in code.

Its address, headers and body are templates: {to}, {to_digits}, {text}, {from}, {secret}, {user}, {number} and
{receipt} are replaced by what is sent, quoted as an address, a form, JSON or XML requires; if no header gives
the type of the body, its first letter does. Paths such as `messages.0.id` say where the answer holds the
message's reference, and where its error.
"""

import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote
from xml.sax.saxutils import escape

from locales import N_
from messaging import strangers
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
from messaging.request_check import check
from messaging.secrets import Secret
from models.outbox.channels.channel import Channel
from models.outbox.messages.table import ReceiptState
from models.outbox.sending import Outgoing

TITLE = N_("HTTP provider")
CHANNELS = (Channel.SMS,)
FIELDS = (
    GatewayField("url", N_("Address")),
    GatewayField("method", N_("Method"), "POST"),
    GatewayField("headers", N_("Headers"), "Content-Type: application/json", lines=2),
    GatewayField("body", N_("Body"), '{"to": "{to}", "from": "{from}", "text": "{text}"}', lines=3),
    GatewayField("user", N_("User")),
    GatewayField("id_path", N_("Reference in")),
    GatewayField("error_path", N_("Error in")),
    GatewayField("password", N_("Password"), secret=True),
)

PLACEHOLDERS = ("to", "to_digits", "text", "from", "secret", "user", "number", "receipt")
_PLACEHOLDER = re.compile("{(" + "|".join(PLACEHOLDERS) + ")}")
_TRY_LATER = {408, 425, 429, 503}
_WRONG_PASSWORD = {401, 403, 407}
_STATES = {
    "DELIVRD": ReceiptState.DELIVERED,
    "DELIVERED": ReceiptState.DELIVERED,
    "EXPIRED": ReceiptState.EXPIRED,
    "UNDELIV": ReceiptState.FAILED,
    "UNDELIVERED": ReceiptState.FAILED,
    "FAILED": ReceiptState.FAILED,
    "REJECTD": ReceiptState.FAILED,
    "REJECTED": ReceiptState.FAILED,
    "DELETED": ReceiptState.FAILED,
}
"""The states of SMPP 3.4, appendix B, and their long forms, which most providers use."""

Quoting = Callable[[str], str]


def open_gateway(setup: Setup) -> "Http":
    """Raises `NotAnAddress`, `SecretMissing`, or what `request_check.check` refuses."""
    return Http(setup.values, setup.secret("password"), sender=setup.sender, port=setup.port)


class Http:
    """A provider."""

    name = "http"

    def __init__(self, values: Mapping[str, str], secret: Secret, *, sender: str, port: int) -> None:
        url = values["url"]
        self._line = KeptConnection(Place.of(url))
        check(values, PLACEHOLDERS)
        self._target = target_of(url)
        self._method = values["method"].upper()
        self._headers = _headers(values["headers"])
        self._body = values["body"]
        self._paths = (values["id_path"], values["error_path"])
        self._secret = secret
        self._always = {"from": sender, "user": values["user"], "secret": secret.reveal()}
        self._receipts = ReceiptAddress(port, secret.reveal().encode())
        self.receipts: ReceiptAddress | None = self._receipts if "{receipt}" in url + self._body else None

    def send(self, message: Outgoing) -> Outcome:
        filled = self._always | {
            "to": message.recipient,
            "to_digits": message.recipient.lstrip("+"),
            "text": message.body,
            "number": str(message.id),
            "receipt": self._receipts.of(message.addressed),
        }
        headers = {name: _fill(text, filled, _on_one_line) for name, text in self._headers.items()}
        body = None
        if self._method != "GET":
            body = _fill(self._body, filled, self._quoting()).encode()
        try:
            target = _fill(self._target, filled, _in_address)
            return self._outcome(self._line.ask(self._method, target, headers=headers, body=body))
        except NotHandedOver as error:
            return Unreachable(N_("The gateway does not answer."), str(error))
        except NoAnswer as error:
            return Uncertain(str(error))

    def _quoting(self) -> Quoting:
        kind = next((text for name, text in self._headers.items() if name.lower() == "content-type"), "")
        body = self._body.lstrip()
        if "json" in kind or (not kind and body.startswith(("{", "["))):
            return _in_json
        if "xml" in kind or (not kind and body.startswith("<")):
            return _in_xml
        return _in_address if "form" in kind or not kind else str

    def _outcome(self, answer: Answer) -> Outcome:
        id_path, error_path = self._paths
        found = strangers.tree(answer.text)
        error = self._secret.hide_in(strangers.at(found, error_path))
        said = error or f"HTTP {answer.status}"
        if answer.status in _WRONG_PASSWORD:
            return Unreachable(N_("The gateway does not know this user or password."), said)
        if answer.status in _TRY_LATER:
            return Rejected(said, temporary=True)
        if answer.status >= 500:
            return Uncertain(said)  # A failure behind the gateway, before or after it took the message.
        if 300 <= answer.status < 400 or answer.status == 404:
            return Unreachable(N_("This is not the answer of a gateway: check its address."), said)
        if answer.status >= 400 or error:
            return Rejected(said)
        reference = strangers.at(found, id_path)
        if id_path and not reference:
            # A web page of another service at this address would answer 200 too.
            return Uncertain(f"HTTP {answer.status}, {id_path}?")
        return Accepted(reference)

    def answers(self) -> bool:
        return self._line.is_answered()

    def read_receipt(self, fields: Mapping[str, str]) -> ReceiptRead:
        words = fields.get("state") or fields.get("status") or ""
        return ReceiptRead(_STATES.get(words.upper(), ReceiptState.UNKNOWN), words)

    def close(self) -> None:
        self._line.close()


def _headers(text: str) -> dict[str, str]:
    """One header a line, with a colon after its name."""
    pairs = (line.partition(":") for line in text.splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip()}


def _fill(template: str, values: Mapping[str, str], quoting: Quoting) -> str:
    """Replaces every placeholder once: braces inside a replaced text are not placeholders."""
    return _PLACEHOLDER.sub(lambda found: quoting(values[found[1]]), template)


def _in_address(text: str) -> str:
    return quote(text, safe="")


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _in_xml(text: str) -> str:
    return escape(text, {'"': "&quot;", "'": "&apos;"})


def _on_one_line(text: str) -> str:
    """For a header, which is Latin-1 and must not hold a line end."""
    return re.sub(r"[\x00-\x1f\x7f]", " ", text).encode("latin-1", "replace").decode("latin-1")
