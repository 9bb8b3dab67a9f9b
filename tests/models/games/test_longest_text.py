"""Every text that a verb takes has a largest length, declared once, and what is longer is refused with it."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

import pytest

from models.custom_fields.kinds import CustomKind
from models.defining import fields as custom_fields
from models.defining.fields import CustomFieldFields
from models.money.closings.verbs import Period
from models.money.ledger.accounts import PaymentMode
from models.money.payments import verbs as payments
from models.money.payments.verbs import DebtPayment
from models.outbox.campaigns import preflight
from models.outbox.campaigns.preflight import Order
from models.outbox.messages.campaign import Goal
from models.outbox.templates import rendering
from models.outbox.units.verbs import PackStep
from models.people.clients import verbs as clients
from models.people.clients.listing import ClientListing
from models.people.clients.verbs import ClientFields
from models.people.organisms import verbs as organisms
from models.people.organisms.verbs import OrganismFields
from models.people.references import verbs as references
from models.people.references.table import ReferenceKind
from models.people.references.verbs import ReferenceFields
from models.people.staff import codes, drafts, preferences, security_code
from models.people.staff import login as staff
from models.pharmacy import first_start
from models.pharmacy import identity as pharmacy
from models.refusals import Refused, TooLong
from models.requests.actors import FOUNDING
from models.requests.by import By, new_key
from models.requests.trail import Trail
from models.store import clock, settings
from models.store.settings import Pharmacy
from models.store.text import limit_of
from models.trade.catalogue import categories
from models.trade.catalogue import verbs as product_editing
from models.trade.catalogue.categories import CategoryFields
from models.trade.catalogue.verbs import ProductFields
from models.trade.documents.table import DocumentKind, DocumentState
from models.values import Centimes
from tests.asking import by_staff, every_verb
from tests.models.conftest import Counter

LONG = "9" * 10_001
"""Longer than any text; digits, so that it might be a phone or a code."""
BY_THE_PROGRAM = {"demonstration"}
"""Texts that no person types."""
KEPT_AS_FAR_AS_THERE_IS_ROOM = {"incoming_texts.receive"}
"""What strangers send, as nobody could be told that it was refused."""


def verbs_with_texts() -> Iterator[tuple[str, str]]:
    """Each text parameter of each verb."""
    for name, verb in sorted(every_verb().items()):
        if not verb.__module__.startswith("models."):
            continue
        for parameter, annotation in inspect.get_annotations(inspect.unwrap(verb)).items():
            typed = annotation is str and parameter not in {"return", *BY_THE_PROGRAM}
            if typed and name not in KEPT_AS_FAR_AS_THERE_IS_ROOM:
                yield name, parameter


@pytest.mark.parametrize(("verb", "parameter"), list(verbs_with_texts()))
def test_no_verb_takes_a_text_without_end(counter: Counter, verb: str, parameter: str) -> None:
    called = every_verb()[verb]
    counter.client()
    security_code.choose("1234", current="", by=by_staff(counter.staff))
    listed = CustomFieldFields(name="Blood", kind=CustomKind.LIST, options=("A", "B"))
    field = custom_fields.create(listed, by=by_staff(counter.staff))
    before = Trail.select().count()
    options = {name: value for name, value in given(counter).items() if name in called.parameters}
    if "field" in options:
        options |= {"field": field} | ({"seen": custom_fields.fields_of(field)} if "seen" in options else {})
    options[parameter] = LONG
    with pytest.raises(Refused):
        called(**options)
    assert Trail.select().count() == before


def given(counter: Counter) -> dict[str, Any]:
    """What the other parameters of a verb are given: enough to come to its texts."""
    people = ("client", "member", "selection")
    money = ("debit", "credit", "operation", "sale", "invoice", "pack", "vat", "closing", "animal_kind")
    papers = ("comment", "document", "quote", "order", "preparation", "pro_forma", "template", "version")
    codes = ("code", "new", "current", "security")
    return {
        **dict.fromkeys((*people, *money, *papers), 1),
        **dict.fromkeys(("note", "reason", "name", *codes), "1234"),
        "amount": Centimes(100),
        "opening": Centimes(0),
        "seen": {},
        "field": 1,
        "option": 1,
        "parent": None,
        "term": 1,
        "searchable": False,
        "counted": {},
        "price_list": 1,
        "change": 0,
        "size": 100,
        "rate": 2000,
        "mode": PaymentMode.CASH,
        "kind": DocumentKind.QUOTE,
        "state": DocumentState.REFUSED,
        "may": True,
        "lines": [],
        "notes": [1],
        "received_by": "1234",
        "clients": [],
        "goal": Goal.BALANCE_REMINDER,
        "body": "Bonjour",
        "address": "0612345678",
        "value": clock.today(),
        "period": Period(2020),
        "step": PackStep.PAID,
        "since": clock.today(),
        "pharmacy": Pharmacy(name="Atlas"),
        "by": by_staff(counter.staff),
    }


@pytest.mark.parametrize("field", [each.name for each in fields(ClientFields) if each.type is str])
def test_no_field_of_a_fiche_is_without_end(counter: Counter, field: str) -> None:
    values = ClientFields(**{"last_name": "Tazi", field: LONG})  # type: ignore[arg-type]
    with pytest.raises(TooLong) as refused:
        clients.create(values, by=by_staff(counter.staff))
    assert (refused.value.length, refused.value.limit) == (len(LONG), limit_of(field))


@pytest.mark.parametrize("field", [each.name for each in fields(Pharmacy)])
def test_no_field_of_the_pharmacy_is_without_end(counter: Counter, field: str) -> None:
    seen = settings.pharmacy()
    with pytest.raises(TooLong):
        pharmacy.change(replace(seen, **{field: LONG}), seen=seen, by=by_staff(counter.staff))


OTHERS: dict[str, Callable[[Counter], object]] = {
    "a payment's reference": lambda counter: _pay(counter, reference=LONG),
    "a payment's note": lambda counter: _pay(counter, note=LONG),
    "a category's name": lambda counter: categories.create(
        CategoryFields(name=LONG), by=by_staff(counter.staff)
    ),
    "an entry of a list": lambda counter: references.create(
        ReferenceKind.COURIER, ReferenceFields(LONG), by=by_staff(counter.staff)
    ),
    "a courier's phone": lambda counter: references.create(
        ReferenceKind.COURIER, ReferenceFields("Karim", LONG), by=by_staff(counter.staff)
    ),
    "an organism's name": lambda counter: organisms.create(OrganismFields(LONG), by=by_staff(counter.staff)),
    "a product's name": lambda counter: _product(counter, name=LONG),
    "a product's code": lambda counter: _product(counter, code=LONG),
    "a product's bar code": lambda counter: _product(counter, bar_code=LONG),
    "a text to many": lambda counter: preflight.draw(Order(Goal.BALANCE_REMINDER, LONG)),
    "a template": lambda counter: rendering.checked(LONG),
    "a new code": lambda counter: codes.check_code(LONG),
    "a draft": lambda counter: drafts.keep(counter.staff, "sale", "1", {"x": LONG * 100}),
    "the key of a request": lambda counter: clients.create(
        ClientFields(last_name="Tazi"), by=by_staff(counter.staff, LONG)
    ),
    "the first start": lambda counter: first_start.establish(
        Pharmacy(name=LONG), "Sara", "1234", by=By(FOUNDING, new_key())
    ),
}


@pytest.mark.parametrize("what", OTHERS)
def test_nothing_else_is_without_end(counter: Counter, what: str) -> None:
    with pytest.raises(TooLong):
        OTHERS[what](counter)


def _pay(counter: Counter, **texts: Any) -> object:
    order = DebtPayment(counter.client(), PaymentMode.CASH, Centimes(100), keep_change=True, **texts)
    return payments.pay_debt(order, by=by_staff(counter.staff))


def _product(counter: Counter, **texts: Any) -> object:
    known: ProductFields = product_editing.fields_of(counter.product(100))
    values = replace(known, **({"code": "NEW1"} | texts))
    return product_editing.create(values, by=by_staff(counter.staff))


def test_a_code_without_end_fits_nobody_and_is_not_hashed(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "hasher", lambda: pytest.fail("looked at"))
    assert not codes.fits(LONG, "$argon2id$")


def test_a_search_without_end_finds_nobody_at_once(counter: Counter) -> None:
    counter.client("9" * 200, "Zoé")
    assert [row.last_name for row in ClientListing("9" * limit_of("search")).read(2)] == ["9" * 200]
    assert ClientListing(LONG).count() == 0
    assert ClientListing("9 " * 5000).count() == 0


def test_a_folder_without_end_is_not_remembered(counter: Counter) -> None:
    preferences.remember(counter.staff, "folder", LONG)
    assert preferences.preferred(counter.staff, "folder") == ""


def test_a_name_without_end_logs_nobody_in(counter: Counter) -> None:
    with pytest.raises(Refused):
        staff.log_in(LONG, LONG)
