"""Balances and the currency in words, for paper, where it is shown."""

from locales import _, formats
from locales.words import ledger as words
from models.people.postal import PostalForm
from models.values import Centimes


def balance(centimes: Centimes) -> str:
    """Doit 1 250,00 DH, Avoir 50,00 DH, or Soldé: no sign to understand."""
    return f"{words.balance(centimes)}{formats.SPACE}DH" if centimes else words.balance(centimes)


def unit(country: str) -> str:
    """In what the amounts of a paper are, by the country of its pharmacy (ISO 3166-1 alpha-2)."""
    if country == PostalForm.FRANCE:
        return _("Amounts in euros (€), VAT included")
    return _("Amounts in dirhams (DH), VAT included")


def running_balance(centimes: Centimes) -> str:
    """The same in a column headed with what is owed, where only the unusual case needs a word."""
    if centimes >= 0:
        return formats.amount(centimes)
    return _("Credit {amount}").format(amount=formats.amount(-centimes))
