"""Which invoices carry their XML (Factur-X), and what one lacks for it (EN 16931, and the French rules
BR-FR-…).

Only a pharmacy in France may choose it, and only invoices to professionals have it. It is settled when an
invoice is issued, and kept with it (`terms`), as a reprint is the same bytes. An invoice that lacks something
is issued as a paper like any other; what it lacks is known before.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.money.ledger.accounts import OperationKind
from models.money.ledger.postings import Operation
from models.people import postal
from models.people.companies.numbers import siren_of
from models.people.postal import PostalForm
from models.pharmacy import choices
from models.requests.by import By
from models.requests.rights import Right
from models.requests.verb import verb
from models.store import settings
from models.trade.catalogue.table import Product, ProductKind
from models.trade.invoices.table import corrected_by
from models.trade.returns.table import ReturnLine
from models.trade.sales.table import SaleLine

VERB = "factur_x.choose"
_SETTING = "invoices.factur_x"
FRANCE = PostalForm.FRANCE.value
FRENCH_RATES = frozenset((0, 90, 105, 175, 210, 550, 700, 850, 920, 960, 1000, 1300, 1960, 2000, 2060))
"""In hundredths of a percent: those that BR-FR-16 allows."""
VAT_SCHEMES: Mapping[str, str] = dict(
    pair.split()
    for pair in (
        *("AT 9914", "BE 9925", "BG 9926", "CY 9928", "CZ 9929", "DE 9930", "EE 9931", "ES 9920", "GR 9933"),
        *("HR 9934", "HU 9910", "IE 9935", "IT 0211", "LT 9937", "LU 9938", "LV 9939", "MT 9943", "NL 9944"),
        *("PL 9945", "PT 9946", "RO 9947", "SI 9949", "SK 9950"),
    )
)
"""Other countries of the European Union by the scheme of their VAT numbers as electronic addresses (EAS)."""


class Nature(StrEnum):
    """What is sold: the first letter of the *cadre de facturation* (BT-23)."""

    GOODS = "B"
    SERVICES = "S"
    BOTH = "M"


class Lack(StrEnum):
    """What an invoice lacks to carry its XML."""

    PHARMACY_SIRET = "pharmacy_siret"
    PHARMACY_VAT = "pharmacy_vat"
    PHARMACY_ADDRESS = "pharmacy_address"
    CLIENT_SIREN = "client_siren"
    CLIENT_VAT = "client_vat"
    CLIENT_ADDRESS = "client_address"
    CLIENT_COUNTRY = "client_country"
    RATE = "rate"
    CORRECTED = "corrected"
    """A credit note names the invoice that it corrects (BR-FR-CO-05)."""


@dataclass(frozen=True, slots=True)
class Company:
    """A party of an invoice as the XML needs it."""

    street: str
    postal_code: str
    city: str
    country: str
    siren: str
    siret: str
    vat_number: str


def in_use() -> bool:
    """Whether this pharmacy is in France and chose it."""
    return chosen() and postal.home() is PostalForm.FRANCE


def chosen() -> bool:
    """The setting."""
    return bool(settings.get(_SETTING))


@verb(VERB, Right.CHANGE_SETTINGS)
def choose(new: bool, *, seen: bool, by: By) -> None:
    """Saves the setting, if it differs from `seen` (optimistic locking); for what is issued from now on.
    Raises `ChangedMeanwhile`.
    """
    choices.change({_SETTING: "1" if new else ""}, {_SETTING: "1" if seen else ""}, by=by)


def company(party: Mapping[str, Any]) -> Company:
    """A party of an invoice from the JSON it is frozen in."""
    place, ids = party.get("place", {}), party.get("ids", {})
    siret = ids.get("siret", "")
    return Company(
        **{name: place.get(name, "") for name in ("street", "postal_code", "city", "country")},
        siren=ids.get("siren", "") or siren_of(siret),
        siret=siret,
        vat_number=ids.get("vat_number", ""),
    )


def of_pharmacy(pharmacy: Mapping[str, Any]) -> list[Lack]:
    """What the pharmacy itself lacks."""
    own = company(pharmacy)
    complete = own.street and own.postal_code and own.city
    return [
        lack
        for lack, there in (
            (Lack.PHARMACY_SIRET, own.siret),
            (Lack.PHARMACY_VAT, own.vat_number),
            (Lack.PHARMACY_ADDRESS, complete),
        )
        if not there
    ]


def of_client(client: Mapping[str, Any]) -> list[Lack]:
    """What the client lacks: in France their SIREN, elsewhere in the European Union their VAT number. Nobody
    else has an electronic address that the rules know.
    """
    own = company(client)
    if own.country == FRANCE:
        known = {Lack.CLIENT_SIREN: own.siren, Lack.CLIENT_ADDRESS: own.postal_code and own.city}
    elif own.country in VAT_SCHEMES:
        known = {Lack.CLIENT_VAT: own.vat_number, Lack.CLIENT_ADDRESS: own.city}
    else:
        return [Lack.CLIENT_COUNTRY]
    return [lack for lack, there in known.items() if not there]


def lacks(operation: Operation, parties: Mapping[str, Any]) -> list[Lack]:
    """What the invoice of a sale, or the credit note of a return, lacks."""
    found = [*of_pharmacy(parties["pharmacy"]), *of_client(parties["client"])]
    if not FRENCH_RATES.issuperset(_rates(operation)):
        found.append(Lack.RATE)
    if operation.kind is OperationKind.RETURN and corrected_by(operation) is None:
        found.append(Lack.CORRECTED)
    return found


def carried(operation: Operation, parties: Mapping[str, Any]) -> Nature | None:
    """What the XML of an invoice to a professional says was sold; None if the invoice carries none."""
    return _nature(operation) if in_use() and not lacks(operation, parties) else None


def _nature(operation: Operation) -> Nature:
    """As its products are at present."""
    kinds = {kind for (kind,) in _lines(operation).select(Product.kind).distinct().tuples()}
    if ProductKind.SERVICE not in kinds:
        return Nature.GOODS
    return Nature.SERVICES if len(kinds) == 1 else Nature.BOTH


def _rates(operation: Operation) -> Collection[int]:
    return {rate for (rate,) in _lines(operation).select(SaleLine.vat_rate).distinct().tuples()}


def _lines(operation: Operation) -> Any:
    """The lines of a sale with their products, or those of which something came back."""
    lines = SaleLine.select().join(Product)
    if operation.kind is OperationKind.RETURN:
        back = ReturnLine.select(ReturnLine.sale_line).where(ReturnLine.document == operation)
        return lines.where(SaleLine.id.in_(back))
    return lines.where(SaleLine.sale == operation)
