"""What stands of both parties on a paper: a company's numbers, the parts of an address, numbers of France."""

import json
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest

from models import doctor
from models.people.clients import verbs as clients
from models.people.companies.digits import DigitsOnly, WrongCheckDigits, WrongLength
from models.people.companies.numbers import VatNumberOfAnother
from models.pharmacy import first_start, identity
from models.pharmacy.parties import party, pharmacy_as
from models.privacy import redaction
from models.refusals import Refused
from models.requests.actors import FOUNDING
from models.requests.by import By, new_key
from models.store import clock, settings
from models.store.settings import Pharmacy
from models.trade.documents import detail, quotes
from models.trade.documents.table import Document
from models.trade.prices.lines import NewLine
from models.trade.statements import verbs as statements
from models.trade.statements.content import StatementDetail
from tests.asking import by_staff
from tests.models.conftest import Counter

COMPANY: dict[str, Any] = {
    "professional": True,
    "address": "8, rue Ibn Batouta",
    "postal_code": "20000",
    "city": "Casablanca",
    "ice": "001561191000066",
    "tax_number": "40123456",
    "siren": "732829320",
    "siret": "73282932000074",
    "vat_number": "FR44732829320",
}
PRINTED = (
    ("ICE", "001561191000066"),
    ("IF", "40123456"),
    ("SIRET", "73282932000074"),
    ("VAT number", "FR44732829320"),
)
FRENCH = Pharmacy(
    name="Pharmacie du Pont",
    address="3, place du Pont",
    postal_code="69003",
    city="Lyon",
    siret="73282932000074",
    vat_number="FR44732829320",
    rcs="Lyon 732 829 320",
    naf="47.73Z",
    rpps="10003456786",
    finess="690000013",
    time_zone="Europe/Paris",
)


def quote(counter: Counter, client: int) -> int:
    line = NewLine(counter.product(1_000), 1000)
    until = clock.today() + timedelta(days=30)
    return quotes.create(client, [line], until=until, by=by_staff(counter.staff)).id


@pytest.mark.capability("co-vat-on-docs")
def test_inv_44_the_numbers_of_a_company_stand_on_its_papers_as_they_were(counter: Counter) -> None:
    client = counter.client(**COMPANY)
    today = clock.today()
    made = quote(counter, client)
    issued = statements.issue(client, today, today, StatementDetail.DETAILED, by=by_staff(counter.staff))
    now = clients.fields_of(clients.get(client))
    moved = replace(now, ice="", siret="", siren="", vat_number="", city="Salé")
    clients.edit(client, moved, version=1, by=by_staff(counter.staff))
    for who in (detail.paper(made).client, statements.content(issued).client):
        assert who.company == PRINTED, "without the SIREN, which the SIRET says"
    kept = json.loads(Document.get_by_id(made).parties)["client"]
    place = {"street": "8, rue Ibn Batouta", "postal_code": "20000", "city": "Casablanca", "country": "MA"}
    assert kept["place"] == place
    assert kept["ids"]["siren"] == "732829320"
    assert detail.paper(quote(counter, client)).client.company == (("IF", "40123456"),)
    assert doctor.examine() == []


def test_who_is_no_professional_has_no_company_and_a_country_is_kept_as_its_code(counter: Counter) -> None:
    private = counter.client(**COMPANY | {"professional": False})
    assert detail.paper(quote(counter, private)).client.company == ()
    for said, code in {
        "france": "FR",
        "Côte d’Ivoire": "CI",
        "Deutschland": "DE",
        "BE": "BE",
        "Oz": "",
    }.items():
        abroad = counter.client(country=said)
        kept = json.loads(Document.get_by_id(quote(counter, abroad)).parties)["client"]
        assert kept["place"]["country"] == code


def test_a_paper_of_before_has_neither_and_says_what_it_said() -> None:
    old = {"name": "MARTINEZ", "address": ["Fès"], "phone": "", "identifiers": [["Code", "C1"]]}
    found = party(old)
    assert (found.identifiers, found.company) == ((("Code", "C1"),), ())
    closed = Pharmacy(name="Atlas", address="1, rue A", city="10000 Rabat", ice="1", time_zone="Europe/Paris")
    assert party(pharmacy_as(closed)).address == ("1, rue A", "10000 Rabat")
    assert party(pharmacy_as(closed)).identifiers == (("ICE", "1"),)


def test_a_redaction_takes_the_place_and_the_numbers_once_the_law_no_longer_wants_them(
    counter: Counter,
) -> None:
    client = counter.client(**COMPANY)
    made = quote(counter, client)
    redaction.redact(client, by=by_staff(counter.staff))
    kept = json.loads(Document.get_by_id(made).parties)["client"]
    assert kept["ids"]["siret"] == "73282932000074", "an accounting document of this year"
    later = clock.now() + timedelta(days=366 * 11)
    with clock.stopped_at(later):
        redaction.redact(client, by=by_staff(counter.staff))
    kept = json.loads(Document.get_by_id(made).parties)["client"]
    assert (kept["place"], kept["ids"]) == ({}, {})
    assert detail.paper(made).client.company == ()


def test_a_pharmacy_in_france_has_the_numbers_of_france_on_its_papers(counter: Counter) -> None:
    seen = settings.pharmacy()
    new = replace(FRENCH, siret="732 829 320 00074", naf="4773z", rpps="1000 3456 786")
    identity.change(new, seen=seen, by=by_staff(counter.staff))
    try:
        kept = json.loads(Document.get_by_id(quote(counter, counter.client())).parties)
    finally:
        clock.use_zone("")
    shop = party(kept["pharmacy"])
    assert shop.address == ("3, place du Pont", "69003 LYON")
    assert shop.identifiers == (
        ("SIRET", "73282932000074"),
        ("VAT number", "FR44732829320"),
        ("RCS", "Lyon 732 829 320"),
        ("APE", "47.73Z"),
        ("RPPS", "10003456786"),
        ("FINESS", "690000013"),
    )
    ids, place = kept["pharmacy"]["ids"], kept["pharmacy"]["place"]
    assert (ids["siren"], place["country"], place["postal_code"]) == ("732829320", "FR", "69003")
    assert kept["client"]["place"]["country"] == "FR", "an empty country is that of the pharmacy"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"siret": "73282932000075"}, WrongCheckDigits),
        ({"vat_number": "FR40303265045"}, VatNumberOfAnother),
        ({"rpps": "10003456787"}, WrongCheckDigits),
        ({"finess": "69000001"}, WrongLength),
        ({"tax_number": "IF 12"}, DigitsOnly),
    ],
)
def test_a_number_that_was_mistyped_is_refused_beside_its_field(
    counter: Counter, fields: dict[str, Any], refusal: type[Refused]
) -> None:
    (name,) = fields
    with pytest.raises(refusal) as refused:
        identity.change(replace(FRENCH, **fields), seen=settings.pharmacy(), by=by_staff(counter.staff))
    assert refused.value.field == name  # type: ignore[attr-defined]


def test_what_an_older_version_took_stands_in_nobodys_way(counter: Counter) -> None:
    settings.put("pharmacy.tax_number", "IF 12")
    seen = settings.pharmacy()
    identity.change(replace(seen, city="Salé"), seen=seen, by=by_staff(counter.staff))
    assert settings.pharmacy() == replace(seen, city="Salé")
    with pytest.raises(WrongCheckDigits):
        first_start.establish(
            Pharmacy(name="Atlas", siret="12345678901234"), "Sara", "1234", by=By(FOUNDING, new_key())
        )
    assert asdict(seen)["tax_number"] == "IF 12"
