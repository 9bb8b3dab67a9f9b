"""Custom fields: defined, filled in, renamed, retired, and found by a search (cf-define, cf-set)."""

from dataclasses import replace
from typing import Any

import pytest

from models import doctor
from models.custom_fields.definitions import definitions
from models.custom_fields.kinds import CustomKind, NotOfThisKind
from models.custom_fields.table import CustomOption, CustomRecord
from models.custom_fields.values import NoSuchCustomField
from models.defining import fields as defining
from models.defining import options
from models.defining.fields import (
    CustomFieldChanged,
    CustomFieldFields,
    CustomNameTaken,
    NoList,
    NothingToSearch,
)
from models.defining.search_words import CHUNK, ReindexStopped
from models.people.clients import bulk, details
from models.people.clients import verbs as clients
from models.people.clients.bulk import NewClient
from models.people.clients.listing import ClientListing
from models.people.clients.table import Client
from models.people.clients.verbs import ClientFields
from models.privacy import known, redaction
from models.refusals import Missing, Refused
from models.requests.by import new_key
from models.requests.trail import Trail
from models.store.connection import transaction
from models.trade.catalogue import categories
from models.trade.catalogue import verbs as products
from models.trade.catalogue.categories import CategoryFields
from models.trade.catalogue.table import find
from models.trade.catalogue.verbs import ProductFields
from models.values import Centimes
from tests.asking import by_staff
from tests.models.conftest import Counter

SKIN = CustomFieldFields(
    name="Type de peau", kind=CustomKind.LIST, searchable=True, options=("Sèche", "Grasse", "Mixte")
)


def made(counter: Counter, **values: Any) -> int:
    return defining.create(CustomFieldFields(**values), by=by_staff(counter.staff))


def skin(counter: Counter) -> tuple[int, dict[str, int]]:
    field = defining.create(SKIN, by=by_staff(counter.staff))
    (found,) = (each for each in definitions(CustomRecord.CLIENT) if each.id == field)
    return field, {row.name: key for key, row in found.options.items()}


def fill_in(counter: Counter, client: int, field: int, text: object) -> None:
    row = clients.get(client)
    now = clients.fields_of(row)
    values = replace(now, custom={**now.custom, field: str(text)})
    clients.edit(client, values, version=row.version, by=by_staff(counter.staff))


def edit(counter: Counter, field: int, **changes: Any) -> None:
    seen = defining.fields_of(field)
    asked = {"name": seen.name, "searchable": seen.searchable, **changes}
    defining.edit(field, **asked, seen=seen, by=by_staff(counter.staff))


def found(text: str) -> list[int]:
    return [row.id for row in ClientListing(search=text).read(50)]


@pytest.mark.capability("cf-define")
def test_fields_are_shown_in_their_order_which_can_be_changed(counter: Counter) -> None:
    first, second, third = (made(counter, name=name) for name in ("Un", "Deux", "Trois"))
    defining.move(third, earlier=True, by=by_staff(counter.staff))
    defining.move(first, earlier=True, by=by_staff(counter.staff))
    assert [each.id for each in definitions(CustomRecord.CLIENT)] == [first, third, second]
    assert definitions(CustomRecord.PRODUCT) == []


def test_the_values_of_a_list_are_offered_in_their_order_which_can_be_changed(counter: Counter) -> None:
    field, values = skin(counter)
    client = counter.client("Alami")
    fill_in(counter, client, field, values["Mixte"])

    def offered() -> list[str]:
        return list(defining.fields_of(field).options)

    for earlier, order in (
        (True, ["Sèche", "Mixte", "Grasse"]),
        (True, ["Mixte", "Sèche", "Grasse"]),
        (True, ["Mixte", "Sèche", "Grasse"]),
        (False, ["Sèche", "Mixte", "Grasse"]),
    ):
        options.move(values["Mixte"], earlier=earlier, by=by_staff(counter.staff))
        assert offered() == order
    assert clients.fields_of(clients.get(client)).custom == {field: str(values["Mixte"])}
    with pytest.raises(options.NoSuchOption):
        options.move(0, earlier=True, by=by_staff(counter.staff))


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"name": " – "}, Missing),
        ({"name": "type  de PEAU"}, CustomNameTaken),
        ({"name": "Né le", "kind": CustomKind.DATE, "searchable": True}, NothingToSearch),
        ({"name": "Ville", "options": ("Salé",)}, NoList),
        ({"name": "Liste", "kind": CustomKind.LIST, "options": ("Salé", "salé")}, CustomNameTaken),
    ],
)
def test_what_makes_no_sense_is_refused(
    counter: Counter, values: dict[str, Any], refusal: type[Refused]
) -> None:
    skin(counter)
    with pytest.raises(refusal):
        made(counter, **values)
    assert len(definitions(CustomRecord.CLIENT)) == 1


def test_the_same_name_may_be_of_a_client_and_of_a_product(counter: Counter) -> None:
    made(counter, name="Origine")
    made(counter, name="Origine", record=CustomRecord.PRODUCT)
    assert [each.name for each in definitions(CustomRecord.PRODUCT)] == ["Origine"]


def test_the_same_definition_twice_is_one(counter: Counter) -> None:
    """INV-20"""
    key = new_key()
    assert len({defining.create(SKIN, by=by_staff(counter.staff, key)) for _ in range(2)}) == 1
    assert len(definitions(CustomRecord.CLIENT)) == 1


