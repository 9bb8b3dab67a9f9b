"""Packs of credits, and saved selections (sms-credit, sms-lists)."""

import pytest

from models import doctor
from models.outbox import sending
from models.outbox.campaigns.recipients import RecipientFilter, RecipientListing
from models.outbox.units import verbs as sms_units
from models.outbox.units.account import MovementReason
from models.outbox.units.listing import MovementListing
from models.outbox.units.verbs import NotASize, PackStep, WrongPackStep
from models.people.clients import selections
from models.people.clients.selections import NobodyTicked, NoSuchSelection, SelectionExists
from models.refusals import Missing
from models.requests.by import new_key
from tests.asking import by_staff
from tests.codes import secured
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk, balance, queue


@pytest.fixture
def desk(counter: Counter) -> Desk:
    return Desk(counter)


def test_a_pack_counts_when_it_is_activated_and_once(desk: Desk) -> None:
    pack = sms_units.ask(500, "offre de rentrée", **desk.who)
    with pytest.raises(WrongPackStep):
        sms_units.activate(pack, security=secured(), **desk.who)
    sms_units.pay(pack, "VIR-2026-118", **desk.who)
    assert balance() == sms_units.left() == 0
    op_id = new_key()
    for _ in range(2):
        sms_units.activate(pack, security=secured(), by=by_staff(desk.counter.staff, op_id))
    assert balance() == sms_units.left() == 500
    with pytest.raises(WrongPackStep):
        sms_units.activate(pack, security=secured(), **desk.who)
    with pytest.raises(WrongPackStep):
        sms_units.cancel(pack, **desk.who)
    (row,) = sms_units.packs()
    assert (row.size, row.note, row.state, row.author) == (
        500,
        "offre de rentrée",
        PackStep.ACTIVATED,
        "S. Amrani",
    )
    assert [(step.step, step.reference) for step in row.steps] == [
        (PackStep.PAID, "VIR-2026-118"),
        (PackStep.ACTIVATED, ""),
    ]
    assert doctor.examine() == []


def test_the_movements_of_credits_are_read_newest_first_from_any_row(desk: Desk) -> None:
    desk.buy(10)
    queue(desk, "a" * 170, "b")
    sending.claim("worker", limit=9)
    listing = MovementListing()
    rows = listing.read(9)
    assert [(row.reason, row.amount, row.balance) for row in rows] == [
        (MovementReason.TAKEN, -1, 7),
        (MovementReason.TAKEN, -2, 8),
        (MovementReason.PACK, 10, 10),
    ]
    assert (rows[1].recipient, rows[2].recipient) == ("+212611110000", "")
    assert listing.count() == 3
    newest, middle, oldest = rows
    assert listing.read(1, after=newest) == [middle]
    assert listing.read(1, before=oldest) == [middle]
    assert listing.read(2, at=middle) == [middle, oldest] == listing.last(2)


def test_a_pack_that_is_given_up_brings_nothing(desk: Desk) -> None:
    pack = sms_units.ask(500, **desk.who)
    sms_units.cancel(pack, **desk.who)
    with pytest.raises(WrongPackStep):
        sms_units.activate(pack, security=secured(), **desk.who)
    with pytest.raises(WrongPackStep):
        sms_units.cancel(pack, **desk.who)
    with pytest.raises(WrongPackStep):
        sms_units.pay(pack, "x", **desk.who)
    assert balance() == 0
    assert doctor.examine() == []


def test_what_is_no_pack(desk: Desk) -> None:
    for size in (0, -1, 1_000_001):
        with pytest.raises(NotASize):
            sms_units.ask(size, **desk.who)
    with pytest.raises(Missing):
        sms_units.pay(sms_units.ask(5, **desk.who), " ", **desk.who)
    with pytest.raises(WrongPackStep):
        sms_units.pay(99, "x", **desk.who)


def test_a_selection_is_kept_under_a_name_and_found_again(desk: Desk) -> None:
    several = [desk.client() for _ in range(4)]
    key = selections.save("Diabète", several[:3], **desk.who)
    assert selections.members(key) == set(several[:3])
    listing = RecipientListing(RecipientFilter(selection=key))
    assert [row.id for row in listing.read(10)] == several[:3]
    with pytest.raises(SelectionExists) as refused:
        selections.save("diabete", several, **desk.who)
    assert (refused.value.clients, refused.value.version) == (3, 1)
    assert selections.save("Diabète", several, over=1, **desk.who) == key
    (row,) = selections.available()
    assert (row.name, row.clients, row.version) == ("Diabète", 4, 2)
    selections.drop(key, **desk.who)
    assert selections.available() == []
    with pytest.raises(NoSuchSelection):
        selections.drop(key, **desk.who)


def test_a_selection_of_nobody_is_none(desk: Desk) -> None:
    with pytest.raises(NobodyTicked):
        selections.save("Vide", [], **desk.who)
    with pytest.raises(Missing):
        selections.save(" ", [1], **desk.who)
