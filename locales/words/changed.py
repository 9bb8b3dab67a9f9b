"""The fields that requests changed, in words: what each is called, and its values as people write them.

Those of a client's fiche are in the editor; these are all others.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from locales import N_, _, formats
from locales.words import cards, categories, features, ledger, tariffs
from locales.words.searching import FIELDS as SEARCHED
from models.appointments import times
from models.people.categories.table import CategoryColour
from models.pharmacy.cards import Says, Symbol
from models.pharmacy.features import Feature
from models.pharmacy.parties import PHARMACY_IDENTIFIERS
from models.store.search.by_field import SearchIn
from models.trade.catalogue.table import ProductKind
from models.values import Centimes, Thousandths

NOTHING = "–"

_LABELS: Mapping[str, str] = {
    "active": N_("In use"),
    "alcohol_degree": tariffs.OF_PRODUCTS["alcohol_degree"],
    "alcohol_volume": tariffs.OF_PRODUCTS["alcohol_volume"],
    "address": N_("Address"),
    "amount": N_("Amount"),
    "bar_code": N_("Bar code"),
    "birth_date": N_("Birth date"),
    "body": N_("Text"),
    "by_category": N_("Default discount"),
    "category": N_("Category"),
    "city": N_("City"),
    "client": N_("Client"),
    "code": N_("Code"),
    "colour": N_("Colour"),
    "contact": N_("Contact"),
    "country": N_("Country"),
    "day": N_("Day"),
    "days": N_("Days"),
    "discount": N_("Discount"),
    "discount_forbidden": N_("No discount"),
    "email": N_("E-mail"),
    "end_of_month": N_("End of month"),
    "first_name": N_("First name"),
    "fractional": N_("In parts"),
    "hold_lock": N_("Hold lock"),
    "kind": N_("Type"),
    "last_name": N_("Last name"),
    "may": N_("Allowed"),
    "minutes": N_("Duration"),
    "mobile": N_("Mobile"),
    "name": N_("Name"),
    "note": N_("Note"),
    "permanent": N_("Default discount"),
    "phone": N_("Phone"),
    "position": N_("Place in the list"),
    "postal_code": N_("Postcode"),
    "price": N_("Price"),
    "price_list": tariffs.OF_CLIENTS["price_list"],
    "province": N_("Province"),
    "rate": N_("Rate"),
    "regulated": N_("Regulated"),
    "relation": N_("Relation"),
    "role": N_("Role"),
    "searchable": N_("Searchable"),
    "since": N_("Holds from"),
    "site": N_("Site"),
    "staff": N_("Received by"),
    "start": N_("Hour"),
    "subject": N_("Subject"),
    "successor": N_("Successor"),
    "until": N_("Holds until"),
    "valid_from": N_("Chosen from"),
    "valid_until": N_("Chosen until"),
    "vat": N_("VAT"),
    "with_vat": N_("Prices with VAT"),
    "writes_sheets": N_("Author of technical sheets"),
}
_SETTINGS: Mapping[str, str] = {
    "appointment_reminders.days": N_("Days before"),
    "card.photo": cards.PHOTO_TITLE,
    "card.says": cards.SAYS_TITLE,
    "card.symbol": cards.SYMBOL_TITLE,
    "clients.search_in": N_("Search in"),
    "default_ceiling": N_("Default ceiling"),
    "directory.asked": N_("Look up"),
    "directory.url": N_("Address"),
    "invoices.factur_x": N_("Factur-X for professionals"),
    "invoices.mentions": N_("Mentions on invoices"),
    "papers.exemption": N_("VAT exemption"),
    "payment_modes.order": N_("Order of the payment modes"),
    "pharmacy.address": N_("Address"),
    "pharmacy.city": N_("City"),
    "pharmacy.name": N_("Name"),
    "pharmacy.phone": N_("Phone"),
    "pharmacy.postal_code": N_("Postcode"),
    "pharmacy.time_zone": N_("Time zone"),
    **{f"pharmacy.{name}": label for name, label in PHARMACY_IDENTIFIERS.items()},
}
_OF_SENDING: Mapping[str, str] = {
    "longest": N_("Characters"),
    "opens": N_("Beginning"),
    "closes": N_("End"),
    "per_second": N_("Per second"),
    "gateway": N_("Gateway"),
    "sender": N_("Sender"),
    "port": N_("Receipts on port"),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def label(field: str) -> str:
    """What a field or a setting is called."""
    if field in _SETTINGS:
        return _(_SETTINGS[field])
    beginning, _point, rest = field.partition(".")
    if rest and beginning in _GROUPS:
        return _GROUPS[beginning](rest)
    name = _LABELS.get(beginning) or _OF_SENDING.get(rest.rpartition(".")[2])
    return _(name) if name else field


def _feature(name: str) -> str:
    return features.feature_name(Feature(name)) if name in set(Feature) else name


def _break(quantity: str) -> str:
    return _("Price from {quantity} on").format(quantity=formats.quantity(Thousandths(int(quantity))))


def _programmable(name: str) -> str:
    what, _line, key = name.rpartition("_")
    return _("Key {key}, name").format(key=key) if what == "name" else _("Key {key}, does").format(key=key)


_GROUPS: Mapping[str, Callable[[str], str]] = {
    "breaks": _break,
    "feature": _feature,
    "tab_key": lambda digit: _("Digit {digit}").format(digit=digit),
    "programmable_key": _programmable,
    "payment_mode": ledger.mode,
    "number_prefix": lambda series: _("Prefix {prefix}").format(prefix=series),
}
"""Settings that there is one of for each feature, digit, mode …: what stands after the point is theirs."""


def value(field: str, of: Any) -> str:
    """A value as people write it; a dash where there is none."""
    if of is None or of == "":
        return NOTHING
    if isinstance(of, bool):
        return _("yes") if of else _("no")
    beginning = field.partition(".")[0]
    if beginning in _AMOUNTS:
        return formats.amount(Centimes(int(of)))
    if beginning in _RATES:
        return formats.percent(int(of))
    if beginning in _SWITCHES:
        return _SWITCHED.get(of, lambda: str(of))()
    if field.endswith("phone") or field == "mobile":
        return formats.phone(of)
    if field in _CHOICES:
        return _CHOICES[field](of)
    if isinstance(of, list):
        return ", ".join(map(str, of))
    return formats.day(date.fromisoformat(of)) if isinstance(of, str) and _DAY.fullmatch(of) else str(of)


_AMOUNTS = frozenset({"amount", "breaks", "price", "default_ceiling"})
_RATES = frozenset({"alcohol_degree", "rate", "discount", "permanent", "by_category"})
_SWITCHES = frozenset({"feature", "payment_mode", "required", "directory"})
_SWITCHED: Mapping[str, Callable[[], str]] = {
    "on": lambda: _("yes"),
    "1": lambda: _("yes"),
    "off": lambda: _("no"),
    "required": lambda: _("required"),
    "once": lambda: _("asked once"),
}
_CHOICES: Mapping[str, Callable[[Any], str]] = {
    "alcohol_volume": lambda of: _("{count} ml").format(count=of),
    "kind": lambda of: tariffs.product_kind(ProductKind(of)) if of in set(ProductKind) else str(of),
    "start": lambda of: formats.hour(times.hour(int(of))),
    "minutes": lambda of: _("{count} min").format(count=of),
    "colour": lambda of: categories.colour(CategoryColour(of)),
    "card.photo": lambda _of: _("yes"),
    "card.says": lambda of: _(cards.SAYS[Says(of)]),
    "card.symbol": lambda of: _(cards.SYMBOLS[Symbol(of)]),
    "clients.search_in": lambda of: _(SEARCHED[SearchIn(of)]),
}
