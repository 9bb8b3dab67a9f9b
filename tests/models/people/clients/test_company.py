"""What is known of a client as a company: kept in one spelling, refused beside the field that is wrong."""

from dataclasses import asdict, replace
from typing import Any

import pytest

from models import doctor
from models.people.clients import verbs as clients
from models.people.clients.details import ClientDetails
from models.people.clients.fields import NoUsualMode
from models.people.clients.verbs import ClientFields
from models.people.companies.bank import IbanOfAnother
from models.people.companies.digits import WrongCheckDigits
from models.people.companies.numbers import SiretOfAnother, VatNumberOfAnother
from models.people.references import verbs as references
from models.people.references.listing import NotOffered
from models.people.references.table import ReferenceKind
from models.people.references.verbs import ReferenceFields
from models.privacy import known, redaction
from models.refusals import Refused, TooLong
from models.values import PaymentMode
from tests.asking import by_staff
from tests.models.conftest import Counter

RIB = "011519000001205000534921"
TYPED = ClientFields(
    last_name="Pharmacie de l'Atlas",
    professional=True,
    vat_exempt=True,
    tax_exclusive=True,
    no_price_breaks=True,
    alcohol_tax_exempt=True,
    account_code="C 4417",
    anonymous_account=True,
    payment_mode=PaymentMode.TRANSFER,
    siren="732 829 320",
    siret="732 829 320 00074",
    naf="4773z",
    vat_number="FR 44 732 829 320",
    ice="001561191 0000 66",
    tax_number="40 123 456",
    trade_register="12345 Casablanca",
    business_tax="25 101 010",
    rib="011 519 0000012050005349 21",
    iban="MA64 0115 1900 0001 2050 0053 4921",
    bic="bcmamamc",
    bank_name="BMCE Maarif",
    account_holder="SARL Atlas",
)
KEPT = replace(
    TYPED,
    siren="732829320",
    siret="73282932000074",
    naf="47.73Z",
    vat_number="FR44732829320",
    ice="001561191000066",
    tax_number="40123456",
    business_tax="25101010",
    rib=RIB,
    iban=f"MA64{RIB}",
    bic="BCMAMAMC",
)


def test_everything_of_a_company_is_kept_in_one_spelling_and_emptied_again(counter: Counter) -> None:
    made = clients.create(TYPED, by=by_staff(counter.staff))
    found = clients.fields_of(clients.get(made.id))
    assert found == replace(KEPT, code=made.code)
    again = clients.edit(made.id, TYPED, version=1, by=by_staff(counter.staff))
    assert again.version == 1, "the same numbers, written in another way"
    nothing = ClientFields(last_name=TYPED.last_name)
    clients.edit(made.id, nothing, version=1, by=by_staff(counter.staff))
    assert clients.fields_of(clients.get(made.id)) == replace(nothing, code=made.code)
    assert doctor.examine() == []


@pytest.mark.parametrize(
    ("changes", "why", "field"),
    [
        ({"siren": "732829321"}, WrongCheckDigits, "siren"),
        ({"siren": "303265045", "vat_number": ""}, SiretOfAnother, "siret"),
        ({"siren": "303265045", "siret": ""}, VatNumberOfAnother, "vat_number"),
        ({"iban": "MA64 0115 1900 0001 2050 0053 4922"}, WrongCheckDigits, "iban"),
        ({"rib": "007 810 0000000000000000 12"}, IbanOfAnother, "iban"),
        ({"payment_mode": PaymentMode.CREDIT}, NoUsualMode, "payment_mode"),
        ({"account_code": "x" * 41}, TooLong, "account_code"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(
    counter: Counter, changes: dict[str, object], why: type[Refused], field: str
) -> None:
    typed = replace(TYPED, **changes)  # type: ignore[arg-type]
    assert {name: type(refused) for name, refused in clients.faults(typed).items()} == {field: why}
    with pytest.raises(why):
        clients.create(typed, by=by_staff(counter.staff))
    assert ClientDetails.select().count() == 0


def test_who_is_forgotten_leaves_no_number_and_no_account(counter: Counter) -> None:
    made = clients.create(KEPT, by=by_staff(counter.staff))
    row = known.export(made.id).rows["client_details"][0]
    assert row["rib"] == RIB
    redaction.redact(made.id, by=by_staff(counter.staff))
    texts = [value for value in asdict(KEPT).values() if type(value) is str and len(value) > 5]
    left = str(known.export(made.id))
    assert [text for text in texts if text in left] == []
    assert doctor.examine() == []


def chosen(counter: Counter, kind: ReferenceKind, name: str, **rule: int) -> int:
    return references.create(kind, ReferenceFields(name, **rule), by=by_staff(counter.staff))  # type: ignore[arg-type]


def test_terms_and_people_are_chosen_from_their_own_list(counter: Counter) -> None:
    terms = chosen(counter, ReferenceKind.PAYMENT_TERMS, "30 jours", days=30)
    shipping = chosen(counter, ReferenceKind.SHIPPING_TERMS, "Franco")
    salma = chosen(counter, ReferenceKind.REPRESENTATIVE, "Salma")
    driss = chosen(counter, ReferenceKind.COURIER, "Driss")
    right: dict[str, Any] = {
        "payment_terms": terms,
        "shipping_terms": shipping,
        "representative": salma,
        "courier": driss,
    }
    made = counter.client("Alami", **right)
    found = asdict(clients.fields_of(clients.get(made)))
    assert {name: found[name] for name in right} == right
    for field in right:
        wrong = shipping if field != "shipping_terms" else terms
        for other in (wrong, 9999):
            only: dict[str, Any] = {field: other}
            with pytest.raises(NotOffered) as refused:
                counter.client("Tazi", **only)
            assert refused.value.field == field
    assert doctor.examine() == []


def test_what_was_retired_stays_where_it_was_chosen_and_is_chosen_no_more(counter: Counter) -> None:
    driss = chosen(counter, ReferenceKind.COURIER, "Driss")
    made = counter.client("Alami", courier=driss)
    references.retire(driss, seen=ReferenceFields("Driss"), by=by_staff(counter.staff))
    now = clients.fields_of(clients.get(made))
    clients.edit(made, replace(now, city="Fès"), version=1, by=by_staff(counter.staff))
    clients.edit(made, replace(now, courier=None), version=2, by=by_staff(counter.staff))
    with pytest.raises(NotOffered):
        clients.edit(made, now, version=3, by=by_staff(counter.staff))
