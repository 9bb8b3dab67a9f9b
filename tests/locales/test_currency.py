"""What amounts are in: on screens and in messages by the country of the pharmacy, on a paper by the country
that it was issued in.
"""

from collections.abc import Iterator

import pytest

import locales
from locales.words import currency
from models.outbox.templates import rendering
from models.store import clock
from models.values import Centimes
from printing.page import words

SUM = Centimes(1_250)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    before = locales.language()
    locales.speak("en")
    yield
    locales.speak(before)
    clock.use_zone("")


@pytest.mark.parametrize(
    ("zone", "shown", "sent"),
    [
        ("Africa/Casablanca", "12.50 DH", "12,50 DH"),
        ("Europe/Paris", "12.50 €", "12,50 EUR"),
        ("Indian/Reunion", "12.50 €", "12,50 EUR"),
    ],
)
def test_amounts_are_in_the_currency_of_the_country(zone: str, shown: str, sent: str):
    clock.use_zone(zone)
    assert (currency.amount(SUM), rendering.amount(SUM)) == (shown, sent)
    assert words.balance(SUM).endswith(shown[-1])


@pytest.mark.parametrize("zone", ["Africa/Casablanca", "Europe/Paris"])
def test_inv_44_an_issued_paper_keeps_its_own(zone: str):
    clock.use_zone(zone)
    for country, sign in (("", "DH"), ("MA", "DH"), ("FR", "€")):
        assert words.balance(SUM, country).endswith(sign)
        assert f"({sign})" in currency.heading(country)
