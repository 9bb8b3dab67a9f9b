"""How a balance is said on paper, where the currency is said beside it."""

from locales import _, formats
from locales.words import ledger as words
from models.values import Centimes


def balance(centimes: Centimes) -> str:
    """Doit 1 250,00 DH, Avoir 50,00 DH, or Soldé: never a sign to be understood."""
    return f"{words.balance(centimes)}{formats.SPACE}DH" if centimes else words.balance(centimes)


def running_balance(centimes: Centimes) -> str:
    """The same in a column headed with what is owed, where the unusual case alone is said in a word."""
    if centimes >= 0:
        return formats.amount(centimes)
    return _("Credit {amount}").format(amount=formats.amount(-centimes))
