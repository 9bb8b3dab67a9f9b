"""Quotes, preparations and orders, read back from the paper. In English where a word's French may change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

import locales
from models.trade.documents.delivery import Place
from models.trade.documents.detail import DocumentPaper
from models.trade.documents.listing import DocumentRow
from models.trade.documents.table import DocumentKind, DocumentState
from models.trade.sales.detail import SoldLine
from models.trade.sales.vat_shares import vat_shares
from models.values import ZERO, Centimes
from printing.papers import document
from tests.printing.conftest import CLIENT, PHARMACY

TextOf = Callable[[bytes], list[str]]
AT = datetime(2026, 11, 12, 10, 30, tzinfo=UTC)
QUOTE, ORDER = DocumentKind.QUOTE, DocumentKind.ORDER


@pytest.fixture(autouse=True)
def in_english(in_french: None) -> None:
    locales.speak("en")


def paper(
    kind: DocumentKind = QUOTE,
    state: DocumentState = DocumentState.OPEN,
    creams: int = 1,
    label: str = "Crème",
) -> DocumentPaper:
    """Creams at 108,00 (VAT 20 %) and a medicine at 20,00 (exempt)."""
    cream = SoldLine(label, 1000, Centimes(12_000), 1_000, 2_000, Centimes(10_800))
    medicine = SoldLine("Paracétamol", 2000, Centimes(1_000), 0, 0, Centimes(2_000))
    lines = (*[cream] * creams, medicine)
    row = DocumentRow(
        id=1,
        client=1,
        kind=kind,
        number="D-2026-00007",
        day=date(2026, 11, 12),
        until=date(2026, 12, 12),
        total=sum((line.amount for line in lines), ZERO),
        state=state,
        contact="Son fils",
        note="",
        author="S. Amrani",
        entered=AT,
        sale="",
        beside="D-2026-00001" if kind is ORDER else "",
        origin=QUOTE if kind is ORDER else None,
    )
    return DocumentPaper(row, PHARMACY, CLIENT, lines, tuple(vat_shares(lines)))


def test_a_quote_shows_until_when_it_is_valid_its_lines_and_the_vat(text_of: TextOf) -> None:
    (page,) = text_of(document.render(paper()))
    for words in (
        "Quote D-2026-00007",
        "Valid until 12/12/2026",
        "Contact Son fils",
        "Crème 20% 1 120.00 10% 108.00",
        "Paracétamol 0% 2 10.00 20.00",
        "Total with VAT 128.00",
        "VAT 20% 90.00 18.00 108.00",
        "Total 110.00 18.00 128.00",
        "Agreed, date and signature:",
        "ICE 001526374000085",
    ):
        assert words in page, words
    assert "not valid" not in page


def test_an_order_says_for_when_and_of_which_quote_and_asks_no_signature(text_of: TextOf) -> None:
    (page,) = text_of(document.render(paper(ORDER)))
    assert "Wanted for 12/12/2026" in page
    assert "Of quote D-2026-00001" in page
    assert "signature" not in page


def test_what_was_given_up_says_that_it_is_not_valid(text_of: TextOf) -> None:
    (page,) = text_of(document.render(paper(state=DocumentState.REFUSED)))
    assert "not valid" in page


def test_a_long_one_carries_its_total_from_page_to_page(text_of: TextOf) -> None:
    pages = text_of(document.render(paper(creams=90)))
    assert len(pages) > 2
    for before, after in pairwise(pages):
        carried = before.rpartition("Carried forward ")[2].split(" ")[0]
        assert f"Brought forward {carried}" in after
    assert "Total with VAT 9,740.00" in pages[-1]


def test_no_label_breaks_the_page_and_a_reprint_is_the_same_bytes(text_of: TextOf) -> None:
    for label in ("<b>&amp;{{ 1 }}", "\x1b]52;c;QUJD\x07", "x" * 300):
        drawn = document.render(paper(label=label))
        (page,) = text_of(drawn)
        assert "Total with VAT 128.00" in page
        assert "\x1b" not in page
    assert drawn == document.render(paper(label=label))
    assert document.file_name(paper()) == "quote-D-2026-00007-Jean-MARTINEZ.pdf"


def test_the_numbers_of_a_company_stand_below_its_address_and_never_over_the_table(text_of: TextOf) -> None:
    numbers = (
        ("ICE", "001561191000066"),
        ("IF", "40123456"),
        ("RC", "12345 Casablanca"),
        ("SIRET", "7" * 14),
    )
    lines = ("Immeuble Al Amal", "8, rue Ibn Batouta", "Étage 3", "Bureau 12", "20000 Casablanca")
    (page,) = text_of(
        document.render(replace(paper(), client=replace(CLIENT, address=lines, company=numbers)))
    )
    below = page.split("Étage 3")[1]
    assert "Bureau 12, 20000 Casablanca" in below, "what has no line of its own is joined, not left out"
    assert "ICE 001561191000066 · IF 40123456 · RC 12345" in below
    assert "SIRET 77777777777777" in below


def test_a_delivery_note_says_where_to_whom_to_ask_for_and_where_to_sign_with_prices_or_without(
    text_of: TextOf,
) -> None:
    place = Place("مستودع Dépôt", ("4, bd Hassan II", "10000 Rabat"), "Mme Sebti", "+212612345678", "Brahim")
    note = replace(paper(DocumentKind.DELIVERY_NOTE, creams=60), place=place)
    *_, last = text_of(document.render(note))
    first = text_of(document.render(note))[0]
    for words in ("4, bd Hassan II", "On site Mme Sebti", "Phone 06 12 34 56 78", "Courier Brahim", "Dépôt"):
        assert words in first, words
    assert "To be delivered on 12/12/2026" in first
    for words in ("Received by (name):", "Refused at the door:", "Signature and stamp:", "1,080.00 6,500.00"):
        assert words in last, words
    plain = replace(note, priced=False)
    pages = text_of(document.render(plain))
    assert "Crème 1" in pages[0]
    assert "Signature and stamp:" in pages[-1]
    for page in pages:
        for words in ("108.00", "VAT 20%", "Total", "dirhams", "Unit price", "forward"):
            assert words not in page, words
    assert document.render(plain) == document.render(plain)


def test_a_pro_forma_says_until_when_it_is_valid_and_a_quote_where_it_would_go(text_of: TextOf) -> None:
    (page,) = text_of(document.render(paper(DocumentKind.PRO_FORMA)))
    assert "Pro forma D-2026-00007" in page
    assert "Valid until 12/12/2026" in page
    (page,) = text_of(document.render(replace(paper(), place=Place("Dépôt", ("Rabat",)))))
    assert "Delivered to Dépôt, Rabat" in page
