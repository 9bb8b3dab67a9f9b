"""Required fields (fiche-required, decision: asked for, never in the way): who lacks one is to complete."""

from datetime import date

import pytest

from models.people.clients import required
from models.people.clients import verbs as clients
from models.people.clients.listing import ClientListing, ClientView
from models.people.clients.required import KEZIA, SOBRUS, Requirements
from models.people.clients.table import ClientKind
from models.people.clients.verbs import ClientFields
from models.pharmacy import required_fields
from models.pharmacy.choices import ChangedMeanwhile
from models.pharmacy.required_fields import CannotBeRequired
from tests.asking import by_staff
from tests.models.conftest import Counter


def require(counter: Counter, *names: str, once: frozenset[str] = frozenset()) -> None:
    wanted = Requirements(frozenset(names), once)
    required_fields.change(wanted, seen=required.in_force(), by=by_staff(counter.staff))


def to_complete(search: str = "") -> list[str]:
    listing = ClientListing(search, ClientView.INCOMPLETE)
    rows = listing.read(50)
    assert listing.count() == len(rows)
    assert [row.id for row in listing.last(50)] == [row.id for row in rows]
    return [row.last_name for row in rows]


@pytest.mark.capability("fiche-required")
@pytest.mark.parametrize(
    ("wanted", "lacking"),
    [
        (SOBRUS, ["Alami", "Kadiri", "Naciri"]),
        (KEZIA, ["Alami", "Naciri", "Tazi"]),
        (Requirements(frozenset({"birth_date"})), ["Alami", "Kadiri", "Tazi"]),
        (Requirements(once=frozenset({"email"})), []),
        (Requirements(), []),
    ],
)
def test_who_lacks_a_required_field_is_listed(
    counter: Counter, wanted: Requirements, lacking: list[str]
) -> None:
    counter.client("Alami", "")
    counter.client("Tazi", home_phone="0537000000", email="t@example.ma", ceiling=0)
    counter.client("Kadiri", title="Mme", address="2, rue Oukaïmeden", postal_code="10000")
    counter.client("Naciri", birth_date=date(1984, 2, 29))
    counter.client("Passant", "", kind=ClientKind.PASSING)
    counter.client("Pharmacie Ibn Sina", "", kind=ClientKind.PHARMACY)
    required_fields.change(wanted, seen=required.in_force(), by=by_staff(counter.staff))
    assert required.in_force() == wanted
    assert to_complete() == lacking
    for row in ClientListing().read(50):
        values = clients.fields_of(clients.get(row.id))
        assert bool(required.missing(values, wanted.required)) == (row.last_name in lacking)


def test_they_are_searched_as_any_others_and_leave_the_list_once_completed(counter: Counter) -> None:
    require(counter, "email")
    counter.client("Alami")
    tazi = counter.client("Tazi")
    assert (to_complete("ta"), to_complete("z")) == (["Tazi"], [])
    values = ClientFields(last_name="Tazi", email="t@example.ma")
    clients.edit(tazi, values, version=1, by=by_staff(counter.staff))
    assert to_complete() == ["Alami"]


def test_a_company_has_neither_title_nor_first_name_nor_birth_date(counter: Counter) -> None:
    require(counter, *required.OF_PERSONS)
    counter.client("Clinique Atlas", "", professional=True)
    assert to_complete() == []
    assert required.missing(ClientFields(last_name="x", professional=True), required.OF_PERSONS) == []


def test_a_client_is_saved_without_what_is_required(counter: Counter) -> None:
    """The screen asks; a program, an import and a hurry are not stopped."""
    require(counter, "email", "mobile")
    assert clients.get(counter.client("Alami")).email == ""


def test_two_people_choose_different_fields_and_both_hold(counter: Counter) -> None:
    seen = required.in_force()
    require(counter, "email")
    by = by_staff(counter.staff)
    required_fields.change(Requirements(frozenset({"city"})), seen=seen, by=by)
    assert required.in_force() == Requirements(frozenset({"email", "city"}))
    with pytest.raises(ChangedMeanwhile):
        required_fields.change(Requirements(once=frozenset({"email"})), seen=seen, by=by_staff(counter.staff))


def test_only_fields_of_the_fiche_can_be_required(counter: Counter) -> None:
    with pytest.raises(CannotBeRequired):
        require(counter, "shoe_size")
