"""What clients answer: kept word for word, and decided once by a person (loi 09-08, art. 10; INV-50)."""

import pytest

from models.doctor.examination import examine
from models.outbox import incoming_texts
from models.outbox.channels.channel import Channel
from models.outbox.channels.sms import NotFromANumber
from models.outbox.consents.table import ConsentState
from models.outbox.consents.verbs import state_of
from models.outbox.incoming_texts import LONGEST, AlreadyDecided, IncomingListing
from models.requests.actors import INCOMING
from models.requests.by import By, new_key
from tests.asking import by_staff
from tests.models.conftest import Counter

NUMBER = "+212600000077"


def receive(body: str, *, stop: bool = False, sender: str = NUMBER) -> int:
    incoming_texts.receive(sender, body, stop=stop, by=By(INCOMING, new_key()))
    return IncomingListing().read(1)[0].id


def decide(counter: Counter, incoming: int, *, stop: bool) -> None:
    incoming_texts.decide(incoming, stop=stop, by=by_staff(counter.staff))


def test_inv_50_a_person_reads_stop_in_other_words(counter: Counter) -> None:
    client = counter.client(mobile=NUMBER)
    text = receive("arretez svp")
    assert incoming_texts.waiting() == incoming_texts.waiting(NUMBER) == 1
    assert state_of(client, Channel.SMS) is ConsentState.SILENT

    decide(counter, text, stop=True)

    (row,) = IncomingListing(NUMBER).read(5)
    assert (row.client, row.stopped, row.decided, row.decided_by != "") == (client, True, True, True)
    assert state_of(client, Channel.SMS) is ConsentState.STOPPED
    assert incoming_texts.waiting() == 0
    assert not examine()


def test_what_means_nothing_is_read_once_and_stops_nothing(counter: Counter) -> None:
    client, text = counter.client(mobile=NUMBER), receive("je passe demain")
    decide(counter, text, stop=False)
    assert state_of(client, Channel.SMS) is ConsentState.SILENT
    with pytest.raises(AlreadyDecided):
        decide(counter, text, stop=True)
    assert state_of(client, Channel.SMS) is ConsentState.SILENT


def test_a_plain_stop_is_decided_by_itself(counter: Counter) -> None:
    text = receive("STOP", stop=True)
    assert incoming_texts.waiting() == 0
    with pytest.raises(AlreadyDecided):
        decide(counter, text, stop=False)


def test_a_name_is_kept_and_cannot_be_stopped(counter: Counter) -> None:
    text = receive("votre code est 1234", sender="BANQUE")
    with pytest.raises(NotFromANumber):
        decide(counter, text, stop=True)
    decide(counter, text, stop=False)


def test_what_comes_in_is_data(counter: Counter) -> None:
    """Kept without what drives a terminal, and no longer than any SMS."""
    receive("a\x1b]52;c;QUJD\x07\x00b" + "x" * 9_000, sender="\x1b[2J" * 90)
    (row,) = IncomingListing().read(5)
    assert "\x1b" not in row.body + row.sender
    assert "\x00" not in row.body
    assert len(row.body) == LONGEST
    assert not examine()


def test_told_twice_it_is_one_text(counter: Counter) -> None:
    """INV-20"""
    op_id = new_key()
    for _ in range(2):
        incoming_texts.receive(NUMBER, "arretez", stop=False, by=By(INCOMING, op_id))
    assert IncomingListing().count() == 1
