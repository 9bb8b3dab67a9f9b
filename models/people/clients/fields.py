"""The fields of a client as a person types them, and what each may hold."""

import dataclasses
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, ClassVar

from models.custom_fields.values import CustomValues
from models.people import postal
from models.people.clients.table import ClientKind
from models.people.companies import bank, numbers
from models.people.phones import to_e164
from models.refusals import N_, Missing, Refused, check_size
from models.store import clock
from models.store.text import check_email, check_text
from models.values import Centimes, PaymentMode


@dataclass(frozen=True, slots=True)
class ClientFields:
    """The fields of a client as a person types them. Phones in any local notation; stored as E.164.

    `ceiling` None means the pharmacy's default; 0 means no credit at all (credit-ceiling).
    """

    last_name: str = ""
    first_name: str = ""
    title: str = ""
    kind: ClientKind = ClientKind.REGULAR
    code: str = ""
    mobile: str = ""
    work_phone: str = ""
    home_phone: str = ""
    email: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    organism: int | None = None
    registration_number: str = ""
    affiliation_number: str = ""
    share_balance: bool = False
    share_points: bool = False
    share_history: bool = False
    ceiling: Centimes | None = None
    alert: str = ""
    info: str = ""
    blocked: bool = False
    birth_date: date | None = None
    professional: bool = False
    vat_exempt: bool = False
    tax_exclusive: bool = False
    no_price_breaks: bool = False
    alcohol_tax_exempt: bool = False
    account_code: str = ""
    anonymous_account: bool = False
    payment_mode: PaymentMode | None = None
    payment_terms: int | None = None
    shipping_terms: int | None = None
    representative: int | None = None
    courier: int | None = None
    price_list: int | None = None
    uses_price_list: bool = False
    cross_discount: int | None = None
    siren: str = ""
    siret: str = ""
    naf: str = ""
    vat_number: str = ""
    ice: str = ""
    tax_number: str = ""
    trade_register: str = ""
    business_tax: str = ""
    rib: str = ""
    iban: str = ""
    bic: str = ""
    bank_name: str = ""
    account_holder: str = ""
    category: int | None = None
    province: str = ""
    country: str = ""
    custom: CustomValues = dataclasses.field(default_factory=dict)


EMPTY: dict[str, Any] = asdict(ClientFields())
"""The value of each field in which nothing is typed."""


@dataclass
class NotACeiling(Refused):
    """The ceiling is below 0."""

    field: ClassVar[str] = "ceiling"
    sentence: ClassVar[str] = N_("A ceiling is 0 or more.")


@dataclass
class NotABirthDate(Refused):
    """Nobody was born on that day: it is still to come, or before 1900."""

    day: date
    field: ClassVar[str] = "birth_date"
    sentence: ClassVar[str] = N_("{day} is no birth date: it lies between 1900 and today.")


@dataclass
class NoUsualMode(Refused):
    """An avoir is used when there is one; it is no way to pay that can be agreed on."""

    field: ClassVar[str] = "payment_mode"
    sentence: ClassVar[str] = N_("An avoir cannot be the usual way to pay.")


Check = Callable[[ClientFields], ClientFields]
"""What some fields may hold: takes them trimmed, and returns them in their standard form, or raises the
refusal of the field that is wrong.
"""


def checked(values: ClientFields) -> ClientFields:
    """The values trimmed, phones as E.164. Raises the refusal of the first wrong field."""
    texts: dict[str, Any] = {
        field.name: check_text(field.name, getattr(values, field.name))
        for field in fields(values)
        if field.type is str
    }
    clean = replace(values, **texts)
    for check in _CHECKS:
        clean = check(clean)
    return clean


def faults(values: ClientFields) -> dict[str, Refused]:
    """The refusal of every wrong field, by name, for a form that shows all of them."""
    found: dict[str, Refused] = {}
    for field in fields(values):
        alone = ClientFields(last_name="x")
        try:
            checked(replace(alone, **{field.name: getattr(values, field.name)}))
        except Refused as refused:
            found[field.name] = refused
    if not found:
        try:
            checked(values)
        except Refused as refused:  # Two fields that do not agree: it names one of them.
            found[getattr(refused, "field", "")] = refused
    return found


def _check_name(clean: ClientFields) -> ClientFields:
    if not any(letter.isprintable() and letter != " " for letter in clean.last_name):
        raise Missing("last_name")
    return replace(clean, code=clean.code.upper())


def _check_ceiling(clean: ClientFields) -> ClientFields:
    if clean.ceiling is not None:
        check_size(clean.ceiling)
        if clean.ceiling < 0:
            raise NotACeiling
    return clean


def _check_contact(clean: ClientFields) -> ClientFields:
    phones: dict[str, Any] = {
        name: to_e164(getattr(clean, name), name) for name in ("mobile", "work_phone", "home_phone")
    }
    return replace(clean, **phones, email=check_email(clean.email))


def _check_birth(clean: ClientFields) -> ClientFields:
    check_birth_date(clean.birth_date)
    return clean


def check_birth_date(day: date | None) -> None:
    """Raises `NotABirthDate`."""
    if day is not None and not _FIRST_BIRTH <= day <= clock.today():
        raise NotABirthDate(day)


def _check_payment_mode(clean: ClientFields) -> ClientFields:
    if clean.payment_mode is PaymentMode.CREDIT:
        raise NoUsualMode
    return clean


def _check_company(clean: ClientFields) -> ClientFields:
    kept: dict[str, Any] = {name: numbers.check(name, getattr(clean, name)) for name in numbers.NAMES}
    numbers.agree(siren=kept["siren"], siret=kept["siret"], vat_number=kept["vat_number"])
    return replace(clean, **kept)


def _check_bank(clean: ClientFields) -> ClientFields:
    kept: dict[str, Any] = {name: bank.check(name, getattr(clean, name)) for name in bank.NAMES}
    bank.agree(rib=kept["rib"], iban=kept["iban"])
    return replace(clean, **kept)


def _check_address(clean: ClientFields) -> ClientFields:
    country = postal.spelt(clean.country)
    return replace(clean, country=country, postal_code=postal.postcode(clean.postal_code, country))


_FIRST_BIRTH = date(1900, 1, 1)
_CHECKS: tuple[Check, ...] = (
    _check_name,
    _check_ceiling,
    _check_contact,
    _check_birth,
    _check_address,
    _check_payment_mode,
    _check_company,
    _check_bank,
)
