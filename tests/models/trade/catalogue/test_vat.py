"""VAT rates by the day from which they hold."""

from datetime import date

import pytest

from models.refusals import Missing
from models.requests.by import new_key
from models.trade.catalogue import vat
from models.trade.catalogue.vat import LastRate, RateChanged, RateKnown, RateRow, Rates, VatNameTaken
from tests.asking import by_staff
from tests.models.conftest import Counter

TODAY = date(2026, 11, 12)
LONG_AGO, REFORM, NEXT_YEAR = date(2000, 1, 1), date(2024, 1, 1), date(2027, 1, 1)


@pytest.fixture
def medicines(counter: Counter) -> int:
    """Seven percent, and none since the finance law of 2024."""
    made = vat.create("Médicaments", 700, LONG_AGO, by=by_staff(counter.staff))
    vat.set_rate(made, 0, REFORM, seen=None, by=by_staff(counter.staff))
    return made


def test_a_day_has_the_rate_that_began_last_before_it(medicines: int) -> None:
    rates = Rates()
    days = (date(1999, 12, 31), LONG_AGO, date(2023, 12, 31), REFORM, TODAY)
    assert [rates.on(medicines, day) for day in days] == [0, 700, 700, 0, 0]
    assert rates.on(None, TODAY) == 0


def test_a_rate_of_a_day_to_come_is_said_beside_todays(medicines: int, counter: Counter) -> None:
    vat.set_rate(medicines, 1000, NEXT_YEAR, seen=None, by=by_staff(counter.staff))
    (row,) = vat.vats()
    assert (row.name, row.today, row.next) == ("Médicaments", 0, RateRow(NEXT_YEAR, 1000))


def test_the_rate_of_a_day_is_replaced_only_by_who_saw_it(medicines: int, counter: Counter) -> None:
    """Two people correct one mistake: the second is told, and corrects nothing unseen."""
    vat.set_rate(medicines, 200, REFORM, seen=0, by=by_staff(counter.staff))
    with pytest.raises(RateChanged):
        vat.set_rate(medicines, 2000, REFORM, seen=0, by=by_staff(counter.staff))
    with pytest.raises(RateKnown):
        vat.set_rate(medicines, 2000, REFORM, seen=None, by=by_staff(counter.staff))
    assert vat.history(medicines) == [RateRow(REFORM, 200), RateRow(LONG_AGO, 700)]


def test_a_rate_typed_on_a_wrong_day_is_taken_away_but_never_the_last(
    medicines: int, counter: Counter
) -> None:
    vat.drop_rate(medicines, REFORM, seen=0, by=by_staff(counter.staff))
    assert Rates().on(medicines, TODAY) == 700
    with pytest.raises(LastRate):
        vat.drop_rate(medicines, LONG_AGO, seen=700, by=by_staff(counter.staff))


def test_two_rates_never_have_one_name(medicines: int, counter: Counter) -> None:
    with pytest.raises(VatNameTaken) as refused:
        vat.create("MEDICAMENTS", 0, LONG_AGO, by=by_staff(counter.staff))
    assert refused.value.name == "Médicaments"
    other = vat.create("Taux normal", 2000, LONG_AGO, by=by_staff(counter.staff))
    with pytest.raises(VatNameTaken):
        vat.rename(other, "médicaments", by=by_staff(counter.staff))
    with pytest.raises(Missing):
        vat.rename(other, " – ", by=by_staff(counter.staff))
    vat.rename(other, "Taux Normal", by=by_staff(counter.staff))
    assert [row.name for row in vat.vats()] == ["Médicaments", "Taux Normal"]


def test_the_same_request_twice_makes_one_rate(counter: Counter) -> None:
    """INV-20."""
    op_id = new_key()
    made = {vat.create("Taux normal", 2000, LONG_AGO, by=by_staff(counter.staff, op_id)) for _ in range(3)}
    assert [row.id for row in vat.vats()] == list(made)


def test_what_has_begun_is_not_taken_away_from_under_later_days(counter: Counter) -> None:
    """Until the next one begins, products would be sold at 0 %, an exemption that nobody decided."""
    number = vat.create("Taux normal", 2000, date(2020, 1, 1), by=by_staff(counter.staff))
    vat.set_rate(number, 1000, date(2027, 1, 1), seen=None, by=by_staff(counter.staff))
    with pytest.raises(vat.OnlyLaterRates) as refused:
        vat.drop_rate(number, date(2020, 1, 1), seen=2000, by=by_staff(counter.staff))
    assert refused.value.since == date(2027, 1, 1)
    vat.drop_rate(number, date(2027, 1, 1), seen=1000, by=by_staff(counter.staff))
    assert [row.begun for row in vat.vats()] == [True]
