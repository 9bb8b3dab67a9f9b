"""What the ledger's values are called on paper."""

from locales import N_, _, formats
from models.values import Centimes

_KINDS = {
    "opening": N_("Balance brought in"),
    "sale": N_("Sale"),
    "return": N_("Return"),
    "payment": N_("Payment"),
    "discount": N_("Discount"),
    "advance": N_("Advance"),
    "credit_note": N_("Credit note"),
    "adjustment": N_("Adjustment"),
    "reversal": N_("Cancellation"),
}


def operation(kind: str) -> str:
    """The name of a kind of operation; one that is not known here yet still has its own."""
    return _(_KINDS[kind]) if kind in _KINDS else kind.replace("_", " ").capitalize()


def balance(centimes: Centimes) -> str:
    """Doit 1 250,00 DH, Avoir 50,00 DH, or Soldé: never a sign to be understood."""
    if centimes == 0:
        return _("Settled")
    sentence = _("Owes {amount} DH") if centimes > 0 else _("In credit {amount} DH")
    return sentence.format(amount=formats.amount(abs(centimes)))


def running_balance(centimes: Centimes) -> str:
    """The same in a column headed with what is owed, where the unusual case alone is said in a word."""
    if centimes >= 0:
        return formats.amount(centimes)
    return _("Credit {amount}").format(amount=formats.amount(-centimes))
