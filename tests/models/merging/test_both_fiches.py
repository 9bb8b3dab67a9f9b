"""What stands beside the account, when two fiches become one and when one is given back (INV-45)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models import doctor
from models.custom_fields.kinds import CustomKind
from models.custom_fields.table import CustomRecord
from models.defining import fields as defining
from models.defining.fields import CustomFieldFields
from models.merging.preview import preview
from models.merging.rules import Side, stricter
from models.money.ledger import journal
from models.outbox import incoming_texts
from models.outbox.channels.channel import Channel
from models.outbox.consents import history as consent_history
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, ConsentState, Word
from models.outbox.incoming_texts import IncomingListing
from models.outbox.messages.listing import MessageListing
from models.people.clients import selections
from models.people.clients import verbs as clients
from models.people.clients.filter import ClientFilter
from models.people.clients.listing import ClientListing
from models.people.photos import listing as kept_photos
from models.people.photos import pictures
from models.people.photos import verbs as photos
from models.people.sites import listing as kept_sites
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.privacy import known, redaction
from models.requests.trail import Trail
from models.store import clock
from models.store.connection import engine
from models.timeline.listing import Timeline
from models.trade.prices import discounts
from models.trade.prices.discounts import ClientDiscounts
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from models.values import Centimes
from printing.exports import journal as hledger_journal
from printing.papers import statement as paper
from tests import hledger
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.merging.merging_desk import give_back, merge
from tests.models.outbox.outbox_desk import Desk
from tests.pictures import jpeg


def asks(counter: Counter) -> dict[str, Any]:
    return {"by": by_staff(counter.staff)}


def say(counter: Counter, client: int, word: Word, channel: Channel = Channel.SMS) -> None:
    consents.record(client, channel, word, ConsentSource.SPOKEN, **asks(counter))


def fields_of(client: int) -> Any:
    return clients.fields_of(clients.get(client))


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        (Word.AGREES, Word.AGREES, Word.AGREES),
        (Word.AGREES, Word.STOP, Word.STOP),
        (Word.STOP, Word.AGREES, Word.STOP),
        (Word.AGREES, Word.NO_MARKETING, Word.NO_MARKETING),
        (Word.AGREES, None, Word.NO_MARKETING),
        (None, Word.AGREES, None),
        (None, Word.STOP, Word.STOP),
        (None, None, None),
    ],
)
def test_inv_45_the_stricter_consent_holds(ours: Word | None, theirs: Word | None, both: Word | None) -> None:
    assert stricter(ours, theirs) is both


def test_consents_of_both_and_given_back(counter: Counter) -> None:
    kept, other = counter.client("Alaoui"), counter.client("Berrada")
    say(counter, kept, Word.AGREES)
    say(counter, other, Word.STOP)
    say(counter, other, Word.AGREES, Channel.EMAIL)
    assert preview(kept, other).consents[Channel.SMS].together is Word.STOP
    merge(counter, kept, other)
    assert consents.state_of(kept) is ConsentState.STOPPED
    assert kept in consents.stance().stopped
    assert consents.state_of(kept, Channel.EMAIL) is ConsentState.SILENT
    assert len(consent_history.history(kept)) == 4
    give_back(counter, other)
    assert consents.state_of(kept) is ConsentState.AGREED
    assert consents.state_of(other) is ConsentState.STOPPED
    assert doctor.examine() == []


def test_a_stop_said_meanwhile_holds_for_both(counter: Counter) -> None:
    kept, other = counter.client("Alaoui"), counter.client("Berrada", mobile="0612345678")
    say(counter, kept, Word.AGREES)
    say(counter, other, Word.AGREES)
    merge(counter, kept, other)
    assert consents.state_of(kept) is ConsentState.AGREED
    consents.stop("+212612345678", **asks(counter))
    give_back(counter, other)
    assert {consents.state_of(each) for each in (kept, other)} == {ConsentState.STOPPED}
    assert doctor.examine() == []


def test_fields_are_chosen_or_the_survivors_unless_empty(counter: Counter) -> None:
    kept = counter.client("Alaoui", mobile="0612345678", address="1 rue A", share_balance=True, alert="Fils")
    other = counter.client(
        *("Alaoui", "Jean"),
        mobile="0661111111",
        home_phone="0522222222",
        city="Rabat",
        email="a@b.ma",
        share_points=True,
        alert="Sourd",
        ceiling=Centimes(500),
    )
    differ = {each.name: each for each in preview(kept, other).differences}
    assert not differ["share_balance"].sides
    assert differ["alert"].side is Side.BOTH
    merge(counter, kept, other, first_name=Side.MERGED, alert=Side.BOTH)
    now = fields_of(kept)
    assert (now.first_name, now.mobile, now.home_phone) == ("Jean", "+212612345678", "+212522222222")
    assert now.work_phone == "+212661111111", "a number that lost its column takes one that is free"
    assert (now.address, now.city) == ("1 rue A", ""), "an address is taken whole"
    assert (now.email, now.ceiling, now.alert) == ("a@b.ma", 500, "Fils · Sourd")
    assert not now.share_balance
    assert not now.share_points, "what is shared is what both share"
    assert doctor.examine() == []


def test_what_somebody_changed_since_stays(counter: Counter) -> None:
    kept = counter.client("Alaoui", city="")
    other = counter.client("Alaoui", city="Rabat", email="a@b.ma")
    merge(counter, kept, other)
    row = clients.get(kept)
    clients.edit(kept, replace(fields_of(kept), city="Salé"), version=row.version, **asks(counter))
    back = give_back(counter, other)
    assert back.stay == ("city",)
    assert (fields_of(kept).city, fields_of(kept).email) == ("Salé", "")
    assert doctor.examine() == []


def test_custom_fields_of_both(counter: Counter) -> None:
    skin, shoe = (
        defining.create(
            CustomFieldFields(CustomRecord.CLIENT, name, CustomKind.TEXT, searchable=True), **asks(counter)
        )
        for name in ("Peau", "Pointure")
    )
    kept = counter.client("Alaoui", custom={skin: "sèche"})
    other = counter.client("Berrada", custom={skin: "grasse", shoe: "42"})
    merge(counter, kept, other, **{f"custom_{skin}": Side.MERGED})
    assert fields_of(kept).custom == {skin: "grasse", shoe: "42"}
    give_back(counter, other)
    assert fields_of(kept).custom == {skin: "sèche"}
    assert doctor.examine() == []


def test_default_discounts_are_those_of_one(counter: Counter) -> None:
    kept, other = counter.client("Alaoui"), counter.client("Berrada")
    discounts.choose(other, ClientDiscounts(500), seen=ClientDiscounts(), **asks(counter))
    merge(counter, kept, other)
    assert discounts.of(kept).permanent == discounts.of(other).permanent == 500
    assert doctor.examine() == []
    give_back(counter, other)
    assert (discounts.of(kept).permanent, discounts.of(other).permanent) == (0, 500)
    assert doctor.examine() == []


def test_sites_and_photos_are_of_one_person(counter: Counter) -> None:
    kept, other = counter.client("Clinique A"), counter.client("Clinique B")
    for client, name in ((kept, "Dépôt"), (other, "Magasin"), (other, "Quai")):
        sites.create(client, SiteFields(name), **asks(counter))
    for client, width in ((kept, 60), (other, 70)):
        photos.add(client, pictures.made_of(jpeg(width, 100)), **asks(counter))
    merge(counter, kept, other)
    shown = kept_sites.sites_of(kept)
    assert [(row.name, row.by_default) for row in shown] == [
        ("Dépôt", True),
        ("Magasin", False),
        ("Quai", False),
    ]
    assert {row.client for row in kept_sites.SiteListing("clinique a").read(9)} == {kept}
    assert [row.shown for row in kept_photos.of(kept)] == [True, False]
    assert sites.create(other, SiteFields("Annexe"), **asks(counter))
    assert doctor.examine() == []
    give_back(counter, other)
    assert [row.name for row in kept_sites.sites_of(other)] == ["Magasin", "Quai"]
    assert [row.name for row in kept_sites.sites_of(kept)] == ["Dépôt", "Annexe"]
    assert [row.shown for client in (kept, other) for row in kept_photos.of(client)] == [True, True]
    assert doctor.examine() == []


def test_a_saved_selection_means_the_survivor(counter: Counter) -> None:
    kept, other, third = (counter.client(name) for name in ("Alaoui", "Berrada", "Chraibi"))
    key = selections.save("Fidèles", [other, third], **asks(counter))
    merge(counter, kept, other)
    assert selections.members(key) == {kept, third}
    listed = ClientListing(filter=ClientFilter(selection=key)).read(9)
    assert [row.id for row in listed] == [kept, third]
    give_back(counter, other)
    assert selections.members(key) == {other, third}


def test_inv_44_a_releve_is_printed_again_byte_for_byte(counter: Counter) -> None:
    """Of the merged fiche under its old number and name; of the survivor with what was theirs then."""
    kept, other = counter.client("Alaoui"), counter.client("Berrada")
    for client in (kept, other):
        counter.sell(client, 1_000)
    whole = date(2026, 1, 1), clock.today(), StatementDetail.DETAILED

    def issue(client: int) -> int:
        return statements.issue(client, *whole, **asks(counter))

    alone = [issue(client) for client in (kept, other)]
    before = [paper.pages(statements.content(key)) for key in alone]
    merge(counter, kept, other)
    both = issue(other)
    said = statements.content(both)
    assert (said.client.name, said.closing, len(said.lines)) == ("Alaoui Jeanne", 2_000, 2)
    printed = paper.pages(said)
    assert [paper.pages(statements.content(key)) for key in alone] == before
    give_back(counter, other)
    assert [paper.pages(statements.content(key)) for key in alone] == before
    assert paper.pages(statements.content(both)) == printed
    assert statements.content(issue(kept)).closing == 1_000
    assert doctor.examine() == []


def test_inv_43_who_is_forgotten_is_forgotten_with_all_fiches(counter: Counter) -> None:
    kept, other = (
        counter.client("Alaoui", mobile="0612345678"),
        counter.client("Berrada", mobile="0612345678"),
    )
    sites.create(other, SiteFields("Maison", contact="Nadia"), **asks(counter))
    merge(counter, kept, other, last_name=Side.MERGED)
    assert {row["id"] for row in known.export(other).rows["client"]} == {kept, other}
    redaction.redact(other, **asks(counter))
    words = f"{known.export(kept)}".casefold()
    assert not any(name in words for name in ("alaoui", "berrada", "nadia", "612345678"))
    assert ClientListing("berrada").read(9) == []
    with pytest.raises(clients.ClientAnonymised):
        give_back(counter, other)
    assert doctor.examine() == []


def test_who_is_forgotten_is_told_how_much_was_kept_on_all_fiches(counter: Counter) -> None:
    kept, other = counter.client("Alaoui"), counter.client("Berrada", city="Fès", email="b@exemple.ma")
    alone = redaction.count(kept), redaction.count(other)
    merge(counter, kept, other, city=Side.SURVIVOR, email=Side.SURVIVOR)
    both = redaction.count(kept)
    assert both == redaction.count(other) >= sum(alone)
    assert redaction.redact(kept, **asks(counter)).values == both
    assert redaction.count(kept) == 0


def test_the_timeline_tells_the_merge_and_what_was_before(counter: Counter) -> None:
    kept, other = counter.client("Alaoui"), counter.client("Berrada")
    counter.sell(other, 1_000)
    merge(counter, kept, other)
    events = Timeline(kept).read(20)
    assert len(events) == Timeline(kept).count() == 4
    told = Trail.get(Trail.verb == "merging.merge").details()
    assert told["merged"] == other


def test_hledger_adds_up_to_the_same_before_and_after(counter: Counter, tmp_path: Any) -> None:
    """The account of a person in the books holds what all their fiches moved."""
    hledger.needed()
    kept, other = counter.client("Alaoui"), counter.client("Berrada")
    counter.sell(kept, 5_000)
    counter.sell(other, 3_000, cash=1_000)

    def books(name: str) -> dict[str, int]:
        path = tmp_path / f"{name}.journal"
        with engine().reading():
            lines = list(hledger_journal.lines(journal.entries(), journal.accounts(), clock.today()))
        path.write_text("\n".join(lines) + "\n")
        hledger.check(path)
        return hledger.balances(path)

    apart = books("apart")
    merge(counter, kept, other)
    together = books("together")
    give_back(counter, other)
    assert books("again") == apart
    ours, theirs = (hledger_journal.receivable(client) for client in (kept, other))
    assert together.get(theirs, 0) == 0
    assert together[ours] == apart[ours] + apart[theirs] == 7_000
    rest = {name: amount for name, amount in apart.items() if name not in (ours, theirs)}
    assert rest == {name: amount for name, amount in together.items() if name not in (ours, theirs)}


def test_messages_and_answers_are_of_one_person(counter: Counter) -> None:
    """What was written to the merged fiche is the survivor's, and what comes from its number is theirs."""
    desk = Desk(counter)
    desk.buy(10)
    kept, other = counter.client("Alaoui"), desk.client(owes=1_000)
    counter.sell(kept, 500)
    desk.tell_due(other, 1_000)
    merge(counter, kept, other, mobile=Side.SURVIVOR)
    assert MessageListing(client=kept).count() == len(MessageListing(client=kept).read(9)) == 1
    assert [row.client for row in MessageListing(search="alaoui").read(9)] == [other]
    sender = clients.get(other).mobile
    incoming_texts.receive(sender, "merci", stop=False, **asks(counter))
    assert IncomingListing().read(9)[0].client == kept
