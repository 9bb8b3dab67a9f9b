"""Numbers of documents: no hole, the pharmacy's own prefixes, and no prefix that means two things."""

from collections.abc import Callable

import pytest

from models import doctor
from models.money.ledger.accounts import NUMBER_PREFIX, OperationKind
from models.people.staff.login import Member, engage
from models.pharmacy import prefixes
from models.pharmacy.choices import ChangedMeanwhile
from models.requests.by import new_key
from models.requests.rights import StaffInactive
from models.requests.trail import Trail
from models.store import connection, numbering
from models.store.connection import transaction
from models.store.numbering import NotAPrefix, NumberPrefix, PrefixTaken, Series
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.models.doctor.planted.planted import plant


def change(staff: int, op_id: str = "", **wanted: str) -> None:
    seen = numbering.prefixes()
    new = seen | {Series[name.upper()]: prefix for name, prefix in wanted.items()}
    prefixes.change(new, seen=seen, by=by_staff(staff, op_id or new_key()))


def take(series: str, count: int = 1, year: int = 2026) -> list[str]:
    with transaction():
        return numbering.take(series, year, count)


def give_up(taken: Callable[[str, int], list[str]]) -> None:
    with transaction():
        assert taken("V", 2026) == ["V-2026-00004"]
        raise ZeroDivisionError


def faults() -> list[str]:
    return [str(fault) for fault in doctor.examine() if fault.invariant == "numbers"]


def test_each_kind_of_operation_has_a_series_of_its_own() -> None:
    assert set(NUMBER_PREFIX) == set(OperationKind)
    assert {Series(prefix) for prefix in NUMBER_PREFIX.values()} < set(Series)
    assert len(set(NUMBER_PREFIX.values())) == len(OperationKind)


def test_a_series_has_no_hole_and_begins_again_each_year(cashier: Member) -> None:
    assert take("V") == ["V-2026-00001"]
    assert take("V", 2) == ["V-2026-00002", "V-2026-00003"]
    assert take("P") == ["P-2026-00001"]
    with pytest.raises(ZeroDivisionError):
        give_up(numbering.take)
    assert take("V") == ["V-2026-00004"]
    assert take("V", year=2027) == ["V-2027-00001"]
    assert take("V", year=2025) == ["V-2025-00001"]
    assert take("X", 0) == []
    assert take("X") == ["X-2026-00001"]


def test_after_99_999_numbers_go_on(cashier: Member) -> None:
    take("V", 99_999)
    assert take("V") == ["V-2026-100000"]


def test_another_prefix_begins_a_series_at_1_and_the_old_one_is_complete(counter: Counter) -> None:
    client = counter.client()
    counter.sell(client, 100)
    change(counter.staff, sale="fac")
    assert counter.sell(client, 100).number == "FAC-2026-00001"
    assert counter.sell(client, 100).number == "FAC-2026-00002"
    assert faults() == []


def test_a_series_that_takes_up_its_old_prefix_goes_on_where_it_left_off(counter: Counter) -> None:
    client = counter.client()
    numbers = [counter.sell(client, 100).number]
    for prefix in ("FAC", "V", "FAC"):
        change(counter.staff, sale=prefix)
        numbers.append(counter.sell(client, 100).number)
    assert numbers == ["V-2026-00001", "FAC-2026-00001", "V-2026-00002", "FAC-2026-00002"]
    assert faults() == []


@pytest.mark.parametrize("text", ["", "  ", "ABCDE", "F1", "É", "F-", "F F", "ß", "%", "Ω", "\x1b"])
def test_a_prefix_is_one_to_four_plain_letters(cashier: Member, text: str) -> None:
    with pytest.raises(NotAPrefix) as refused:
        change(cashier.id, sale=text)
    assert refused.value.field == "V"
    assert numbering.prefixes()[Series.SALE] == "V"


def test_a_prefix_is_taken_down_in_capitals(cashier: Member) -> None:
    change(cashier.id, sale=" fact ")
    assert numbering.prefixes()[Series.SALE] == "FACT"


def test_no_series_gets_a_prefix_that_another_has_or_ever_had(cashier: Member) -> None:
    change(cashier.id, sale="FAC")
    change(cashier.id, sale="VTE")
    for prefix, owner in (("P", Series.PAYMENT), ("FAC", Series.SALE), ("V", Series.SALE)):
        with pytest.raises(PrefixTaken) as refused:
            change(cashier.id, statement=prefix)
        assert (refused.value.field, refused.value.owner) == ("R", owner)
    assert numbering.prefixes()[Series.STATEMENT] == "R"


def test_two_series_never_get_the_same_prefix_at_once(cashier: Member) -> None:
    before = numbering.prefixes()
    for wanted in ({"sale": "AB", "payment": "AB"}, {"sale": "P", "payment": "V"}):
        with pytest.raises(PrefixTaken):
            change(cashier.id, **wanted)
    assert numbering.prefixes() == before


def test_who_had_a_prefix_is_never_forgotten(cashier: Member) -> None:
    change(cashier.id, sale="FAC")
    for statement in ("DELETE FROM number_prefix", "UPDATE number_prefix SET series = 'P'"):
        with pytest.raises(connection.engine().errors), transaction() as database:
            database.execute_sql(statement)
    assert NumberPrefix.get_by_id("FAC").series == "V"


def test_changing_prefixes_leaves_a_trail_and_is_done_once(cashier: Member) -> None:
    op_id, seen = new_key(), numbering.prefixes()
    for _ in range(2):
        prefixes.change(seen | {Series.SALE: "FAC"}, seen=seen, by=by_staff(cashier.id, op_id))
    (left,) = Trail.select().where(Trail.verb == prefixes.VERB)
    assert left.staff_id == cashier.id
    assert left.details()["after"] == {"number_prefix.V": "FAC"}


def test_who_left_changes_no_prefix(cashier: Member) -> None:
    with transaction() as database:
        database.execute_sql("UPDATE staff SET active = FALSE")
    with pytest.raises(StaffInactive):
        change(cashier.id, sale="FAC")
    assert numbering.prefixes()[Series.SALE] == "V"


def test_two_people_change_prefixes_at_once(cashier: Member) -> None:
    other, seen = engage("B. Idrissi", "4321"), numbering.prefixes()
    prefixes.change(seen | {Series.SALE: "FAC"}, seen=seen, by=by_staff(other.id))
    prefixes.change(seen | {Series.QUOTE: "DEV"}, seen=seen, by=by_staff(cashier.id))
    assert numbering.prefixes()[Series.SALE] == "FAC"
    assert numbering.prefixes()[Series.QUOTE] == "DEV"
    with pytest.raises(ChangedMeanwhile) as refused:
        prefixes.change(seen | {Series.SALE: "VTE"}, seen=seen, by=by_staff(cashier.id))
    assert refused.value == ChangedMeanwhile(("number_prefix.V",), "B. Idrissi")


def test_the_doctor_finds_holes_and_strangers_under_chosen_prefixes(counter: Counter) -> None:
    client = counter.client()
    change(counter.staff, sale="FAC")
    for _ in range(3):
        counter.sell(client, 100)
    assert faults() == []
    plant("UPDATE operation SET number = 'FAC-2026-00009' WHERE number = 'FAC-2026-00002'")
    assert [fault for fault in faults() if "FAC-2026" in fault and "1 to 3" in fault and "00009" not in fault]
    plant("UPDATE operation SET number = 'M-2026-00001' WHERE number = 'FAC-2026-00009'")
    assert any("M-2026-00001" in fault for fault in faults())
