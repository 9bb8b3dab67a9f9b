"""Reference lists: what is offered, what stays, and in which order."""

from dataclasses import replace
from datetime import date

import pytest

from models.doctor import examine
from models.people.references import listing
from models.people.references import verbs as references
from models.people.references.listing import NotOffered
from models.people.references.payment_terms import NotTerms, PaymentRule
from models.people.references.table import ReferenceKind
from models.people.references.verbs import (
    ListChanged,
    NoSuchReference,
    ReferenceChanged,
    ReferenceFields,
    ReferenceNameTaken,
    RetiredNameTaken,
)
from models.refusals import Missing
from tests.asking import by_staff
from tests.models.conftest import Counter

COURIER = ReferenceKind.COURIER


def courier(counter: Counter, name: str, phone: str = "") -> int:
    return references.create(COURIER, ReferenceFields(name, phone), by=by_staff(counter.staff))


def names(kind: ReferenceKind = COURIER) -> list[str]:
    return [row.name for row in listing.references(kind) if row.active]


def test_each_list_keeps_its_own_in_the_order_of_entry(counter: Counter) -> None:
    karim = courier(counter, "Karim", "06 12 34 56 78")
    courier(counter, "Amana")
    for kind in (ReferenceKind.REPRESENTATIVE, ReferenceKind.SHIPPING_TERMS):
        references.create(kind, ReferenceFields("Amana"), by=by_staff(counter.staff))
    assert names() == ["Karim", "Amana"]
    assert names(ReferenceKind.SHIPPING_TERMS) == names(ReferenceKind.REPRESENTATIVE) == ["Amana"]
    row = listing.found(karim)
    assert row is not None
    assert (row.phone, row.rule) == ("+212612345678", None)
    assert not examine()


def test_a_name_is_in_a_list_once_however_it_is_written(counter: Counter) -> None:
    courier(counter, "Éclair Express")
    amana = courier(counter, "Amana")
    with pytest.raises(ReferenceNameTaken) as refused:
        courier(counter, "ECLAIR  express")
    assert refused.value.name == "Éclair Express"
    by, seen = by_staff(counter.staff), ReferenceFields("Amana")
    with pytest.raises(ReferenceNameTaken):
        references.edit(amana, ReferenceFields("éclair express"), seen=seen, by=by)
    for blank in ("", " ", "–"):
        with pytest.raises(Missing):
            courier(counter, blank)
    assert names() == ["Éclair Express", "Amana"]


def test_what_is_retired_is_not_offered_and_stays_where_it_was_chosen(counter: Counter) -> None:
    karim, amana = courier(counter, "Karim"), courier(counter, "Amana")
    references.retire(karim, seen=ReferenceFields("Karim"), by=by_staff(counter.staff))
    assert names() == ["Amana"]
    row = listing.found(karim)
    assert row is not None
    assert (row.name, row.active) == ("Karim", False)

    listing.check_choice("courier", COURIER, karim, before=karim)
    listing.check_choice("courier", COURIER, None, before=karim)
    with pytest.raises(NotOffered) as refused:
        listing.check_choice("courier", COURIER, karim, before=amana)
    assert refused.value.field == "courier"

    with pytest.raises(RetiredNameTaken):
        courier(counter, "karim")
    references.put_back(karim, seen=ReferenceFields("Karim"), by=by_staff(counter.staff))
    assert names() == ["Karim", "Amana"]


def test_only_what_is_of_the_list_can_be_chosen_from_it(counter: Counter) -> None:
    karim = courier(counter, "Karim")
    listing.check_choice("courier", COURIER, karim)
    for wrong in ((ReferenceKind.REPRESENTATIVE, karim), (COURIER, 999)):
        with pytest.raises(NotOffered):
            listing.check_choice("courier", *wrong)


def test_a_list_is_arranged_and_who_is_late_is_told_so(counter: Counter) -> None:
    first, second, third = (courier(counter, name) for name in ("A1", "B2", "C3"))
    other = references.create(ReferenceKind.REPRESENTATIVE, ReferenceFields("R"), by=by_staff(counter.staff))
    seen = [first, second, third]
    references.arrange(COURIER, [third, first, second], seen=seen, by=by_staff(counter.staff))
    assert names() == ["C3", "A1", "B2"]
    with pytest.raises(ListChanged):
        references.arrange(COURIER, [second, first, third], seen=seen, by=by_staff(counter.staff))
    now = [third, first, second]
    for wrong in ([third, first], [third, first, second, other], [third, first, first]):
        with pytest.raises(ListChanged):
            references.arrange(COURIER, wrong, seen=now, by=by_staff(counter.staff))
    courier(counter, "D4")
    with pytest.raises(ListChanged):
        references.arrange(COURIER, seen, seen=now, by=by_staff(counter.staff))
    assert names() == ["C3", "A1", "B2", "D4"]
    assert not examine()


def test_two_people_do_not_overwrite_one_another(counter: Counter) -> None:
    karim = courier(counter, "Karim")
    seen = references.fields_of(karim)
    references.edit(karim, replace(seen, phone="0612345678"), seen=seen, by=by_staff(counter.staff))
    for ask in (
        lambda: references.edit(karim, replace(seen, name="K."), seen=seen, by=by_staff(counter.staff)),
        lambda: references.retire(karim, seen=seen, by=by_staff(counter.staff)),
    ):
        with pytest.raises(ReferenceChanged):
            ask()
    assert references.fields_of(karim) == ReferenceFields("Karim", "+212612345678")
    with pytest.raises(NoSuchReference):
        references.retire(999, seen=seen, by=by_staff(counter.staff))


def test_payment_terms_carry_their_rule(counter: Counter) -> None:
    values = ReferenceFields("30 jours fin de mois", days=30, end_of_month=True)
    terms = references.create(ReferenceKind.PAYMENT_TERMS, values, by=by_staff(counter.staff))
    row = listing.found(terms)
    assert row is not None
    assert row.rule == PaymentRule(30, end_of_month=True)
    for wrong, refusal in (
        (ReferenceFields("x", days=-1), NotTerms),
        (ReferenceFields("x", days=366), NotTerms),
        (ReferenceFields("x"), Missing),
    ):
        with pytest.raises(refusal):
            references.create(ReferenceKind.PAYMENT_TERMS, wrong, by=by_staff(counter.staff))


def test_a_list_has_only_its_own_fields(counter: Counter) -> None:
    """Anything else is a defect of the caller."""
    for kind, wrong in (
        (COURIER, ReferenceFields("x", days=3)),
        (COURIER, ReferenceFields("x", end_of_month=True)),
        (ReferenceKind.PAYMENT_TERMS, ReferenceFields("x", "0612345678", days=3)),
        (ReferenceKind.SHIPPING_TERMS, ReferenceFields("x", "0612345678")),
    ):
        with pytest.raises(ValueError, match=kind):
            references.create(kind, wrong, by=by_staff(counter.staff))


@pytest.mark.parametrize(
    ("days", "end_of_month", "day", "due"),
    [
        (0, False, date(2026, 11, 12), date(2026, 11, 12)),
        (30, False, date(2026, 11, 12), date(2026, 12, 12)),
        (0, True, date(2026, 11, 12), date(2026, 11, 30)),
        (30, True, date(2027, 1, 12), date(2027, 2, 28)),
        (30, True, date(2028, 1, 30), date(2028, 2, 29)),
        (60, True, date(2026, 11, 30), date(2027, 1, 31)),
    ],
)
def test_a_paper_is_due_by_the_rule(days: int, end_of_month: bool, day: date, due: date) -> None:
    assert PaymentRule(days, end_of_month).due(day) == due
