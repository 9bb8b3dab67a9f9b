"""The trash: who is deleted, who is not, and who comes back (INV-41, INV-47)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models import doctor
from models.importing.clients import verbs as client_import
from models.merging.rules import Side
from models.money.ledger import client_status
from models.outbox import incoming_texts
from models.outbox.campaigns import preflight, recipients
from models.outbox.campaigns.preflight import Order
from models.outbox.campaigns.recipients import RecipientFilter
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentState
from models.outbox.messages.campaign import Goal
from models.people.clients import bulk, selections
from models.people.clients import verbs as clients
from models.people.clients.bulk import NewClient
from models.people.clients.by_code import bearer
from models.people.clients.listing import ClientListing, ClientView
from models.people.clients.table import ClientKind, ClientStatus
from models.people.clients.verbs import ClientAnonymised, ClientFields, ClientInTrash, CodeInTrash, CodeTaken
from models.people.duplicates import at_entry
from models.people.sites import verbs as sites
from models.people.sites.listing import SiteListing
from models.people.sites.table import SiteFields
from models.privacy import redaction
from models.requests.actors import INCOMING, SHELL
from models.requests.by import By, new_key
from models.requests.trail import Trail
from models.store import connection, opening
from models.store.connection import engine, transaction
from models.store.engines.sqlite import SqliteEngine
from models.trade.documents import quotes
from models.trade.global_invoices import verbs as global_invoices
from models.trade.prices.lines import NewLine
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from models.trash import verbs as trash
from models.trash.linked import FOLLOWS, LINKED, OF_THE_FICHE
from models.trash.listing import TrashListing
from models.trash.verbs import HasRecords
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.merging.merging_desk import give_back, merge
from tests.models.outbox.outbox_desk import Desk


@pytest.fixture
def address(engine_kind: str, request: pytest.FixtureRequest) -> Any:
    """Where the database of the counter is."""
    if engine_kind == "sqlite":
        return request.getfixturevalue("sqlite_target")
    return request.getfixturevalue("kept_postgres").address


def delete(counter: Counter, client: int) -> None:
    trash.delete(client, by=by_staff(counter.staff))


def restore(counter: Counter, client: int) -> None:
    trash.restore(client, by=by_staff(counter.staff))


def in_the_trash(search: str = "") -> list[int]:
    listing = TrashListing(search)
    rows = [row.id for row in listing.read(100)]
    assert listing.count() == len(rows)
    return rows


def found(search: str) -> dict[ClientView, list[int]]:
    """Whom each list finds; those that find nobody are left out."""
    by_view = {view: [row.id for row in ClientListing(search, view).read(100)] for view in ClientView}
    for view, rows in by_view.items():
        assert ClientListing(search, view).count() == len(rows)
    return {view: rows for view, rows in by_view.items() if rows}


@pytest.mark.parametrize("search", ["", "mart", "0612345678", "#C1", "jeanne@"])
@pytest.mark.parametrize("kind", [ClientKind.REGULAR, ClientKind.PHARMACY])
def test_who_is_deleted_is_in_no_list_but_that_of_the_trash(
    counter: Counter, search: str, kind: ClientKind
) -> None:
    client = counter.client(code="C1", mobile="0612345678", email="jeanne@example.org", kind=kind)
    before = found(search)
    assert before
    delete(counter, client)
    assert found(search) == {ClientView.TRASHED: [client]}
    assert in_the_trash(search) == [client]
    assert in_the_trash("somebody else") == []
    restore(counter, client)
    assert found(search) == before
    assert in_the_trash(search) == []


def test_the_trash_finds_nobody_who_was_forgotten_or_merged(counter: Counter) -> None:
    """All three are in the search index under one rank."""
    forgotten, deleted = counter.client(code="A1"), counter.client("Martin", code="A2")
    redaction.redact(forgotten, by=By(SHELL, new_key()))
    kept, merged = counter.client("Martin", "Ali"), counter.client("Martin", "Aly")
    merge(counter, kept, merged, first_name=Side.SURVIVOR)
    delete(counter, deleted)
    assert (in_the_trash(), in_the_trash("mart")) == ([deleted], [deleted])
    assert in_the_trash(f"#{forgotten}") == []


def test_the_list_of_the_trash_says_when_and_by_whom(counter: Counter) -> None:
    client = counter.client()
    client_status.put_to_sleep(client, by=by_staff(counter.staff))
    delete(counter, client)
    restore(counter, client)
    delete(counter, client)
    (row,) = TrashListing().read(5)
    last = Trail.select().order_by(Trail.id.desc()).get()
    assert (row.by, row.at, row.before) == (last.staff.name, last.at, ClientStatus.SLEEPING)


def a_quote(counter: Counter, client: int) -> None:
    quotes.create(client, [NewLine(counter.product(500))], by=by_staff(counter.staff))


def an_invoice(counter: Counter, client: int) -> None:
    sale = counter.sell(client, 700)
    global_invoices.issue(client, [sale.id], by=by_staff(counter.staff))


def a_statement(counter: Counter, client: int) -> None:
    period = (date(2026, 1, 1), date(2026, 1, 31))
    statements.issue(client, *period, StatementDetail.SIMPLIFIED, by=by_staff(counter.staff))


def a_message(counter: Counter, client: int) -> None:
    desk = Desk(counter)
    desk.buy(5)
    row = clients.get(client)
    values = ClientFields(last_name="Martinez", code=row.code, mobile="0612345678")
    clients.edit(client, values, version=row.version, by=by_staff(counter.staff))
    order = Order(Goal.BALANCE_REMINDER, "Bonjour", clients=(client,))
    counter.sell(client, 100)
    desk.send(order)


def left_out(counter: Counter, client: int) -> None:
    """Of a campaign, for want of a number."""
    desk = Desk(counter)
    desk.buy(5)
    desk.send(Order(Goal.BALANCE_REMINDER, "Bonjour", clients=(client, desk.client(owes=500))))


@pytest.mark.parametrize(
    ("links", "kinds"),
    [
        (lambda counter, client: counter.sell(client, 500), {("operation", "sale"): 1}),
        (
            lambda counter, client: counter.sell(client, 500, cash=200),
            {("operation", "sale"): 1, ("operation", "payment"): 1},
        ),
        (lambda counter, client: counter.advance(client, 500), {("operation", "advance"): 1}),
        (a_quote, {("document", "quote"): 1}),
        (an_invoice, {("operation", "sale"): 1, ("global_invoice", ""): 1}),
        (a_statement, {("statement", ""): 1}),
        (a_message, {("operation", "sale"): 1, ("message", "sms"): 1}),
        (left_out, {("campaign_exclusion", ""): 1}),
    ],
)
def test_whom_something_is_linked_to_is_not_deleted(
    counter: Counter, links: Callable[[Counter, int], Any], kinds: dict[tuple[str, str], int]
) -> None:
    client = counter.client()
    links(counter, client)
    with pytest.raises(HasRecords) as refused:
        delete(counter, client)
    assert {(each.table, each.kind): each.count for each in refused.value.records} == kinds
    assert refused.value.count == sum(kinds.values())
    assert in_the_trash() == []


def test_whose_fiche_was_merged_stays_also_once_it_was_given_back(counter: Counter) -> None:
    """Neither goes; a fiche in the trash is merged with nobody."""
    kept, merged, deleted = (counter.client("Martin", f"Ali {number}") for number in range(3))
    merge(counter, kept, merged, first_name=Side.SURVIVOR)
    for given_back in (False, True):
        if given_back:
            give_back(counter, merged)
        for client in (kept, merged):
            with pytest.raises(HasRecords) as refused:
                delete(counter, client)
            assert [(each.table, each.count) for each in refused.value.records] == [("client_merge", 1)]
    delete(counter, deleted)
    for one, other in ((deleted, kept), (kept, deleted)):
        with pytest.raises(ClientInTrash):
            merge(counter, one, other, first_name=Side.SURVIVOR)


def test_what_was_cancelled_is_linked_all_the_same(counter: Counter) -> None:
    client = counter.client()
    counter.adjust(client, 500)
    counter.adjust(client, -500)
    assert clients.get(client).balance == 0
    with pytest.raises(HasRecords):
        delete(counter, client)


def references_to_a_client() -> set[tuple[str, str]]:
    """Every column of the schema that names a client."""
    if isinstance(engine(), SqliteEngine):
        sql = (
            'SELECT t.name, k."from" FROM sqlite_master t, pragma_foreign_key_list(t.name) k '
            "WHERE t.type = 'table' AND k.\"table\" = 'client'"
        )
    else:
        sql = (
            "SELECT conrelid::regclass::text, attname FROM pg_constraint JOIN pg_attribute "
            "ON attrelid = conrelid AND attnum = ANY (conkey) "
            "WHERE confrelid = 'client'::regclass AND contype = 'f'"
        )
    return {(table, column) for table, column in engine().run(sql, ()).fetchall()}


def test_inv_41_every_table_that_names_a_client_is_a_record_or_belongs_to_the_fiche(counter: Counter) -> None:
    names = {(table, column) for table, each in LINKED.items() for column in each.clients}
    found = references_to_a_client() | {("selection_member", "client_id")}  # without a foreign key
    assert {table for table, _ in found} | {"client"} == {*LINKED, *FOLLOWS, *OF_THE_FICHE}
    assert {(table, column) for table, column in found if table in LINKED} == names
    assert not {*LINKED} & {*FOLLOWS}
    assert not {*LINKED, *FOLLOWS} & OF_THE_FICHE


@pytest.mark.parametrize("status", [ClientStatus.ACTIVE, ClientStatus.SLEEPING, ClientStatus.ARCHIVED])
def test_who_comes_back_has_the_status_from_before(counter: Counter, status: ClientStatus) -> None:
    client, who = counter.client(), by_staff(counter.staff)
    if status is ClientStatus.SLEEPING:
        client_status.put_to_sleep(client, by=who)
    if status is ClientStatus.ARCHIVED:
        client_status.archive(client, by=who)
    delete(counter, client)
    assert clients.get(client).status is ClientStatus.TRASHED
    restore(counter, client)
    assert clients.get(client).status is status
    assert doctor.examine() == []


def test_twice_is_once_and_somebody_elses_restore_changes_nothing(counter: Counter) -> None:
    client, asked = counter.client(), by_staff(counter.staff)
    trash.delete(client, by=asked)
    trash.delete(client, by=asked)
    delete(counter, client)
    restore(counter, client)
    trash.delete(client, by=asked)  # the first request again, as after a lost line
    restore(counter, client)
    assert clients.get(client).status is ClientStatus.ACTIVE
    assert Trail.select().where(Trail.verb.in_((trash.DELETE, trash.RESTORE))).count() == 2


def test_who_is_archived_in_the_archives_is_restored_by_no_key_of_the_archives(counter: Counter) -> None:
    client = counter.client()
    client_status.archive(client, by=by_staff(counter.staff))
    delete(counter, client)
    with pytest.raises(ClientInTrash):
        client_status.restore(client, by=by_staff(counter.staff))


def test_who_was_forgotten_in_the_trash_stays_forgotten(counter: Counter) -> None:
    client = counter.client(mobile="0612345678")
    sites.create(client, SiteFields("Dépôt"), by=by_staff(counter.staff))
    delete(counter, client)
    redaction.redact(client, by=By(SHELL, new_key()))
    assert in_the_trash() == []
    with pytest.raises(ClientAnonymised):
        restore(counter, client)
    assert doctor.examine() == []


@pytest.mark.capability("id-not-reused")
def test_id_not_reused_also_where_the_newest_was_deleted(counter: Counter, address: Any) -> None:
    """From 8 to 10; also after a restart, and in an import."""
    numbers = [counter.client(f"Client {number}") for number in range(1, 10)]
    delete(counter, numbers[-1])
    assert numbers[-1] == 9
    assert counter.client("Next") == 10
    delete(counter, 10)
    connection.close()
    opening.open_database(address)
    with transaction():
        assert list(bulk.insert([NewClient(ClientFields(last_name="Imported"))])) == [11]
    delete(counter, 11)
    assert counter.client("Last") == 12
    assert [row.id for row in ClientListing().read(20)] == [*range(1, 9), 12]


def test_inv_47_the_code_of_somebody_in_the_trash_stays_theirs(counter: Counter) -> None:
    client, other = counter.client(code="SESAME"), counter.client("Alami", "Salma")
    delete(counter, client)
    with pytest.raises(CodeInTrash) as refused:
        counter.client("Tazi", code="sesame")
    assert (refused.value.name, refused.value.code) == ("Martinez Jeanne", "SESAME")
    row = clients.get(other)
    values = ClientFields(last_name="Alami", code="Sesame")
    with pytest.raises(CodeInTrash):
        clients.edit(other, values, version=row.version, by=by_staff(counter.staff))
    assert bearer("SESAME") == client
    restore(counter, client)
    with pytest.raises(CodeTaken):
        counter.client("Tazi", code="sesame")


def test_inv_47_an_automatic_code_is_never_that_of_somebody_in_the_trash(counter: Counter) -> None:
    first = counter.client()
    wanted = clients.own_code(first + 1)
    row = clients.get(first)
    values = ClientFields(last_name="Martinez", code=wanted)
    clients.edit(first, values, version=row.version, by=by_staff(counter.staff))
    delete(counter, first)
    with transaction():
        (imported,) = bulk.insert([NewClient(ClientFields(last_name="Imported"))])
    assert imported == first + 1
    assert clients.get(imported).code == f"{wanted}A"


def test_nobody_in_the_trash_is_a_likely_duplicate_or_known_to_an_import(
    counter: Counter, tmp_path: Any
) -> None:
    values = ClientFields(last_name="Martinez", first_name="Jeanne", mobile="+212612345678")
    client = counter.client(mobile="0612345678")
    assert [row.id for row in at_entry.likely(values)] == [client]
    delete(counter, client)
    assert at_entry.likely(values) == []
    file = tmp_path / "clients.csv"
    file.write_text("Martinez Jeanne;0,00\n", encoding="utf-8")
    client_import.carry_out(client_import.read(file), by=by_staff(counter.staff))
    assert in_the_trash() == [client]
    assert len(found("martinez")[ClientView.ACTIVE]) == 1


def test_nobody_in_the_trash_is_written_to_or_left_out_of_a_campaign(counter: Counter) -> None:
    desk = Desk(counter)
    kept, client = desk.client(), counter.client("Zouhair", mobile="0612345678")
    selection = selections.save("Fidèles", [kept, client], by=by_staff(counter.staff))
    wanted = RecipientFilter(selection=selection)
    assert set(recipients.numbers(wanted)) == {kept, client}
    delete(counter, client)
    assert set(recipients.numbers(wanted)) == {kept}
    assert [row.clients for row in selections.available()] == [1]
    for order in (
        Order(Goal.CUSTOM, "Bonjour", among=wanted),
        Order(Goal.CUSTOM, "Bonjour", clients=(kept, client)),
    ):
        drawn = preflight.draw(order)
        assert client not in {each.client for each in drawn.messages} | drawn.excluded.keys()
    restore(counter, client)
    assert set(recipients.numbers(wanted)) == {kept, client}


def test_a_stop_from_the_number_of_somebody_in_the_trash_is_kept_and_holds_once_they_are_back(
    counter: Counter,
) -> None:
    client = counter.client(mobile="0612345678")
    delete(counter, client)
    incoming_texts.receive("+212612345678", "STOP", stop=True, by=By(INCOMING, "text 1"))
    assert [row.client for row in incoming_texts.IncomingListing().read(5)] == [None]
    restore(counter, client)
    assert consents.state_of(client) is ConsentState.STOPPED
    assert [row.client for row in incoming_texts.IncomingListing().read(5)] == [client]


def test_the_sites_of_somebody_in_the_trash_are_in_no_list(counter: Counter) -> None:
    client = counter.client()
    sites.create(client, SiteFields("Dépôt"), by=by_staff(counter.staff))
    delete(counter, client)
    assert [SiteListing(search).count() for search in ("", "depot", "martinez", f"#{client}")] == [0] * 4
    restore(counter, client)
    assert [SiteListing(search).count() for search in ("", "depot", "martinez", f"#{client}")] == [1] * 4
