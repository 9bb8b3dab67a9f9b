"""The fields beside the client's row (`client_details`): made when something is filled in; edited, merged,
shown and forgotten as any other field.
"""

from dataclasses import asdict, fields, replace
from datetime import date

import pytest

from models import doctor
from models.people.clients import bulk, columns, details
from models.people.clients import verbs as clients
from models.people.clients.details import ClientDetails
from models.people.clients.fields import EMPTY, NotABirthDate
from models.people.clients.verbs import ChangedMeanwhile, ClientFields
from models.people.staff import login as staff
from models.privacy import known, redaction
from models.requests.editing import changes_in
from models.requests.trail import Trail
from models.store import clock
from models.store.connection import transaction
from tests.asking import by_staff
from tests.models.conftest import Counter
from tests.statements import counted

BORN, OTHER = date(1984, 2, 29), date(1990, 5, 17)


def save(counter: Counter, client: int, version: int, by: int = 0, **changes: object) -> int:
    """Saves a form that was filled from the fiche as it is, and returns its new version."""
    values = replace(clients.fields_of(clients.get(client)), **changes)  # type: ignore[arg-type]
    return clients.edit(client, values, version=version, by=by_staff(by or counter.staff)).version


def birth_of(client: int) -> date | None:
    return clients.fields_of(clients.get(client)).birth_date


def test_who_has_nothing_of_it_costs_no_row(counter: Counter) -> None:
    client = counter.client()
    save(counter, client, 1, city="Fès")
    assert ClientDetails.select().count() == 0
    assert birth_of(client) is None


@pytest.mark.capability("fiche-birthdate")
def test_a_birth_date_is_kept_from_the_creation_on_or_later_and_emptied_again(counter: Counter) -> None:
    born = counter.client("Alami", birth_date=BORN)
    later = counter.client("Tazi")
    version = save(counter, later, 1, birth_date=OTHER, city="Fès")
    assert (birth_of(born), birth_of(later)) == (BORN, OTHER)
    save(counter, later, version, birth_date=None)
    assert birth_of(later) is None
    assert doctor.examine() == []


def test_nobody_is_born_tomorrow_or_in_another_century(counter: Counter) -> None:
    for day in (date.fromordinal(clock.today().toordinal() + 1), date(1899, 12, 31)):
        with pytest.raises(NotABirthDate):
            counter.client(birth_date=day)
        assert clients.faults(ClientFields(last_name="x", birth_date=day)).keys() == {"birth_date"}
    assert ClientDetails.select().count() == 0


def test_two_people_edit_a_row_and_its_details_and_both_win(counter: Counter) -> None:
    client, colleague = counter.client(), staff.engage("K. Bennani", "5678").id
    save(counter, client, 1, by=colleague, birth_date=BORN)
    stale = replace(clients.fields_of(clients.get(client)), birth_date=BORN, city="Fès")
    clients.edit(client, stale, version=1, by=by_staff(counter.staff))
    now = clients.fields_of(clients.get(client))
    assert (now.birth_date, now.city) == (BORN, "Fès")
    with pytest.raises(ChangedMeanwhile) as refused:
        clients.edit(client, replace(now, birth_date=OTHER), version=1, by=by_staff(counter.staff))
    assert (refused.value.by, refused.value.theirs) == ("K. Bennani", {"birth_date": BORN})
    assert birth_of(client) == BORN


def test_the_trail_tells_what_was_changed_and_a_redaction_takes_it_out(counter: Counter) -> None:
    client = counter.client(city="")
    save(counter, client, 1, birth_date=BORN, city="Fès")
    told = Trail.get(Trail.verb == clients.EDITS)
    assert changes_in(told.details()) == {"birth_date": [None, BORN.isoformat()], "city": ["", "Fès"]}
    assert str(known.export(client).rows["client_details"][0]["birth_date"]) == BORN.isoformat()
    redaction.redact(client, by=by_staff(counter.staff))
    assert ClientDetails.select().count() == 0
    assert changes_in(Trail.get_by_id(told.id).details()) == {"city": ["–", "–"]}
    assert str(BORN.year) not in str(known.export(client))
    assert doctor.examine() == []


def test_the_doctor_sees_a_value_that_nobody_saved_and_details_of_somebody_forgotten(
    counter: Counter,
) -> None:
    client = counter.client()
    save(counter, client, 1, birth_date=BORN)
    ClientDetails.update(birth_date=OTHER).execute()
    (fault,) = doctor.examine()
    assert "birth_date" in fault.figures["what"]
    redaction.redact(client, by=by_staff(counter.staff))
    ClientDetails.create(client=client, birth_date=BORN)
    assert [(each.invariant, each.client) for each in doctor.examine()] == [("INV-43", client)]


def test_many_at_once_leave_the_rows_that_one_by_one_leaves(counter: Counter) -> None:
    each = [
        ClientFields(last_name="Alami", birth_date=BORN),
        ClientFields(last_name="Tazi"),
        ClientFields(last_name="Ziani", birth_date=OTHER),
    ]
    with transaction():
        made = bulk.insert([bulk.NewClient(values) for values in each])
    assert [birth_of(client) for client in made] == [BORN, None, OTHER]
    assert ClientDetails.select().count() == 2


def test_what_a_draft_keeps_is_read_as_it_was() -> None:
    values = ClientFields(last_name="Alami", birth_date=BORN, blocked=True)
    kept = columns.plain(values)
    assert columns.from_plain(kept) == values
    del kept["birth_date"]
    assert columns.from_plain(kept | {"of a later version": 1}) == replace(values, birth_date=None)


def test_every_field_is_kept_in_one_place() -> None:
    names = {field.name for field in fields(ClientFields)}
    assert {*columns.IN_CLIENT, *columns.IN_DETAILS} == names == EMPTY.keys()
    assert not {*columns.IN_CLIENT} & {*columns.IN_DETAILS}
    assert asdict(ClientFields()) == EMPTY


def test_whoever_is_locked_comes_with_what_a_paper_needs_for_the_address(counter: Counter) -> None:
    client = counter.client("Alaoui")
    save(counter, client, 1, province="Al Haouz", country="Maroc")
    with transaction():
        row = clients.lock(client)
        with counted() as run:
            assert details.country_of(row) == ("Al Haouz", "Maroc")
    assert run == []
