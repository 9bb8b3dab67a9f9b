"""Who the pharmacy is, as its documents print it; and settings that somebody broke."""

from dataclasses import replace
from typing import Any

import pytest

from models import doctor
from models.doctor.store.choices import choices_can_be_followed
from models.money.ledger.accounts import MODE_ACCOUNT
from models.people.staff.login import Member, engage
from models.pharmacy import identity as pharmacy
from models.pharmacy.choices import ChangedMeanwhile
from models.refusals import ControlCharacters, KeyReused, Missing, TooLong
from models.requests.by import new_key
from models.requests.trail import Trail
from models.store import clock, settings
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from tests.asking import by_staff
from tests.models.conftest import Counter


def change(staff: int, seen: settings.Pharmacy | None = None, **fields: Any) -> None:
    seen = seen or settings.pharmacy()
    pharmacy.change(replace(seen, **fields), seen=seen, by=by_staff(staff))


def test_documents_issued_from_now_on_say_the_new_name_and_the_others_as_issued(counter: Counter) -> None:
    client, today = counter.client(), clock.today()

    def issue() -> int:
        return statements.issue(client, today, today, StatementDetail.DETAILED, by=by_staff(counter.staff))

    before = issue()
    change(counter.staff, name="Pharmacie Al Manar", ice="001234567000062")
    after = issue()
    assert statements.content(before).pharmacy.name == "Pharmacie Atlas"
    assert statements.content(after).pharmacy.name == "Pharmacie Al Manar"


@pytest.mark.parametrize(
    ("fields", "refusal", "field"),
    [
        ({"name": "  "}, Missing, "name"),
        ({"city": "Rabat\x1b[2J"}, ControlCharacters, "city"),
        ({"trade_register": "9" * 201}, TooLong, "trade_register"),
    ],
)
def test_what_cannot_be_printed_is_refused_beside_its_field(
    cashier: Member, fields: dict[str, Any], refusal: type[Missing], field: str
) -> None:
    before = settings.pharmacy()
    with pytest.raises(refusal) as refused:
        change(cashier.id, **fields)
    assert refused.value.field == field
    assert settings.pharmacy() == before


def test_two_people_change_different_fields_and_both_stand(cashier: Member) -> None:
    other, seen = engage("B. Idrissi", "4321"), settings.pharmacy()
    change(other.id, seen, phone="+212537701234")
    change(cashier.id, seen, city="Salé")
    assert (settings.pharmacy().phone, settings.pharmacy().city) == ("+212537701234", "Salé")


def test_two_people_change_the_same_field_and_the_second_is_told_by_whom(cashier: Member) -> None:
    other, seen = engage("B. Idrissi", "4321"), settings.pharmacy()
    change(other.id, seen, city="Salé")
    with pytest.raises(ChangedMeanwhile) as refused:
        change(cashier.id, seen, city="Kénitra", ice="001234567000062")
    assert refused.value == ChangedMeanwhile(("pharmacy.city",), "B. Idrissi")
    assert settings.pharmacy() == replace(seen, city="Salé")


def test_each_change_leaves_a_trail_of_what_it_was_and_became(cashier: Member) -> None:
    change(cashier.id, city="Salé")
    (left,) = Trail.select().where(Trail.verb == pharmacy.VERB)
    assert left.staff_id == cashier.id
    assert left.details()["before"] == {"pharmacy.city": "Rabat"}
    assert left.details()["after"] == {"pharmacy.city": "Salé"}


def test_one_request_is_done_once_and_never_stands_for_another(cashier: Member) -> None:
    seen, op_id = settings.pharmacy(), new_key()
    new = replace(seen, city="Salé")
    for _ in range(2):
        pharmacy.change(new, seen=seen, by=by_staff(cashier.id, op_id))
    with pytest.raises(KeyReused):
        pharmacy.change(replace(new, city="Fès"), seen=new, by=by_staff(cashier.id, op_id))
    assert Trail.select().where(Trail.verb == pharmacy.VERB).count() == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("security_code.hash", "7531"),
        ("default_ceiling", "3 000,00"),
        ("default_ceiling", "-1"),
        ("number_prefix.V", "P"),
        ("number_prefix.V", "NEW"),
    ],
)
def test_the_doctor_finds_a_setting_that_cannot_be_followed(cashier: Member, name: str, value: str) -> None:
    assert doctor.examine() == []
    settings.put(name, value)
    (fault,) = [fault for fault in doctor.examine() if fault.invariant == "settings"]
    assert fault == next(iter(choices_can_be_followed()))
    assert "{" not in str(fault)


def test_the_doctor_finds_a_counter_where_nobody_can_pay(cashier: Member) -> None:
    for mode in MODE_ACCOUNT:
        settings.put(f"payment_mode.{mode}", "off")
    assert [fault.invariant for fault in doctor.examine()] == ["settings"]
