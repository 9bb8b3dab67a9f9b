"""INV-43: a client whose account is settled is forgotten for good, and no figure moves."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest

from models import doctor
from models.doctor import seals
from models.money.ledger import client_status, open_items
from models.outbox.channels.channel import Channel
from models.outbox.consents import verbs as consents
from models.outbox.consents.table import ConsentSource, ConsentState, Word
from models.outbox.messages.table import Message, MessageState
from models.people.clients import verbs as clients
from models.people.clients.by_code import bearer
from models.people.clients.listing import ClientListing, ClientView
from models.people.clients.table import Client, ClientStatus
from models.people.clients.verbs import ClientAnonymised, ClientFields
from models.people.organisms import listing as organisms
from models.personal.kinds import ACCOUNTS, OBJECTION, PersonalInside
from models.personal.register import DECLARED
from models.privacy import blanking, known, redaction
from models.privacy.rows import DERIVED, ROWS
from models.privacy.table import Redaction
from models.refusals import Refused
from models.requests.actors import INCOMING, SHELL
from models.requests.by import By, new_key
from models.seals import verbs as sealing
from models.seals.table import Occasion
from models.store import connection, opening
from models.store.engines.engine import Engine
from models.trade.global_invoices import verbs as invoices
from models.trade.sales.table import Sale
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.outbox.outbox_desk import Desk
from tests.version_0_1.conftest import base

__all__ = ["base"]


@pytest.fixture
def engine(base: Any) -> Iterator[Engine]:
    """A base that holds a row of everything that 0.1 could write."""
    yield opening.open_database(base)
    connection.close()


def settled() -> list[int]:
    """The clients of that base who can be forgotten."""
    found = []
    for (client,) in Client.select(Client.id).order_by(Client.id).tuples():
        try:
            redaction.refuse(client)
        except Refused:
            continue
        found.append(client)
    return found


def figures() -> dict[str, Any]:
    """Every sum that must stay."""
    run = connection.engine().database.execute_sql
    return {
        what: run(sql).fetchall()
        for what, sql in {
            "balances": "SELECT id, balance FROM client ORDER BY id",
            "accounts": "SELECT account, sum(amount) FROM posting GROUP BY account ORDER BY account",
            "numbers": "SELECT id, number, kind, value_date FROM operation ORDER BY id",
            "statements": "SELECT number, opening, closing FROM statement ORDER BY id",
            "invoices": "SELECT number, total FROM global_invoice ORDER BY id",
            "rows": " UNION ALL ".join(
                f"SELECT '{table}', count(*) FROM {table}"
                for table in sorted(DECLARED)
                if table not in ("trail", "redaction", "seal_redaction", "draft", "client_search")
            ),
        }.items()
    }


def test_every_table_that_leads_to_a_client_says_how(engine: Engine) -> None:
    leads = {
        table
        for table, columns in engine.columns().items()
        if "client_id" in columns or any(_of_clients(table))
    }
    assert leads - ROWS.keys() == DERIVED


def _of_clients(table: str) -> Iterator[str]:
    for name, declared in DECLARED[table].personal.items():
        if getattr(declared, "whose", "client") == "client":
            yield name


def test_the_forgotten_are_found_by_nothing_and_every_figure_stays(engine: Engine) -> None:
    told, before = {str(fault) for fault in doctor.examine()}, figures()
    forgotten = settled()
    assert len(forgotten) > 5
    for client in forgotten:
        row = clients.get(client)
        redaction.redact(client, by=By(SHELL, new_key()))
        for text in filter(None, (clients.full_name(row), row.mobile, row.code, row.email)):
            for view in ClientView:
                found = ClientListing(text, view).read(50)
                assert client not in [each.id for each in found], (client, text)
        assert bearer(row.code) is None
        assert open_items.position(client).balance == 0
    assert figures() == before
    assert {str(fault) for fault in doctor.examine()} <= told


def test_what_is_left_of_the_forgotten_is_what_a_rule_keeps(engine: Engine) -> None:
    """By the map; and by a search of every text of every table for what their fiche said."""
    for client in settled():
        row = clients.get(client)
        name = clients.full_name(row)
        own = [
            text for text in (row.mobile, row.email, row.registration_number) if text and is_theirs(row, text)
        ]
        answer = redaction.redact(client, by=By(SHELL, new_key()))
        left = {(table, column) for table, column in personal(known.export(client))}
        assert left <= {*ON_PAPERS, *OTHERWISE}, client
        assert bool(left) is bool(answer.held)
        assert all(tables_with(engine, text) <= {"consent", "trail"} for text in own), client
        if is_theirs(row, name):
            assert tables_with(engine, name) <= {table for table, _ in ON_PAPERS}, client


ON_PAPERS = {
    *((table, f"client_{what}") for table in ("sale", "sale_return") for what in ("name", "address")),
    *(
        (table, f"parties.client.{what}")
        for table in ("document", "statement", "global_invoice")
        for what in ("name", "address")
    ),
}
OTHERWISE = {("operation", "reference"), ("consent", "address"), ("operation", "note")}
"""The note of a sale that was a document says by its number which."""


def personal(found: known.Known) -> Iterator[tuple[str, str]]:
    """The table and column of all that says something of a client, by places in JSON. Blanks say nothing."""
    for table, rows in found.rows.items():
        for row, (column, declared) in product(rows, DECLARED[table].personal.items()):
            if isinstance(declared, PersonalInside):
                for path, value in declared.parts(json.dumps(row[column])).items():
                    if value and value != declared.at[path].blank:
                        yield table, ".".join((column, *path))
            elif row[column] and row[column] != declared.blank_of(row.get("id")):
                yield table, column


def is_theirs(row: Client, text: str) -> bool:
    """Whether no other fiche says the same."""
    columns = (Client.mobile, Client.email, Client.registration_number)
    named = Client.last_name.concat(" ").concat(Client.first_name)
    same = [column == text for column in (*columns, named)]
    return not Client.select().where(Client.id != row.id, same[0] | same[1] | same[2] | same[3]).exists()


def tables_with(engine: Engine, text: str) -> set[str]:
    """The tables in which a text stands, in whichever column."""
    run, found = engine.database.execute_sql, set()
    for table, columns in engine.columns().items():
        where = " OR ".join(f"CAST({column} AS TEXT) LIKE {engine.database.param}" for column in columns)
        if run(f"SELECT 1 FROM {table} WHERE {where} LIMIT 1", [f"%{text}%"] * len(columns)).fetchone():
            found.add(table)
    return found


def test_what_was_sealed_still_holds_and_says_what_was_redacted(engine: Engine) -> None:
    sealing.seal(Occasion.DEMAND, by=By(SHELL, new_key()))
    for client in settled()[:3]:
        redaction.redact(client, by=By(SHELL, new_key()))
    sealing.seal(Occasion.DEMAND, by=By(SHELL, new_key()))
    assert seals.examine_seals() == []
    assert seals.redacted()


def test_the_same_request_twice_is_one(engine: Engine) -> None:
    client, key = settled()[0], new_key()
    first = redaction.redact(client, by=By(SHELL, key))
    again = redaction.redact(client, by=By(SHELL, key))
    assert again == first
    assert first.values > 3
    assert Redaction.select().count() == 1


def test_nothing_is_written_on_the_account_of_the_forgotten(counter: Counter) -> None:
    client = counter.client(mobile="0612345678")
    redact(counter, client)
    verbs: list[Callable[[], object]] = [
        lambda: counter.sell(client, 1_000),
        lambda: counter.pay(client, 1_000),
        lambda: client_status.restore(client, by=by_staff(counter.staff)),
        lambda: client_status.archive(client, by=by_staff(counter.staff)),
        lambda: clients.edit(
            client, ClientFields(last_name="Martinez"), version=2, by=by_staff(counter.staff)
        ),
        lambda: consents.record(
            client, Channel.SMS, Word.AGREES, ConsentSource.SPOKEN, by=by_staff(counter.staff)
        ),
    ]
    for verb in verbs:
        with pytest.raises(ClientAnonymised):
            verb()
    assert clients.get(client).status is ClientStatus.ANONYMISED


def test_who_owes_or_is_owed_is_not_forgotten(counter: Counter) -> None:
    owing, owed, both = (counter.client(name) for name in ("Alami", "Bennis", "Chraibi"))
    counter.sell(owing, 1_250)
    counter.advance(owed, 300)
    counter.sell(both, 700)
    counter.adjust(both, -700)
    with pytest.raises(redaction.StillOwes) as owes:
        redact(counter, owing)
    with pytest.raises(redaction.StillHasAvoir) as has:
        redact(counter, owed)
    assert (owes.value.name, owes.value.balance) == ("Alami Jeanne", 1_250)
    assert (has.value.name, has.value.credit) == ("Bennis Jeanne", 300)
    assert clients.get(owing).last_name == "Alami"
    redact(counter, both)  # the adjustment settled the sale


def test_who_an_organism_still_pays_for_is_not_forgotten(counter: Counter) -> None:
    insured = counter.client("Alami", organism=organisms.organisms()[0].id)
    sale = counter.sell(insured, 4_000)
    issued = invoices.issue(insured, [sale.id], to_organism=True, by=by_staff(counter.staff))
    with pytest.raises(redaction.OrganismOwes) as owes:
        redact(counter, insured)
    assert (owes.value.number, owes.value.remaining) == (issued.number, 4_000)


def test_a_name_stays_on_papers_for_ten_years_and_then_goes(counter: Counter) -> None:
    """CGI, art. 211: the years count from the end of that of the paper."""
    client = counter.client("Alami", "Salma", mobile="0612345678", address="3 rue X")
    counter.sell(client, 1_000, cash=1_000, day=date(2026, 3, 1))
    (held,) = redact(counter, client).held
    assert (held.rule, held.values, held.until) == (ACCOUNTS, 2, date(2036, 12, 31))
    assert papers() == [("Alami Salma", "3 rue X")]
    for request, day, left in ((1, date(2036, 12, 31), "Alami Salma"), (2, date(2037, 1, 1), "–")):
        with connection.transaction():
            under_way = Redaction.create(trail=request, client=client)
            blanking.blank(client, day, request)
            Redaction.update(state="done").where(Redaction.id == under_way.id).execute()
        assert [name for name, _ in papers()] == [left]
    assert papers() == [("–", "")]


def test_what_had_not_left_is_cancelled(counter: Counter) -> None:
    client = counter.client(mobile="0612345678")
    Desk(counter).buy()
    Desk(counter).says(client, granted=True)
    Desk(counter).advertise(client)
    (message,) = [key for (key,) in Message.select(Message.id).tuples()]
    redact(counter, client)
    row = Message.get_by_id(message)
    assert (row.state, row.body, row.recipient) == (MessageState.CANCELLED, "–", f"–{message}")


def test_whoever_objected_is_still_not_written_to(counter: Counter) -> None:
    """Loi 09-08, art. 9 and 10: a number that said STOP stays stopped, whoever bears it next."""
    client = counter.client(mobile="0612345678")
    consents.stop("+212612345678", by=By(INCOMING, new_key()))
    answer = redact(counter, client)
    assert [held.rule for held in answer.held] == [OBJECTION]
    assert consents.state_at(None, "+212612345678") is ConsentState.STOPPED


def test_the_doctor_finds_a_fiche_that_came_back(counter: Counter) -> None:
    client = counter.client()
    redact(counter, client)
    assert doctor.examine() == []
    Client.update(last_name="Martinez").where(Client.id == client).execute()
    assert "INV-43" in {fault.invariant for fault in doctor.examine()}


def redact(counter: Counter, client: int) -> redaction.Redacted:
    return redaction.redact(client, by=by_staff(counter.staff))


def papers() -> list[tuple[str, str]]:
    return list(Sale.select(Sale.client_name, Sale.client_address).tuples())
