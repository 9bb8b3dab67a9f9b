"""The names of the ledger's values, for screens and paper."""

from datetime import date

from locales import N_, _, formats, ngettext
from models.values import Centimes

_OPERATIONS = {
    "opening": N_("Balance brought in"),
    "sale": N_("Sale"),
    "payment": N_("Payment"),
    "discount": N_("Discount"),
    "advance": N_("Advance"),
    "adjustment": N_("Adjustment"),
    "reversal": N_("Cancellation"),
    "return": N_("Return"),
    "refund": N_("Refund"),
    "credit_note": N_("Goodwill credit"),
    "billing": N_("Billed to organism"),
}
_DOCUMENTS = {
    "quote": N_("Quote"),
    "delivery_note": N_("Delivery note"),
    "pro_forma": N_("Pro forma"),
    "preparation": N_("Preparation"),
    "order": N_("Order"),
}
_MODES = {
    "cash": N_("Cash"),
    "card": N_("Card"),
    "cheque": N_("Cheque"),
    "transfer": N_("Transfer"),
    "credit": N_("In credit"),
}
_CLIENTS = {
    "regular": N_("Regular"),
    "passing": N_("Passing"),
    "pharmacy": N_("Pharmacy"),
}

_DAYS_TO_COUNT, _MONTHS_TO_COUNT = 2, 24
"""The most months shown as days, and the most shown as months."""


def client_kind(kind: str) -> str:
    """The name of a kind of client."""
    return _(_CLIENTS[kind])


def operation(kind: str) -> str:
    """The name of a kind of operation."""
    return _(_OPERATIONS[kind])


def document(kind: str) -> str:
    """The name of a kind of document that promises something."""
    return _(_DOCUMENTS[kind])


def mode(way: str) -> str:
    """The name of a way to pay, or of the till account it moves."""
    return _(_MODES[way])


def quoted(text: str) -> str:
    """A typed text in the quotation marks of the language."""
    return _("“{text}”").format(text=text)


def side(balance: Centimes) -> str:
    """`Doit` or `Avoir`, nothing for 0: a balance is shown by a word, not by colour
    alone (list-balance-colour).
    """
    if not balance:
        return ""
    return _("Owes") if balance > 0 else _("In credit")


def balance(centimes: Centimes) -> str:
    """Doit 1 250,00 — Avoir 50,00 — Soldé: no sign to understand."""
    return f"{side(centimes)} {formats.amount(abs(centimes))}" if centimes else _("Settled")


def ago(day: date, today: date) -> str:
    """How long ago a day was, in whole units: il y a 45 jours, il y a 5 mois, il y a 3 ans."""
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if months >= _MONTHS_TO_COUNT:
        years = months // 12
        return ngettext("{count} year ago", "{count} years ago", years).format(count=years)
    if months >= _DAYS_TO_COUNT:
        return ngettext("{count} month ago", "{count} months ago", months).format(count=months)
    days = (today - day).days
    return ngettext("{count} day ago", "{count} days ago", days).format(count=days)


def difference(centimes: Centimes) -> str:
    """The difference between count and expectation: Manque 5,00 — Excédent 5,00 — Juste."""
    if not centimes:
        return _("Exact")
    sentence = _("Short {amount}") if centimes < 0 else _("Over {amount}")
    # A no-break space keeps the word and its amount on one line.
    return sentence.format(amount=formats.amount(abs(centimes))).replace(" ", formats.SPACE)


def amount(centimes: Centimes) -> str:
    """An amount in a list; a dimmed dash for 0."""
    return formats.amount(centimes) if centimes else "–"