@pytest.mark.capability("cf-set")
def test_a_value_is_filled_in_found_renamed_and_stays(counter: Counter) -> None:
    """A field and a value of its list may be renamed: records keep both, and are found by the new name."""
    field, values = skin(counter)
    client = counter.client()
    fill_in(counter, client, field, values["Grasse"])
    assert details.custom_of(client) == {field: str(values["Grasse"])}
    assert (found("grasse"), found("seche")) == ([client], [])
    edit(counter, field, name="Peau")
    options.rename(values["Grasse"], "Séborrhéique", seen="Grasse", by=by_staff(counter.staff))
    assert (found("grasse"), found("seborr")) == ([], [client])
    assert details.custom_of(client) == {field: str(values["Grasse"])}
    assert doctor.examine() == []


def test_searchable_on_and_off_again(counter: Counter) -> None:
    field, values = skin(counter)
    client, other = counter.client(), counter.client("Alaoui")
    fill_in(counter, client, field, values["Mixte"])
    fill_in(counter, other, field, values["Sèche"])
    edit(counter, field, searchable=False)
    assert found("mixte") == []
    edit(counter, field, searchable=True)
    assert (found("mixte"), found("martinez mixte")) == ([client], [client])
    assert doctor.examine() == []


def test_a_retired_field_keeps_its_values_and_takes_no_other(counter: Counter) -> None:
    field, values = skin(counter)
    client = counter.client()
    fill_in(counter, client, field, values["Mixte"])
    defining.retire(field, by=by_staff(counter.staff))
    row = clients.get(client)
    changed = replace(clients.fields_of(row), first_name="Jeannette")
    clients.edit(client, changed, version=row.version, by=by_staff(counter.staff))
    assert (details.custom_of(client), found("mixte")) == ({field: str(values["Mixte"])}, [client])
    with pytest.raises(NoSuchCustomField):
        fill_in(counter, client, field, values["Sèche"])
    defining.restore(field, by=by_staff(counter.staff))
    options.retire(values["Sèche"], by=by_staff(counter.staff))
    with pytest.raises(NotOfThisKind) as refused:
        fill_in(counter, client, field, values["Sèche"])
    assert refused.value.field == f"custom_{field}"


def test_two_people_define_and_the_second_is_told(counter: Counter) -> None:
    field, _ = skin(counter)
    seen = defining.fields_of(field)
    edit(counter, field, name="Peau")
    with pytest.raises(CustomFieldChanged):
        defining.edit(field, name="Dermo", searchable=True, seen=seen, by=by_staff(counter.staff))


def test_making_words_anew_tells_how_far_it_is_and_stops_with_nothing_kept(counter: Counter) -> None:
    field, values = skin(counter)
    new = [
        NewClient(ClientFields(last_name=f"Client {at}", custom={field: str(values["Mixte"])}))
        for at in range(CHUNK + 5)
    ]
    with transaction():
        bulk.insert(new)
    assert ClientListing(search="mixte").count() == CHUNK + 5
    heard: list[tuple[int, int]] = []
    seen = defining.fields_of(field)

    def stop(done: int, total: int) -> bool:
        heard.append((done, total))
        return done == 0

    with pytest.raises(ReindexStopped):
        defining.edit(
            field, name=seen.name, searchable=False, seen=seen, by=by_staff(counter.staff), progress=stop
        )
    assert heard == [(0, CHUNK + 5), (CHUNK, CHUNK + 5)]
    assert ClientListing(search="mixte").count() == CHUNK + 5
    assert doctor.examine() == []


def test_a_client_without_values_costs_no_statement_more(counter: Counter) -> None:
    from tests.statements import counted

    with counted() as before:
        counter.client("Un")
    skin(counter)
    with counted() as after:
        counter.client("Deux")
    assert len(after) == len(before)


def test_what_was_filled_in_is_personal_and_goes_with_the_client(counter: Counter) -> None:
    """INV-43: also from the trail and from the search"""
    field = made(counter, name="Allergie", searchable=True)
    client = counter.client()
    fill_in(counter, client, field, "arachide")
    fill_in(counter, client, field, "noisette")
    assert "noisette" in str(known.export(client).rows["client_details"])
    redaction.redact(client, by=by_staff(counter.staff))
    assert details.custom_of(client) == {}
    assert Client.get_by_id(client).custom_words == ""
    assert not any("arachide" in row.detail or "noisette" in row.detail for row in Trail.select())
    assert found("noisette") == []
    assert doctor.examine() == []


def test_the_doctor_finds_a_value_that_fits_no_field(counter: Counter) -> None:
    field, values = skin(counter)
    client = counter.client()
    fill_in(counter, client, field, values["Mixte"])
    CustomOption.delete().where(CustomOption.id == values["Mixte"]).execute()
    assert any("does not fit the field Type de peau" in str(each) for each in doctor.examine())
    details.write(client, {"custom": {99: "x"}})
    assert any("a field that does not exist" in str(each) for each in doctor.examine())


def test_a_product_has_its_own_fields_and_is_found_by_them(counter: Counter) -> None:
    field = made(counter, name="Laboratoire", record=CustomRecord.PRODUCT, searchable=True)
    category = categories.create(CategoryFields("Hygiène"), by=by_staff(counter.staff))
    values = ProductFields("Savon", category, Centimes(1_000), custom={field: "Cooper"})
    product = products.create(values, by=by_staff(counter.staff))
    seen = products.fields_of(product)
    assert (seen.custom, [row.id for row in find("cooper")]) == ({field: "Cooper"}, [product])
    products.edit(product, replace(seen, custom={field: "Sothema"}), seen=seen, by=by_staff(counter.staff))
    assert ([row.id for row in find("cooper")], [row.id for row in find("sothema")]) == ([], [product])
    edit(counter, field, searchable=False)
    assert find("sothema") == []
    with pytest.raises(NoSuchCustomField):
        products.create(replace(values, code="X1", custom={99: "x"}), by=by_staff(counter.staff))
    assert doctor.examine() == []
