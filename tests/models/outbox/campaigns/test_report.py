"""A message opened, and the report of a campaign: who got nothing and why (sms-history, sms-bulk)."""

from datetime import timedelta

from models.outbox import sending, single
from models.outbox.campaigns import verbs as campaigns
from models.outbox.campaigns.listing import CampaignListing
from models.outbox.campaigns.missed import MissedListing, MissedRow
from models.outbox.messages import detail as opened
from models.outbox.messages import receipts
from models.outbox.messages.campaign import Exclusion, Goal
from models.outbox.messages.detail import MessageOpened
from models.outbox.messages.table import Cause, MessageState, ReceiptState
from models.store import clock
from tests.conftest import NOW
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk, balance


def opening(message: int) -> MessageOpened:
    found = opened.read(message)
    assert found is not None
    return found


def half_sent(counter: Counter) -> tuple[int, list[int]]:
    """A campaign to four, of which one is refused, one lost and one arrives; two are left out."""
    desk = Desk(counter)
    desk.buy()
    owing = [desk.client(f"Client {name}", owes=100) for name in "ABCD"]
    left_out = [desk.client("Sans mobile", mobile="", owes=100), desk.client("Ne doit rien")]
    campaign = desk.remind(*owing, *left_out)
    refused, lost, arrived, _ = (each.id for each in sending.claim("one", 4))
    sending.refused(refused, "one", "no such number", temporary=False)
    sending.uncertain(lost, "one", "reset")
    sending.accepted(arrived, "one", gateway="g")
    receipts.receive(arrived, ReceiptState.DELIVERED, "stat:DELIVRD")
    return campaign, owing


def test_a_message_opened_tells_its_story(counter: Counter) -> None:
    campaign, _ = half_sent(counter)
    refused, lost, arrived, waits = (opening(number) for number in range(1, 5))
    assert (refused.cause, refused.words, refused.left) == (Cause.REFUSED, "no such number", None)
    assert (lost.cause, lost.may_be_sent_again) == (Cause.UNCLEAR, True)
    assert (arrived.gateway, arrived.left, arrived.may_be_sent_again) == ("g", NOW, False)
    assert [(each.state, each.words) for each in arrived.receipts] == [
        (ReceiptState.DELIVERED, "stat:DELIVRD")
    ]
    assert (waits.row.campaign, waits.goal, waits.next_try) == (campaign, Goal.BALANCE_REMINDER, None)
    assert opened.read(99) is None


def test_what_is_tried_again_says_when(counter: Counter) -> None:
    desk = Desk(counter)
    desk.buy()
    message = desk.tell_due(desk.client(owes=100), 100)
    sending.claim("one", 1)
    sending.refused(message, "one", "busy", temporary=True)
    assert opening(message).next_try == NOW + sending.DELAYS[0]


def test_a_message_sent_again_and_its_repetition_know_each_other(counter: Counter) -> None:
    half_sent(counter)
    again = single.send_again(1, **Desk(counter).who)
    assert (opening(1).sent_again, opening(again).again_of) == (again, 1)
    assert not opening(1).may_be_sent_again


def test_the_report_lists_who_got_nothing_and_why(counter: Counter) -> None:
    """INV-52: with those who got it and those who wait they are everybody on the list."""
    campaign, owing = half_sent(counter)
    rows = MissedListing(campaign).read(10)
    assert [(row.client, row.state, row.exclusion) for row in rows] == [
        (owing[0], MessageState.FAILED, None),
        (owing[1], MessageState.UNKNOWN, None),
        (rows[2].client, None, Exclusion.NOTHING_OWED),
        (rows[3].client, None, Exclusion.NO_ADDRESS),
    ]
    assert [row.name for row in rows[2:]] == ["Ne doit rien", "Sans mobile"]
    row = campaigns.read(campaign)
    got_it = row.messages[MessageState.DELIVERED]
    assert MissedListing(campaign).count() + got_it + row.waiting == row.recipients == 6
    assert row.cost == 1000 - balance() - row.waiting == 2


def test_the_report_reads_window_by_window_both_ways(counter: Counter) -> None:
    campaign, _ = half_sent(counter)
    listing = MissedListing(campaign)
    every = list(listing.read(10))
    for size in (1, 2, 3):
        down: list[MissedRow] = list(listing.read(size))
        while more := listing.read(size, after=down[-1]):
            down += more
        assert down == every
        up = list(listing.last(size))
        while more := listing.read(size, before=up[0]):
            up = [*more, *up]
        assert up == every
    assert [list(listing.read(2, at=row)) for row in every] == [every[n : n + 2] for n in range(4)]


def test_what_a_late_receipt_tells_costs_its_credit(counter: Counter) -> None:
    campaign, _ = half_sent(counter)
    with clock.stopped_at(NOW + timedelta(hours=1)):
        receipts.receive(2, ReceiptState.DELIVERED)
    assert campaigns.read(campaign).cost == 2
    assert MissedListing(campaign).count() == 3


def test_campaigns_are_listed_newest_first_with_what_waits_of_each(counter: Counter) -> None:
    first, owing = half_sent(counter)
    desk = Desk(counter)
    second, third = (desk.remind(*owing[:2], body=f"{body} {{solde}}") for body in ("Un", "Deux"))
    campaigns.cancel(second, **desk.who)
    listing = CampaignListing()
    every = listing.read(10)
    assert [(row.id, row.recipients, row.waiting) for row in every] == [
        (third, 2, 2),
        (second, 2, 0),
        (first, 6, 1),
    ]
    assert listing.count() == 3
    assert list(listing.last(2)) == every[1:]
    assert list(listing.read(1, after=every[0])) == every[1:2]
    assert list(listing.read(5, before=every[2])) == every[:2]
    assert list(listing.read(2, at=every[1])) == every[1:]
