"""Balances and the currency in words, for paper, where it is shown."""

from locales import N_, _, formats
from locales.words import currency
from locales.words import ledger as words
from models.pharmacy.currency import Currency, currency_in
from models.trade.prices.amounts import VatBasis
from models.values import Centimes


def balance(centimes: Centimes, country: str | None = None) -> str:
    """Doit 1 250,00 DH, Avoir 50,00 DH, or Soldé: no sign to understand. `country` as in
    `locales.words.currency`.
    """
    said = words.balance(centimes)
    return f"{said}{formats.SPACE}{currency.sign(country)}" if centimes else said


_UNITS = {
    Currency.EURO: {
        VatBasis.INCLUDED: N_("Amounts in euros (€), VAT included"),
        VatBasis.ADDED: N_("Amounts in euros (€), without VAT"),
        VatBasis.EXEMPT: N_("Amounts in euros (€), exempt from VAT"),
    },
    Currency.DIRHAM: {
        VatBasis.INCLUDED: N_("Amounts in dirhams (DH), VAT included"),
        VatBasis.ADDED: N_("Amounts in dirhams (DH), without VAT"),
        VatBasis.EXEMPT: N_("Amounts in dirhams (DH), exempt from VAT"),
    },
}


def unit(country: str, basis: VatBasis) -> str:
    """In what the amounts of a paper are, by the country of its pharmacy (ISO 3166-1 alpha-2), and whether
    VAT is in them.
    """
    return _(_UNITS[currency_in(country)][basis])


def running_balance(centimes: Centimes) -> str:
    """The same in a column headed with what is owed, where only the unusual case needs a word."""
    if centimes >= 0:
        return formats.amount(centimes)
    return _("Credit {amount}").format(amount=formats.amount(-centimes))
