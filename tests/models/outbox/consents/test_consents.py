"""What clients agreed to, and STOP (INV-50; loi 09-08, art. 10)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from peewee import DatabaseError

from models import doctor
from models.outbox import sending
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.verbs import NobodyGetsIt
from models.outbox.channels.channel import Channel
from models.outbox.consents import history as consent_history
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentState, Word
from models.outbox.messages.campaign import CampaignState
from models.outbox.messages.table import Cause, Message
from models.people.clients import verbs as clients
from models.requests.actors import INCOMING
from models.requests.by import By, new_key
from models.requests.trail import Trail
from models.store import connection
from models.store.connection import transaction
from tests.conftest import NOW
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk, states


@pytest.fixture
def desk(counter: Counter) -> Desk:
    desk = Desk(counter)
    desk.buy()
    return desk


def test_the_last_word_counts_and_all_are_kept(desk: Desk) -> None:
    """With date, source and author."""
    client = desk.client()
    assert consents.state_of(client) is ConsentState.SILENT
    desk.says(client, True, "form")
    assert consents.state_of(client) is ConsentState.AGREED
    desk.says(client, False, "phone")
    assert consents.state_of(client) is ConsentState.STOPPED
    said = [(row.at, row.word, row.source, row.author) for row in consent_history.history(client)]
    assert said == [(NOW, Word.STOP, "phone", "S. Amrani"), (NOW, Word.AGREES, "form", "S. Amrani")]
    with pytest.raises(DatabaseError), transaction():
        connection.database.execute_sql("UPDATE consent SET granted = TRUE")


def test_each_channel_has_its_own_consent(desk: Desk) -> None:
    client = desk.client()
    desk.says(client, False)
    assert consents.state_of(client, Channel.EMAIL) is ConsentState.SILENT


def test_stop_speaks_for_everybody_with_that_number(desk: Desk) -> None:
    """Nobody knows which of a family wrote it; whoever says yes afterwards takes it back for themselves."""
    one, other = desk.client(mobile="0612345678"), desk.client(mobile="0612345678")
    desk.says(one, True)
    consents.stop("+212612345678", by=By(INCOMING, "incoming 1"))
    assert [consents.state_of(client) for client in (one, other)] == [ConsentState.STOPPED] * 2
    newcomer = desk.client(mobile="0612345678")
    assert consents.state_of(newcomer) is ConsentState.STOPPED
    assert [row.author for row in consent_history.history(other)] == [""]
    holds = consent_history.holding(newcomer)[Channel.SMS]
    assert (holds.word, holds.source, holds.client) == (Word.STOP, "incoming", other)
    desk.says(one, True)
    states = [consents.state_of(client) for client in (one, other, newcomer)]
    assert states == [ConsentState.AGREED, ConsentState.STOPPED, ConsentState.SILENT]


def test_an_objection_at_the_desk_is_of_one_person(desk: Desk) -> None:
    one, other = desk.client(mobile="0612345678", owes=10), desk.client(mobile="0612345678", owes=10)
    desk.says(one, False)
    assert consents.state_of(other) is ConsentState.SILENT
    desk.remind(one, other)
    assert [client for (client,) in Message.select(Message.client).tuples()] == [other]


def test_who_wants_no_marketing_is_still_reminded(desk: Desk) -> None:
    """INV-50: a reminder needs no agreement, only that nobody said STOP."""
    client = desk.client(owes=10)
    desk.says(client, True)
    desk.advertise(client)
    desk.tell_due(client, 10)
    assert desk.says(client, Word.NO_MARKETING) == 1
    assert states() == ["cancelled", "queued"]
    with pytest.raises(NobodyGetsIt):
        desk.advertise(client)
    desk.remind(client)
    assert states() == ["cancelled", "queued", "queued"]
    assert doctor.examine() == []


def test_who_wants_no_marketing_takes_back_the_stop_of_their_number(desk: Desk) -> None:
    client = desk.client(mobile="0612345678", owes=10)
    consents.stop("+212612345678", by=By(INCOMING, "incoming 1"))
    desk.says(client, Word.NO_MARKETING, "spoken")
    assert consents.state_of(client) is ConsentState.SILENT
    desk.tell_due(client, 10)
    assert doctor.examine() == []


def test_a_campaign_whose_last_messages_were_stopped_is_done(desk: Desk) -> None:
    """Nothing of it waits: nobody is to look at it, or to pause it."""
    one, other = desk.client(owes=10), desk.client(owes=10)
    at_once, paused = desk.remind(one), desk.remind(other, body="Merci de passer")
    campaigns.pause(paused, **desk.who)
    desk.says(one, False)
    desk.says(other, False)
    assert campaigns.read(at_once).state is CampaignState.DONE
    campaigns.resume(paused, **desk.who)
    assert campaigns.read(paused).state is CampaignState.DONE
    assert doctor.examine() == []


def test_stop_ends_what_waits_at_once_and_is_done_once(desk: Desk) -> None:
    client = desk.client(owes=10)
    desk.tell_due(client, 10)
    desk.tell_due(client, 10)
    sending.claim("one", 1)
    assert consents.stop(clients.get(client).mobile, by=By(INCOMING, "incoming 1")) == 1
    assert states() == ["queued", "cancelled"], "one is in the gateway's hands"
    assert Message.get_by_id(2).cause is Cause.STOPPED
    assert consents.stop(clients.get(client).mobile, by=By(INCOMING, "incoming 1")) == 1
    assert len(consent_history.history(client)) == 1
    assert doctor.examine() == []


def test_stop_from_a_number_of_nobody_is_kept_for_who_will_have_it(desk: Desk) -> None:
    consents.stop("+212699999999", by=By(INCOMING, "incoming 1"))
    assert consents.state_of(desk.client(mobile="0699999999", owes=10)) is ConsentState.STOPPED
    assert Trail.get(Trail.verb == consents.STOPS).staff_id is None


said = st.sampled_from([*Word, "incoming"])
words = st.lists(st.tuples(st.integers(0, 2), said), max_size=8)


@given(words)
def test_what_all_may_get_is_what_each_may_get(desk: Desk, words: list[tuple[int, str]]) -> None:
    """INV-50: the preflight's three statements say of everybody what is asked of one at the desk, and both
    say what an oracle of last words says. Two clients share a number; everybody is new each time."""
    known = len(desk.made)
    numbers = [f"+2126{known + place:08}" for place in (0, 0, 1)]
    several = [desk.client(mobile=number) for number in numbers]
    own: dict[int, str] = {}
    of_number: dict[str, str] = {}
    for who, what in words:
        if isinstance(what, Word):
            desk.says(several[who], what)
            own[who] = what
            if what is not Word.STOP:
                of_number[numbers[who]] = what
        else:
            consents.stop(numbers[who], by=By(INCOMING, new_key()))
            own |= {each: Word.STOP for each in range(3) if numbers[each] == numbers[who]}
            of_number[numbers[who]] = Word.STOP
    all_at_once = consents.stance()
    for who, client in enumerate(several):
        stopped = Word.STOP in (own.get(who), of_number.get(numbers[who]))
        agreed = own.get(who) is Word.AGREES
        wanted = ConsentState.STOPPED if stopped else ConsentState.AGREED if agreed else ConsentState.SILENT
        assert consents.state_of(client) is wanted
        holds = consent_history.holding(client).get(Channel.SMS)
        assert (holds is not None and holds.word is Word.STOP) is stopped
        assert (holds is not None and holds.word is Word.AGREES) is (agreed and not stopped)
        assert all_at_once.of(client, numbers[who]) is wanted
