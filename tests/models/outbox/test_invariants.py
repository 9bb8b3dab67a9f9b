"""INV-50 to INV-54, each on random lists, texts and answers; `test_outbox_machine.py` plays them together."""

from collections import Counter as Times
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from peewee import DatabaseError

from models.outbox import rules, sending
from models.outbox.campaigns import preflight
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.preflight import Order
from models.outbox.channels.gsm import measure
from models.outbox.consents.table import Word
from models.outbox.messages.campaign import Exclusion, Goal
from models.outbox.messages.table import Message
from models.store import connection
from models.store.connection import transaction
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk, balance, queue, states
from tests.models.outbox.test_days_of_messages import AFTER

Renewed = Callable[[], Counter]
NUMBERS = ("+212612345678", "+33612345678", "+34612345678", "")
FEW = settings(max_examples=15)
"""Each plays on a pharmacy of its own, and everything small is soon among them."""

debts = st.sampled_from([0, 100, 12_345])
people = st.lists(st.tuples(st.sampled_from(NUMBERS), debts), min_size=1, max_size=7)


def to() -> list[str]:
    """To which numbers messages were written."""
    return [number for (number,) in Message.select(Message.recipient).tuples()]


@FEW
@given(said=st.lists(st.sampled_from([*Word, None]), min_size=1, max_size=6), marketing=st.booleans())
def test_inv_50_nobody_is_written_to_against_their_word(
    renewed: Renewed, said: list[Word | None], marketing: bool
) -> None:
    desk = Desk(renewed())
    desk.buy()
    several = [desk.client(owes=100) for _ in said]
    for client, word in zip(several, said, strict=True):
        if word is not None:
            desk.says(client, word)
    wanted = {Word.AGREES} if marketing else {None, *Word} - {Word.STOP}
    order = Order(Goal.CUSTOM if marketing else Goal.BALANCE_REMINDER, "a", tuple(several))
    if preflight.look(order).receivers:
        desk.send(order)
    reached = {client for (client,) in Message.select(Message.client).tuples()}
    assert reached == {client for client, word in zip(several, said, strict=True) if word in wanted}


@FEW
@given(people=people, ticked=st.booleans())
def test_inv_51_a_number_gets_one_message_of_a_campaign(
    renewed: Renewed, people: list[tuple[str, int]], ticked: bool
) -> None:
    desk = Desk(renewed())
    desk.buy()
    several = [desk.client(mobile=number, owes=owed) for number, owed in people]
    order = Order(Goal.BALANCE_REMINDER, "{client}", tuple(several) if ticked else ())
    if preflight.look(order).receivers:
        desk.send(order)
    assert sorted(to()) == sorted({number for number, owed in people if number and owed})


@FEW
@given(
    people=people,
    answers=st.lists(st.sampled_from(["accepted", "refused", "unknown", "none"]), min_size=7, max_size=7),
    size=st.integers(1, 12),
    body=st.sampled_from(["a", "ç" * 71]),
)
def test_inv_52_sent_left_out_and_failed_are_the_list_and_credits_are_the_segments(
    renewed: Renewed, people: list[tuple[str, int]], answers: list[str], size: int, body: str
) -> None:
    desk = Desk(renewed())
    desk.buy(size)
    several = [desk.client(mobile=number, owes=owed) for number, owed in people]
    order = Order(Goal.BALANCE_REMINDER, body, tuple(several))
    found = preflight.look(order)
    assert found.listed == len(people) == found.receivers + len(found.excluded)
    assert found.units_needed == found.receivers * measure(body).segments
    if not found.receivers or found.units_needed > size:
        return
    campaign = desk.send(order)
    told: Times[str] = Times()
    for message, answer in zip(sending.claim("one", 10), answers, strict=False):
        told[answer] += 1
        if answer == "accepted":
            sending.accepted(message.id, "one", gateway="g")
        elif answer == "refused":
            sending.refused(message.id, "one", "no", temporary=False)
        elif answer == "unknown":
            sending.uncertain(message.id, "one", "reset")
        assert balance() >= 0
    row = campaigns.read(campaign)
    now = Times(states())
    assert (now["sent"], now["failed"], now["unknown"], now["queued"]) == (
        told["accepted"],
        told["refused"],
        told["unknown"],
        told["none"],
    )
    assert sum(now.values()) + len(found.excluded) == row.recipients == len(people)
    # What is in a gateway's hands, or may be, is taken; what it refused is given back.
    assert balance() == size - measure(body).segments * (found.receivers - told["refused"])


@FEW
@given(
    names=st.lists(st.text("abcéçĂ€ '", min_size=1, max_size=60), min_size=1, max_size=6),
    body=st.sampled_from(["{nom}", "{nom} doit {solde}. {pharmacie}", "x" * 120 + "{client}"]),
    longest=st.integers(30, 160),
)
def test_inv_53_no_text_is_longer_than_the_setting_once_it_is_filled_in(
    renewed: Renewed, names: list[str], body: str, longest: int
) -> None:
    desk = Desk(renewed())
    desk.buy()
    now = rules.sending_rules()
    rules.change(replace(now, longest=longest), seen=now, **desk.who)
    several = [desk.client(f"N{name}", owes=100) for name in names]
    order = Order(Goal.BALANCE_REMINDER, body, tuple(several))
    found = preflight.look(order)
    assert set(found.excluded.values()) <= {Exclusion.TOO_LONG}
    if found.receivers:
        desk.send(order)
    texts = dict(Message.select(Message.client, Message.body).tuples())
    assert all(len(text) <= longest for text in texts.values())
    for client in several:
        whole = preflight.of_client(order, client).text
        assert texts.get(client) == (whole if len(whole) <= longest else None), "whole, or not at all"


WAYS: dict[str, list[str]] = {
    "queued": [],
    "sent": ["sent"],
    "failed": ["failed"],
    "unknown": ["unknown"],
    "cancelled": ["cancelled"],
    "delivered": ["sent", "delivered"],
    "expired": ["sent", "expired"],
}
"""How a message that waits comes to each state."""


def test_inv_54_the_database_lets_a_message_only_go_forward(renewed: Renewed) -> None:
    """From every state, to every state that is not after it."""
    desk = Desk(renewed())
    back = [(before, after) for before in WAYS for after in WAYS if after not in {before, *AFTER[before]}]
    for message, (before, after) in zip(queue(desk, *("a" for _ in back)), back, strict=True):
        for state in WAYS[before]:
            _put(message, state)
        with pytest.raises(DatabaseError):
            _put(message, after)
    assert states() == [before for before, _ in back]


def _put(message: int, state: str) -> None:
    with transaction():
        connection.database.execute_sql(f"UPDATE message SET state = '{state}' WHERE id = {message}")
