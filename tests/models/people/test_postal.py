"""Addresses as the post wants them: Morocco, France, abroad (fiche-country)."""

import json
from dataclasses import replace

import pytest

from models.people import postal
from models.people.clients import verbs as clients
from models.people.postal import PostalForm
from models.pharmacy import identity
from models.pharmacy.parties import client_as_issued, parties_today
from models.store import settings
from models.trade.sales.table import Sale
from tests.asking import by_staff
from tests.models.conftest import Counter

STREET = "12, rue des Orangers"


@pytest.mark.capability("fiche-country")
@pytest.mark.parametrize(
    ("code", "city", "province", "country", "below"),
    [
        ("20 250", "Casablanca", "", "", ["20250 Casablanca"]),
        ("20250", "Casablanca", "Casablanca-Settat", "maroc", ["20250 Casablanca"]),
        ("F-75011", "Paris", "", "france", ["75011 PARIS", "FRANCE"]),
        ("1070", "Bruxelles", "Brabant", "Belgique", ["1070 Bruxelles", "Brabant", "BELGIQUE"]),
        ("", "", "", "", []),
        ("", "Fès", "", "المغرب", ["Fès"]),
    ],
)
def test_the_address_on_papers_follows_the_country(
    counter: Counter, code: str, city: str, province: str, country: str, below: list[str]
) -> None:
    where = {"postal_code": code, "city": city, "province": province, "country": country}
    client = counter.client(address=STREET, **where)
    row = clients.get(client)
    assert client_as_issued(row).address.splitlines() == [STREET, *below]
    assert parties_today(row)["client"]["address"] == [STREET, *below]
    counter.sell(client, 1_000)
    assert Sale.get().client_address.splitlines() == [STREET, *below]


def test_a_paper_keeps_the_address_of_its_day(counter: Counter) -> None:
    client = counter.client(city="Paris", country="France")
    counter.sell(client, 1_000)
    moved = replace(clients.fields_of(clients.get(client)), city="Rabat", country="")
    clients.edit(client, moved, version=1, by=by_staff(counter.staff))
    assert Sale.get().client_address == "PARIS\nFRANCE"
    assert json.loads(Sale.get().client_identifiers)["code"] == clients.get(client).code


def test_in_france_the_french_address_is_the_one_at_home(counter: Counter) -> None:
    seen = settings.pharmacy()
    identity.change(replace(seen, time_zone="Europe/Paris"), seen=seen, by=by_staff(counter.staff))
    for country, below in (("", "75011 PARIS"), ("France", "75011 PARIS"), ("Maroc", "75011 Paris\nMAROC")):
        client = counter.client(postal_code="75011", city="Paris", country=country)
        assert client_as_issued(clients.get(client)).address == below


def test_a_country_is_kept_in_one_spelling_and_a_postcode_without_what_is_not_of_it() -> None:
    for said in ("MA", "maroc", " Maroc ", "Morocco", "المغرب"):
        assert (postal.form_of(said), postal.spelt(said.strip())) == (PostalForm.MOROCCO, "Maroc")
    assert postal.spelt("République française") == "France"
    assert postal.spelt("Côte d’Ivoire") == "Côte d’Ivoire"
    kept = [postal.postcode(text, "Maroc") for text in ("20 250", "MA-20250", "2025", "BP 12", "")]
    assert kept == ["20250", "20250", "2025", "BP 12", ""]
    assert postal.postcode("1070 AB", "Pays-Bas") == "1070 AB"
    assert [postal.is_usual(text, "") for text in ("20250", "2025")] == [True, False]
    assert postal.is_usual("SW1A 1AA", "Royaume-Uni")
