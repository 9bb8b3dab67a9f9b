"""The fiche: creating, editing beside others, codes, phones (fiche-create, fiche-edit, fiche-code-dup)."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.people.clients import verbs as clients
from models.people.clients.by_code import find_by_code
from models.people.clients.verbs import ChangedMeanwhile, ClientFields, CodeTaken
from models.people.duplicates import at_entry
from models.people.organisms import listing as organisms
from models.people.organisms import verbs as keeping
from models.people.organisms.listing import OrganismNotOffered
from models.people.phones import NotAPhone, to_e164
from models.people.staff import login as staff
from models.refusals import ControlCharacters, KeyReused, Missing, NoSuchClient, Refused, TooLong
from models.requests.by import new_key
from models.requests.trail import Trail
from models.store import settings
from models.store.text import NotAnEmail, check_text, is_control
from tests.asking import by_staff
from tests.models.conftest import Counter


def edit(counter: Counter, client: int, version: int, /, by: int | None = None, **changes: Any) -> int:
    """Saves a form that was filled from the fiche as it is, and returns its new version."""
    values = replace(clients.fields_of(clients.get(client)), **changes)
    who = by or counter.staff
    return clients.edit(client, values, version=version, by=by_staff(who)).version


@pytest.mark.capability("fiche-code")
def test_a_client_without_a_card_gets_their_number_as_code(counter: Counter) -> None:
    assert clients.get(counter.client()).code == "999900000000001"


def test_a_code_belongs_to_one_client(counter: Counter) -> None:
    """INV-47, fiche-code-dup: in any case, and in the archives too"""
    from models.money.ledger import client_status

    first = counter.client("Premier", code="ab12")
    client_status.archive(first, by=by_staff(counter.staff))
    with pytest.raises(CodeTaken) as refused:
        counter.client("Second", code="AB12")
    assert refused.value.name == "Premier Jeanne"
    second = counter.client("Second")
    with pytest.raises(CodeTaken):
        edit(counter, second, 1, code="aB12")


def test_a_code_typed_for_somebody_may_be_the_number_of_the_next(counter: Counter) -> None:
    """INV-47: a code by default never makes creating fail"""
    counter.client("Premier", code=clients.own_code(2))
    assert clients.get(counter.client("Second")).code not in ("", clients.own_code(2))


def test_a_cleared_code_becomes_the_number_again(counter: Counter) -> None:
    client = counter.client(code="CARD7")
    edit(counter, client, 1, code="")
    assert clients.get(client).code == clients.own_code(client)


def test_a_badge_finds_its_client(counter: Counter) -> None:
    """search-id-code: by code, by number, with # or without"""
    client = counter.client(code="6111242100992")
    for typed in ("6111242100992", " 6111242100992 ", "#6111242100992", str(client), f"#{client}"):
        assert find_by_code(typed) == client
    for typed in ("", "#", "611124210099", "٣", "99", "9" * 30):
        assert find_by_code(typed) is None


def test_the_same_creation_twice_is_one_client(counter: Counter) -> None:
    """INV-20"""
    values, op_id = ClientFields(last_name="Martinez"), new_key()
    made = {clients.create(values, by=by_staff(counter.staff, op_id)).id for _ in range(2)}
    assert len(made) == 1
    with pytest.raises(KeyReused):
        clients.edit(made.pop(), values, version=1, by=by_staff(counter.staff, op_id))


def test_an_edit_writes_only_what_changed_and_says_so(counter: Counter) -> None:
    client = counter.client(email="a@b.ma")
    assert edit(counter, client, 1, first_name="Jeannette") == 2
    record = Trail.get(Trail.verb == "clients.edit")
    assert record.details()["changes"] == {"first_name": ["Jeanne", "Jeannette"]}
    assert edit(counter, client, 2) == 2, "saving without a change is no change"


def test_two_people_may_save_different_fields(counter: Counter) -> None:
    """fiche-edit: nobody is disturbed where nothing is lost"""
    client = counter.client()
    form = clients.fields_of(clients.get(client))
    edit(counter, client, 1, alert="Fragile")
    with pytest.raises(ChangedMeanwhile):  # the old form would empty the alert
        clients.edit(client, replace(form, city="Rabat"), version=1, by=by_staff(counter.staff))
    merged = replace(form, city="Rabat", alert="Fragile")
    clients.edit(client, merged, version=1, by=by_staff(counter.staff))
    row = clients.get(client)
    assert (row.city, row.alert) == ("Rabat", "Fragile")


def test_who_saves_over_others_is_told_all_they_changed(counter: Counter) -> None:
    """Two colleagues saved since: both changes are told, with who was last; nothing is written"""
    client = counter.client()
    form = clients.fields_of(clients.get(client))
    second, third = (staff.engage(name, "4321").id for name in ("B. Idrissi", "C. Tazi"))
    edit(counter, client, 1, by=second, city="Rabat", info="old")
    edit(counter, client, 2, by=third, info="new")
    mine = replace(form, email="jeanne@exemple.ma")
    with pytest.raises(ChangedMeanwhile) as refused:
        clients.edit(client, mine, version=1, by=by_staff(counter.staff))
    assert refused.value.theirs == {"city": "Rabat", "info": "new"}
    assert (refused.value.by, refused.value.version) == ("C. Tazi", 3)
    assert clients.get(client).email == ""
    clients.edit(client, mine, version=3, by=by_staff(counter.staff))
    assert clients.get(client).email == "jeanne@exemple.ma"


