"""What is asked while a campaign is put together: the list, one client's text, who would get it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.outbox import single
from models.outbox.campaigns import preflight, recipients
from models.outbox.campaigns.preflight import GivenUp, Order
from models.outbox.campaigns.recipients import RecipientFilter, RecipientListing, RecipientSort
from models.outbox.messages.campaign import Exclusion, Goal
from models.store import clock
from models.values import Centimes
from tests.conftest import NOW
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import REMINDER, Desk, states


@pytest.fixture
def desk(counter: Counter) -> Desk:
    desk = Desk(counter)
    desk.buy()
    return desk


def test_what_one_client_would_get_is_what_the_campaign_gives_them(desk: Desk) -> None:
    """sms-preview, INV-50, INV-53: looked at alone or with all others."""
    owes: dict[str, Any] = {"owes": 5_000}
    several = [
        desk.client("Alami", **owes),
        desk.client("Benali"),
        desk.client("Chraibi", mobile="", **owes),
        desk.client("Daoudi", **owes),
        desk.client("H" * 140, **owes),
        desk.client("Idrissi", **owes),
    ]
    desk.says(several[3], False)
    single.try_on(Order(Goal.BALANCE_REMINDER, REMINDER), several[5:], **desk.who)
    order = Order(Goal.BALANCE_REMINDER, REMINDER, tuple(several))
    drawn = preflight.draw(order)

    alone = {client: preflight.of_client(order, client) for client in several}

    assert {client: fate.reason for client, fate in alone.items() if fate.reason} == drawn.excluded
    assert set(drawn.excluded.values()) == {
        Exclusion.NOTHING_OWED,
        Exclusion.NO_ADDRESS,
        Exclusion.STOPPED,
        Exclusion.TOO_LONG,
        Exclusion.TESTED,
    }
    (gets,) = drawn.messages
    assert (alone[several[0]].text, alone[several[0]].measure) == (gets.body, gets.measure)
    assert alone[several[1]].text == "Bonjour Benali, votre solde est de 0,00 DH. Pharmacie Atlas"


def test_who_is_taken_off_the_list_gets_nothing_and_is_not_counted(desk: Desk) -> None:
    """sms-remove"""
    several = [desk.client(owes=100) for _ in range(4)]
    among = RecipientFilter(owes_more_than=Centimes(0), without=tuple(several[1:3]))
    for sort in RecipientSort:
        listing = RecipientListing(among, sort)
        assert {row.id for row in listing.read(9)} == {several[0], several[3]}
        assert listing.count() == 2
    assert sorted(recipients.numbers(among)) == [several[0], several[3]]
    found = preflight.look(Order(Goal.BALANCE_REMINDER, REMINDER, among=among))
    assert (found.listed, list(found.getting), found.excluded) == (2, [several[0], several[3]], {})


def test_who_was_reminded_a_short_while_ago_is_told_of(desk: Desk) -> None:
    """Two people may have the same idea on one day. It is said, and forbids nothing."""
    several = [desk.client(owes=100) for _ in range(3)]
    order = Order(Goal.BALANCE_REMINDER, REMINDER, tuple(several))
    desk.remind(several[0])
    desk.tell_due(several[2], 100)
    found = preflight.look(order)
    assert (list(found.getting), list(found.again)) == (several, [several[0], several[2]])
    assert preflight.look(replace(order, goal=Goal.CUSTOM)).again == []
    with clock.stopped_at(NOW + timedelta(days=1, seconds=1)):
        assert preflight.look(order).again == []


def test_looking_is_given_up_where_whoever_waits_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "CHUNK", 2)
    order = Order(Goal.BALANCE_REMINDER, REMINDER, tuple(desk.client(owes=100) for _ in range(5)))
    heard: list[tuple[int, int]] = []

    def told(done: int, total: int) -> bool:
        heard.append((done, total))
        return done < 4

    with pytest.raises(GivenUp):
        preflight.look(order, told)
    assert heard == [(0, 5), (2, 5), (4, 5)]
    assert states() == []
