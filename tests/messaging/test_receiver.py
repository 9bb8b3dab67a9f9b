"""The listener on loopback: only who has the token is heard, and what is told is written, then answered."""

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import pytest

from messaging import incoming
from messaging.receipt_address import ReceiptAddress
from messaging.receiver import Receiver
from messaging.secrets import Secret
from models.outbox import sending
from models.outbox.consents.table import ConsentState
from models.outbox.consents.verbs import state_at
from models.outbox.incoming_texts import IncomingListing
from models.outbox.messages import receipts
from models.outbox.messages.table import ReceiptState
from models.store import connection
from models.store.place.problems import Busy
from tests.kannel import free_ports
from tests.messaging.conftest import Outbox, Scripted, address_of, number, unforeseen, worker


@dataclass
class Listening:
    address: ReceiptAddress

    def tell(self, url: str, *, body: str = "", method: str = "GET") -> int:
        """The status of the answer."""
        parts = urlsplit(url)
        line = http.client.HTTPConnection("127.0.0.1", self.address.port, timeout=10)
        line.request(method, f"{parts.path}?{parts.query}", body=body or None)
        status = line.getresponse().status
        line.close()
        return status


@pytest.fixture
def listening(outbox: Outbox) -> Iterator[Listening]:
    """Somebody listens; one message has left."""
    (port,) = free_ports(1)
    address = ReceiptAddress(port, b"key")
    gateway = Scripted(receipts=address)
    receiver = Receiver(gateway, port, incoming=incoming.receive, secret=Secret("word"), defect=unforeseen)
    assert receiver.start()
    outbox.put("un")
    worker(gateway).empty()
    yield Listening(address)
    receiver.stop()


def test_a_receipt_says_what_became_of_a_message(listening: Listening, outbox: Outbox) -> None:
    assert listening.tell(address_of(listening.address, 1) + "?state=delivered&words=ok%20%C3%A9") == 200
    assert outbox.states() == ["delivered"]
    (row,) = receipts.of(1)
    assert (row.state, row.words) == (ReceiptState.DELIVERED, "ok é")


@pytest.mark.parametrize(
    ("body", "kind"), [("state=failed&words=no", "form"), (json.dumps({"state": "failed"}), "json")]
)
def test_a_receipt_may_be_posted(listening: Listening, outbox: Outbox, body: str, kind: str) -> None:
    assert listening.tell(address_of(listening.address, 1), body=body, method="POST") == 200
    assert outbox.states() == ["failed"]


@pytest.mark.parametrize(
    "path",
    [
        "/receipt/1/0123456789abcdef0123456789abcdef?state=failed",
        "/receipt/1/?state=failed",
        "/receipt/un/x?state=failed",
        "/receipt/99999999999999999999/x?state=failed",
        "/receipt/1/%C3%A9?state=failed",
        "/incoming/guess?from=0612345678&text=STOP",
        "/",
    ],
)
def test_nobody_else_is_heard(listening: Listening, outbox: Outbox, path: str) -> None:
    assert listening.tell(path) == 404
    assert outbox.states() == ["sent"]
    assert state_at(None, "+212612345678") is ConsentState.SILENT


def test_the_token_of_one_message_is_not_that_of_another(listening: Listening, outbox: Outbox) -> None:
    outbox.put("deux", first=1)
    forged = address_of(listening.address, 1).replace("/receipt/1/", "/receipt/2/")
    assert listening.tell(forged + "?state=failed") == 404
    assert outbox.states() == ["sent", "queued"]


def test_a_receipt_for_a_message_that_is_not_there_is_not_taken(listening: Listening) -> None:
    unknown = listening.address.of(receipts.Addressed.of(77, "a request"))
    assert listening.tell(unknown + "?state=delivered") == 404


def test_a_late_receipt_is_not_taken_for_the_message_that_bears_its_number_after_a_restore(
    listening: Listening, outbox: Outbox
) -> None:
    """A backup gives numbers again: the receipt tells of a message that this database never sent."""
    (message,) = outbox.put("après", first=1)
    late = listening.address.of(receipts.Addressed.of(message, "the request of the message before"))
    assert listening.tell(late + "?state=failed") == 404
    assert outbox.states() == ["sent", "queued"]


def test_a_receipt_that_cannot_be_written_now_may_be_told_again(
    listening: Listening, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*told: object) -> bool:
        raise Busy("here")

    url = address_of(listening.address, 1) + "?state=delivered"
    with monkeypatch.context() as patch:
        patch.setattr(receipts, "receive", busy)
        assert listening.tell(url) == 503
    assert listening.tell(url) == 200
    assert outbox.states() == ["delivered"]


def test_a_late_receipt_tells_what_nobody_knew(listening: Listening, outbox: Outbox) -> None:
    """INV-54"""
    outbox.put("deux", first=1)
    (row,) = sending.claim("who was killed", 1)
    sending.uncertain(row.id, "who was killed", "")
    assert outbox.states()[1] == "unknown"
    listening.tell(address_of(listening.address, row.id) + "?state=delivered")
    assert outbox.states()[1] == "delivered"


@pytest.mark.parametrize("text", ["STOP", "stop", " Stop. svp", "Arrêt", "توقف"])
def test_stop_ends_what_is_sent_to_a_number(listening: Listening, outbox: Outbox, text: str) -> None:
    """INV-50"""
    outbox.put("deux", first=1)
    sender = number(1).lstrip("+")
    url = f"/incoming/word?from={sender}&text={quote(text)}&id=a1"
    assert [listening.tell(url), listening.tell(url)] == [200, 200]
    assert state_at(None, number(1)) is ConsentState.STOPPED
    assert outbox.states() == ["sent", "cancelled"]


@pytest.mark.parametrize(("sender", "text"), [("0612345678", "merci, ne pas stopper"), ("BANQUE", "STOP")])
def test_other_answers_change_nothing(listening: Listening, sender: str, text: str) -> None:
    assert listening.tell(f"/incoming/word?from={sender}&text={quote(text)}") == 200
    assert state_at(None, "+212612345678") is ConsentState.SILENT


@pytest.mark.parametrize("text", ["arretez svp", "ne plus m'envoyer", "merci, ne pas stopper"])
def test_what_is_no_plain_stop_is_kept_for_a_person_to_read(listening: Listening, text: str) -> None:
    url = f"/incoming/word?from=0612345678&text={quote(text)}&id=b7"
    assert [listening.tell(url), listening.tell(url)] == [200, 200]
    (row,) = IncomingListing().read(5)
    assert (row.sender, row.body, row.stopped, row.decided) == ("+212612345678", text, False, False)


@pytest.mark.parametrize("text", ["STOP PUB", "توقف"])
def test_a_known_stop_is_kept_too_and_needs_nobody(listening: Listening, text: str) -> None:
    assert listening.tell(f"/incoming/word?from=0612345678&text={quote(text)}") == 200
    (row,) = IncomingListing().read(5)
    assert (row.body, row.stopped, row.decided) == (text, True, True)


def test_one_listens_for_all(listening: Listening) -> None:
    gateway = Scripted(receipts=listening.address)
    second = Receiver(
        gateway, listening.address.port, incoming=incoming.receive, secret=None, defect=unforeseen
    )
    assert not second.start()
    second.stop()
    assert not connection.database.in_transaction()