def test_archiving_beside_a_form_is_no_conflict(counter: Counter) -> None:
    from models.money.ledger import client_status

    client = counter.client()
    form = clients.fields_of(clients.get(client))
    client_status.archive(client, by=by_staff(counter.staff))
    clients.edit(client, replace(form, city="Fès"), version=1, by=by_staff(counter.staff))
    assert clients.get(client).city == "Fès"


def test_an_edit_beside_a_payment_loses_neither(counter: Counter) -> None:
    """Only the fields that changed are written: never the balance"""
    client = counter.client()
    form = clients.fields_of(clients.get(client))
    counter.sell(client, 1_000)
    clients.edit(client, replace(form, city="Fès"), version=1, by=by_staff(counter.staff))
    assert counter.owes(client) == (1_000, 0, 1_000)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"last_name": ""}, Missing),
        ({"last_name": " \t "}, Missing),
        ({"first_name": "a\x1b[31mb"}, ControlCharacters),
        ({"info": "a\x00b"}, ControlCharacters),
        ({"city": "a\u2028b"}, ControlCharacters),
        ({"city": "\ud800"}, ControlCharacters),
        ({"first_name": "x" * 201}, TooLong),
        ({"email": "not an address"}, NotAnEmail),
        ({"mobile": "12"}, NotAPhone),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_written(counter: Counter, fields: dict, refusal: type) -> None:
    values = ClientFields(**{"last_name": "Martinez", **fields})
    assert set(clients.faults(values)) == set(fields)
    with pytest.raises(refusal):
        clients.create(values, by=by_staff(counter.staff))
    assert Trail.select().where(Trail.verb == "clients.create").count() == 0


@pytest.mark.parametrize(
    "name",
    ["[red]", "a[/b]c", "O'Brien", "محمد", "Zoë 🌿", "x" * 200, "Robert'); DROP TABLE client;--", "%_"],
)
def test_any_name_is_kept_as_typed(counter: Counter, name: str) -> None:
    client = counter.client(name, name)
    row = clients.get(client)
    assert (row.last_name, row.first_name) == (name, name)


def test_nobody_edits_who_is_not_there(counter: Counter) -> None:
    with pytest.raises(NoSuchClient):
        clients.edit(99, ClientFields(last_name="x"), version=1, by=by_staff(counter.staff))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 12 34 56 78", "+212612345678"),
        ("0612345678", "+212612345678"),
        ("06.12.34.56.78", "+212612345678"),
        ("00212 612-345678", "+212612345678"),
        ("+212 6 12 34 56 78", "+212612345678"),
        ("0522 20 30 40", "+212522203040"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("", ""),
    ],
)
def test_a_phone_is_understood_in_any_local_shape(counter: Counter, typed: str, kept: str) -> None:
    assert to_e164(typed) == kept


def test_a_retired_organism_is_kept_by_who_has_it_and_chosen_by_nobody_else(counter: Counter) -> None:
    first, second = (row.id for row in organisms.organisms()[:2])
    insured, other = counter.client(organism=first), counter.client("Alami", organism=second)
    seen = keeping.fields_of(first)
    keeping.retire(first, seen=seen, by=by_staff(counter.staff))
    edit(counter, insured, 1, city="Rabat")
    assert clients.get(insured).organism_id == first
    for choose in (lambda: edit(counter, other, 1, organism=first), lambda: counter.client(organism=first)):
        with pytest.raises(OrganismNotOffered):
            choose()
    with pytest.raises(OrganismNotOffered):
        edit(counter, other, 1, organism=999)
    edit(counter, insured, 2, organism=None)
    with pytest.raises(OrganismNotOffered):
        edit(counter, insured, 3, organism=first)


@pytest.mark.parametrize("typed", ["1234", "06 12 34 56 7", "06 12 34 56 78 90", "abc", "+999 1234567890"])
def test_what_is_no_phone_is_refused(counter: Counter, typed: str) -> None:
    with pytest.raises(NotAPhone):
        to_e164(typed)


def test_a_french_pharmacy_types_french_numbers(counter: Counter) -> None:
    settings.put("region", "FR")
    assert to_e164("06 12 34 56 78") == "+33612345678"


@given(st.text(max_size=50))
def test_text_that_is_kept_never_drives_a_terminal(text: str) -> None:
    try:
        kept = check_text("city", text)
    except Refused:
        return
    assert not any(is_control(letter) for letter in kept)
    assert kept == kept.strip()


def test_likely_duplicates_are_shown(counter: Counter) -> None:
    """Same phone, nearly the same name, first and last name swapped; never a stranger"""
    same_phone = counter.client("Autre", "Personne", work_phone="0612345678")
    nearly = counter.client("Martines", "Jeanne")
    swapped = counter.client("Jeanne", "Martinez")
    counter.client("Benjelloun", "Karim")
    found = at_entry.likely(
        clients.checked(ClientFields(last_name="Martinez", first_name="Jeanne", mobile="06 12 34 56 78"))
    )
    assert {row.id for row in found} == {same_phone, nearly, swapped}
    assert at_entry.likely(clients.fields_of(clients.get(nearly)), but=nearly) == [
        row for row in found if row.id == swapped
    ]
