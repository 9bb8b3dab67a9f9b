"""The names of what is known of a client as a company, and how its numbers are written."""

from collections.abc import Mapping

from locales import N_

FLAGS: Mapping[str, str] = {
    "professional": N_("Professional"),
    "tax_exclusive": N_("Billed without VAT"),
    "vat_exempt": N_("VAT exempt"),
    "alcohol_tax_exempt": N_("Alcohol tax exempt"),
    "no_price_breaks": N_("No price breaks"),
    "anonymous_account": N_("Anonymous account"),
}
CHOICES: Mapping[str, str] = {
    "payment_mode": N_("Payment mode"),
    "payment_terms": N_("Payment terms"),
    "shipping_terms": N_("Shipping terms"),
    "representative": N_("Representative"),
    "courier": N_("Courier"),
}
NUMBERS: Mapping[str, str] = {
    "siren": "SIREN",
    "siret": "SIRET",
    "naf": "NAF",
    "vat_number": N_("VAT number"),
    "ice": "ICE",
    "tax_number": "IF",
    "trade_register": "RC",
    "business_tax": N_("Business tax"),
}
BANK: Mapping[str, str] = {
    "rib": "RIB",
    "iban": "IBAN",
    "bic": "BIC",
    "bank_name": N_("Bank"),
    "account_holder": N_("Account holder"),
}
ACCOUNT_CODE = N_("Account code")
"""Message ids by the fields of a client; legal abbreviations are not translated."""

_GROUPS = {"siren": (3, 3, 3), "siret": (3, 3, 3, 5), "rib": (3, 3, 16, 2), "iban": (4,) * 9}


def number(field: str, kept: str) -> str:
    """A number as it is usually written: `732 829 320`. What is not grouped stays as it is kept."""
    groups, start = [], 0
    for size in _GROUPS.get(field, ()):
        groups.append(kept[start : start + size])
        start += size
    return " ".join(filter(None, (*groups, kept[start:])))
