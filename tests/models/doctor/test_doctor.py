"""The doctor finds nothing in a counter's day, and names every fault that is planted in it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from locales.sentences import describe
from models import doctor
from models.doctor.examination import CHECKS
from models.doctor.fault import SHOWN
from models.doctor.store import place, structure
from models.money.avoirs import verbs as avoirs
from models.money.ledger import reversal
from models.money.ledger.accounts import PaymentMode
from models.money.till import verbs as till
from models.people.organisms import listing as organisms
from models.people.references import verbs as references
from models.people.references.table import ReferenceKind
from models.people.references.verbs import ReferenceFields
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.store import clock, connection
from models.store.engines.sqlite import SqliteEngine
from models.trade.cancelling import guards
from models.trade.documents import quotes
from models.trade.global_invoices import organisms as organism_billing
from models.trade.global_invoices import verbs as global_invoices
from models.trade.prices.lines import NewLine
from models.trade.returns import figures as returned
from models.trade.returns import verbs as returns
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.doctor.planted.in_the_ledger import PLANTED
from tests.models.doctor.planted.planted import plant


@pytest.fixture
def a_day(counter: Counter) -> Counter:
    """Two clients, and one of everything that can happen to an account."""
    insurer = organisms.organisms()[0].id
    jeanne = counter.client()
    salma = counter.client("Alami", "Salma", mobile="0612345678", organism=insurer)
    for name in ("Depot", "Shop"):
        sites.create(jeanne, SiteFields(name, phone="0612345670"), by=by_staff(counter.staff))
    counter.sell(jeanne, 10_000, day=date(2026, 10, 1))
    counter.pay(jeanne, 4_000, discount=1_000)
    wrong = counter.sell(salma, 5_000, cash=2_000)
    counter.advance(salma, 1_500)
    counter.adjust(jeanne, -500)
    reversal.reverse(wrong.id, "wrong client", by=by_staff(counter.staff))
    period = (date(2026, 1, 1), clock.today())
    statements.issue(jeanne, *period, StatementDetail.DETAILED, by=by_staff(counter.staff))
    _bring_back(counter, salma)
    _keep_a_promise(counter, salma)
    _invoice(counter, jeanne, salma)
    _close_the_till(counter)
    for name in ("Karim", "Amana"):
        references.create(ReferenceKind.COURIER, ReferenceFields(name), by=by_staff(counter.staff))
    return counter


def _bring_back(counter: Counter, client: int) -> None:
    """A return paid back in part, and a goodwill credit."""
    sale = counter.sell(client, 6_000, cash=6_000)
    lines = [(line.sale_line, line.quantity) for line in returned.sold_lines(sale.id)]
    credit = returns.take_back(sale.id, lines, by=by_staff(counter.staff))
    guards.pay_back(credit.id, Centimes(1_000), PaymentMode.CASH, by=by_staff(counter.staff))
    avoirs.grant(client, Centimes(300), "a late order", by=by_staff(counter.staff))


def _keep_a_promise(counter: Counter, client: int) -> None:
    """A quote that became a sale."""
    lines = [NewLine(counter.product(2_000))]
    quote = quotes.create(client, lines, by=by_staff(counter.staff))
    quotes.sell(quote.id, by=by_staff(counter.staff))


def _invoice(counter: Counter, client: int, insured: int) -> None:
    """One invoice for a client, and one that an organism has paid in part."""
    for buyer, to_organism in ((client, False), (insured, True)):
        documents = [counter.sell(buyer, 4_000).id]
        issued = global_invoices.issue(buyer, documents, to_organism=to_organism, by=by_staff(counter.staff))
    paid = Centimes(1_000), PaymentMode.TRANSFER
    organism_billing.collect(issued.id, *paid, by=by_staff(counter.staff))


def _close_the_till(counter: Counter) -> None:
    """The day is counted, as it should be."""
    seen = {mode.account: mode.expected for mode in till.day(clock.today()).modes}
    till.close(clock.today(), seen, opening=Centimes(0), seen=seen, by=by_staff(counter.staff))


def test_the_doctor_finds_nothing_in_a_day(a_day: Counter) -> None:
    assert doctor.examine() == []


@pytest.mark.parametrize("what", PLANTED)
def test_the_doctor_names_what_is_wrong(what: str, a_day: Counter) -> None:
    planted = PLANTED[what]
    assert list(planted.check()) == []
    plant(planted.sql, planted.lifted)
    found = list(planted.check())
    assert planted.invariant in {fault.invariant for fault in found}
    assert found[0] in doctor.examine()
    for fault in found:
        assert "{" not in describe(fault)


def test_a_missing_trigger_is_a_fault(a_day: Counter) -> None:
    """INV-03: without its triggers the ledger could be rewritten unseen."""
    if isinstance(connection.engine(), SqliteEngine):
        connection.engine().database.execute_sql("DROP TRIGGER posting_refuses_UPDATE")
    else:
        connection.engine().database.execute_sql("ALTER TABLE posting DISABLE TRIGGER posting_refuses_update")
    (fault,) = doctor.examine()
    assert fault.invariant == "INV-03"
    assert fault.figures["table"] == "posting"


def test_a_lost_migration_is_a_fault(a_day: Counter) -> None:
    connection.engine().database.execute_sql("DELETE FROM schema_migration")
    assert {fault.invariant for fault in structure.every_step_was_taken()} == {"schema"}


def test_a_file_that_others_may_read_is_a_fault(file_counter: Counter) -> None:
    path = Path(connection.engine().place)
    path.chmod(0o644)
    (fault,) = doctor.examine()
    assert (fault.invariant, fault.figures["mode"]) == ("files", "644")
    path.chmod(0o600)
    path.parent.chmod(0o770)
    (fault,) = doctor.examine()
    assert fault.figures["path"] == str(path.parent)


def test_an_orphan_is_a_fault_the_engine_finds(file_counter: Counter) -> None:
    counter = file_counter
    counter.sell(counter.client(), 5_000)
    plant("UPDATE sale_line SET product_id = 99")
    assert [fault.invariant for fault in place.what_the_engine_finds()] == ["engine"]


def test_a_damaged_file_is_a_fault_and_no_traceback(file_counter: Counter) -> None:
    counter = file_counter
    for number in range(30):
        counter.sell(counter.client("Client", str(number)), 1_000)
    path = Path(connection.engine().place)
    connection.close()
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8 * 4096] = b"\xff" * 8 * 4096
    path.write_bytes(content)
    assert "engine" in {fault.invariant for fault in doctor.examine()}


def test_one_cause_is_not_said_a_thousand_times(file_counter: Counter) -> None:
    client = file_counter.client()
    for _ in range(SHOWN + 5):
        file_counter.sell(client, 100)
    plant("UPDATE sale_line SET unit_price = 7")
    assert len(doctor.examine()) == SHOWN


def test_the_doctor_says_how_far_it_is(file_counter: Counter) -> None:
    told: list[tuple[int, int]] = []
    doctor.examine(lambda done, of: told.append((done, of)))
    assert told == [(done, len(CHECKS)) for done in range(len(CHECKS) + 1)]


def test_the_doctor_works_beside_a_writer(file_counter: Counter) -> None:
    """It reads only: nobody at the counter waits for it."""
    client = file_counter.client()
    sold: list[int] = []

    def sell(done: int, of: int) -> None:
        file_counter.sell(client, 100 + done, day=clock.today() - timedelta(days=1))
        sold.append(done)

    assert doctor.examine(sell) == []
    assert sold
