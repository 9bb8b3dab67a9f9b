"""The example pharmacy is believable, and every rule of the accounts holds in it."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import phonenumbers
import pytest

from demo import DemoResult, fill
from demo.contacts import relative
from demo.filling import Cancelled, NotEmpty
from demo.people import people
from models import doctor
from models.money.till.days import DayListing
from models.outbox.channels.gsm import Encoding
from models.outbox.rules import sending_rules
from models.outbox.templates import rendering
from models.outbox.templates import verbs as templates
from models.outbox.templates.rendering import Person
from models.outbox.units import verbs as sms_units
from models.outbox.units.verbs import PackStep
from models.people.clients import columns
from models.people.clients.fields import checked
from models.people.clients.table import Client
from models.people.clients.verbs import ClientFields
from models.people.companies.ice import plausible_ice
from models.people.staff import login as staff
from models.pharmacy import first_start
from models.requests.actors import SHELL
from models.requests.by import By, new_key
from models.store import clock, connection, settings
from models.store.engines.engine import Engine
from models.store.search.folding import fold
from models.values import Centimes
from tests.conftest import NOW
from tests.demo.conftest import CLIENTS


def all_of(query: str) -> list[Any]:
    return list(connection.database.execute_sql(query).fetchall())


def values(query: str) -> list[Any]:
    return [value for (value,) in all_of(query)]


def test_the_doctor_finds_nothing(store: Engine) -> None:
    fill(30, 6, seed=2)
    assert doctor.examine() == []


def test_the_doctor_finds_nothing_with_houses(example: DemoResult) -> None:
    assert doctor.examine() == []


def test_the_code_that_is_told_opens_the_desk(example: DemoResult) -> None:
    assert staff.log_in(example.staff, example.code).name == example.staff
    assert settings.get("demonstration") == example.code
    assert len(staff.members()) == 3


def test_names_are_in_both_scripts_and_every_phone_could_be_dialled(example: DemoResult) -> None:
    names = values("SELECT last_name FROM client")
    assert len(names) == CLIENTS
    assert 2 < sum("\u0600" <= name[0] <= "\u06ff" for name in names) < CLIENTS / 2
    phones = [
        number
        for column in ("mobile", "home_phone", "work_phone")
        for number in values(f"SELECT {column} FROM client WHERE {column} <> ''")
    ]
    assert len(phones) > CLIENTS * 0.9
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(number)) for number in phones)


def test_clients_are_insured_and_some_have_no_ceiling_of_their_own_or_no_credit_at_all(
    example: DemoResult,
) -> None:
    organisms = Counter(
        values("SELECT organism.name FROM client JOIN organism ON organism.id = client.organism_id")
    )
    assert organisms["CNSS"] > organisms["CNOPS"] > 5
    ceilings = values("SELECT ceiling FROM client")
    assert None in ceilings
    assert 0 in ceilings
    assert max(ceiling or 0 for ceiling in ceilings) > 100_000


def test_companies_have_legal_numbers_and_a_bank_account_that_fit(example: DemoResult) -> None:
    fields = columns.fields_of_all(Client.select()).values()
    companies = [each for each in fields if each.professional]
    assert companies
    assert [checked(each) for each in companies] == companies
    assert all(plausible_ice(each.ice) and each.rib and each.account_holder for each in companies)
    assert all(each.professional or not each.rib for each in fields)


def test_part_of_the_persons_have_a_birth_date_all_over_the_year(example: DemoResult) -> None:
    fields = columns.fields_of_all(Client.select()).values()
    born = [each.birth_date for each in fields if each.birth_date is not None]
    assert 0.2 < len(born) / len(fields) < 0.6
    assert {day.month for day in born} == set(range(1, 13))
    assert not any(each.birth_date for each in fields if each.professional)


def test_the_lists_have_something_to_choose_from_and_something_of_before(example: DemoResult) -> None:
    offered = Counter(values("SELECT kind FROM reference WHERE active"))
    assert set(offered) == {"payment_terms", "shipping_terms", "representative", "courier", "relation"}
    assert values("SELECT name FROM reference WHERE NOT active")
    merged = "SELECT later.name FROM organism JOIN organism later ON later.id = organism.successor_id"
    assert values(merged) == ["MGPAP"]


def test_there_are_two_hundred_products_and_a_regulated_price_is_never_lowered(example: DemoResult) -> None:
    assert len(values("SELECT code FROM product")) > 190
    assert set(values("SELECT DISTINCT rate FROM vat_rate")) == {0, 700, 1000, 2000}
    lowered = values(
        "SELECT category.regulated FROM sale_line JOIN product ON product.id = product_id "
        "JOIN category ON category.id = category_id WHERE discount > 0"
    )
    assert lowered
    assert not any(lowered)


def test_families_and_buyers_of_companies_have_their_own_sales(example: DemoResult) -> None:
    relations = values("SELECT r.name FROM contact c JOIN reference r ON r.id = c.relation_id")
    assert {"Conjoint", "Enfant", "Acheteur"} <= set(relations)
    sold = "SELECT DISTINCT contact_id FROM attribution WHERE kind = 'sale' AND contact_id IS NOT NULL"
    assert len(values(sold)) > 10
    assert values(
        "SELECT id FROM operation WHERE kind = 'sale' AND id NOT IN (SELECT operation_id FROM attribution)"
    )


def test_nobody_of_a_family_has_the_name_of_the_client() -> None:
    """They have the family name already, and nobody is their own contact."""
    relations, chance = {"Conjoint": 1}, Random(1)
    for name in ("NADIA", "Fatima Zahra", "Mohamed"):
        owner = Client(last_name="EL LAHBABI", first_name=name)
        drawn = {
            relative(owner, relations, ("Conjoint", 9_000, 22_000), chance).first_name for _ in range(800)
        }
        assert fold(name) not in {fold(each) for each in drawn}


def test_exactly_one_account_has_five_thousand_operations(example: DemoResult) -> None:
    counts = values("SELECT count(*) FROM operation GROUP BY client_id ORDER BY 1 DESC")
    assert counts[0] == 5000
    assert counts[1] < 1000


def test_the_history_is_of_two_years_and_ends_the_day_before(example: DemoResult) -> None:
    ((first, last),) = all_of("SELECT min(value_date), max(value_date) FROM operation")
    yesterday = (NOW - timedelta(days=1)).date()
    assert last == yesterday.isoformat()
    assert first < (yesterday - timedelta(days=720)).isoformat()
    assert max(values("SELECT at FROM trail")) < NOW.isoformat(" ")


def test_a_number_bears_the_year_in_which_it_was_typed(example: DemoResult) -> None:
    typed = all_of("SELECT number, trail.at FROM operation JOIN trail ON trail.id = trail_id")
    assert {int(number[2:6]) - int(at[:4]) for number, at in typed} == {0}


def test_every_kind_of_operation_and_every_mode_of_payment_occurs(example: DemoResult) -> None:
    kinds = set(values("SELECT DISTINCT kind FROM operation"))
    assert kinds >= {"opening", "sale", "payment", "adjustment", "reversal"}
    accounts = set(values("SELECT DISTINCT account FROM posting"))
    assert accounts >= {"cash", "card", "cheque", "transfer"}


def test_quotes_preparations_and_orders_wait_were_given_up_and_were_sold(example: DemoResult) -> None:
    kinds = {"quote", "preparation", "order", "delivery_note", "pro_forma"}
    assert Counter(values("SELECT kind FROM document")).keys() == kinds
    of_kinds = "SELECT s.state FROM document_step s JOIN document d ON d.id = s.document_id WHERE d.kind "
    steps = Counter(values(f"{of_kinds} <> 'delivery_note'"))
    assert steps["open"] > steps["refused"] > 0
    assert steps["to_do"] > steps["handed_over"] > 0
    assert steps["ordered"] > steps["invoiced"] > 0
    notes = Counter(values(f"{of_kinds} = 'delivery_note'"))
    assert notes["prepared"] > notes["delivered"] > notes["invoiced"] > 0
    assert values("SELECT count(*) FROM document WHERE origin_id IS NOT NULL")[0] > 0


def test_some_sleep_some_are_blocked_and_the_archived_are_settled(example: DemoResult) -> None:
    assert values("SELECT count(*) FROM client WHERE blocked")[0] > 0
    archived = values("SELECT balance FROM client WHERE status = 'archived'")
    assert archived
    assert set(archived) == {0}
    assert values("SELECT count(*) FROM client WHERE balance < 0")[0] > 0
    assert values("SELECT count(*) FROM client WHERE balance > 0")[0] > 10


def test_clients_without_sales_bring_what_they_owed_before(file_store: Engine) -> None:
    made = fill(200, 0)
    assert made.operations == len(values("SELECT id FROM operation WHERE kind = 'opening'")) > 50
    assert doctor.examine() == []


def test_only_an_empty_database_is_filled(file_store: Engine, file_cashier: staff.Member) -> None:
    with pytest.raises(NotEmpty):
        fill(10, 1)
    assert not Client.select().exists()


def test_a_database_with_a_client_is_not_empty(file_store: Engine) -> None:
    from models.people.clients import verbs as clients

    clients.create(ClientFields(last_name="Alaoui"), by=By(SHELL, new_key()))
    with pytest.raises(NotEmpty):
        fill(10, 1)


@pytest.mark.parametrize("stop_at", [0.05, 0.5, 0.95])
def test_who_cancels_finds_the_database_as_empty_as_before(file_store: Engine, stop_at: float) -> None:
    with pytest.raises(Cancelled):
        fill(30, 6, progress=lambda done, total: done < stop_at * total)
    assert first_start.is_new()
    assert not values("SELECT 1 FROM product UNION ALL SELECT 1 FROM operation")
    fill(10, 1)
    assert doctor.examine() == []


def test_the_progress_never_goes_back_and_ends_at_the_whole(file_store: Engine) -> None:
    told: list[tuple[int, int]] = []

    def listen(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    fill(30, 6, progress=listen)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]


def test_the_days_of_the_last_month_are_closed_and_some_do_not_come_out_exactly(example: DemoResult) -> None:
    rows = DayListing().read(28)
    closed = [row for row in rows if row.closed_by]
    assert len(closed) > 5
    assert {row.difference == 0 for row in closed} == {True, False}


@pytest.mark.parametrize("seed", [1, 3, 5])
def test_nothing_is_noted_late_for_a_day_whose_till_was_counted(file_store: Engine, seed: int) -> None:
    """On the last day of a month, most of the days that somebody could have paid on are counted"""
    with clock.stopped_at(datetime(2026, 11, 30, 12, tzinfo=UTC)):
        fill(20, 8, seed=seed)
        assert doctor.examine() == []


def test_clients_were_reminded_in_both_scripts_and_most_messages_arrived(example: DemoResult) -> None:
    states = Counter(values("SELECT state FROM message"))
    assert states["delivered"] > 0.7 * states.total()
    assert not states["queued"], "an example would send its past when it is opened"
    assert {"reminder", "marketing", "due", "test"} == set(values("SELECT kind FROM message"))
    assert any("\u0600" <= body[0] <= "\u06ff" for body in values("SELECT body FROM message"))
    assert {"done", "cancelled"} == set(values("SELECT state FROM campaign"))
    assert sms_units.left() > 0
    assert [row.state for row in sms_units.packs()] == [
        PackStep.PAID,
        PackStep.CANCELLED,
        PackStep.ACTIVATED,
    ]


def test_the_templates_cost_one_segment_for_nearly_everybody(example: DemoResult) -> None:
    for row in templates.available():
        text = rendering.preview(row.body, Person("BENABDERRAHMANE", "Fatima Zahra", Centimes(1_250_000)))
        assert text.measure.characters <= sending_rules().longest, row.name
        assert (text.measure.cost == 1) == (text.measure.encoding is Encoding.GSM7), row.name


def test_somebody_has_two_fiches() -> None:
    """So that there is something to find among the likely duplicates."""
    everybody = list(people(400, {}, Random(7)))
    twice = [(one, other) for one, other in pairwise(everybody) if one.last_name == other.last_name]
    same = [pair for pair in twice if len({(each.first_name, each.mobile) for each in pair}) == 1]
    assert 1 <= len(same) <= 4
