"""The facture globale, read back from the paper. In English where the French of a word may change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

import locales
from models.money.ledger.accounts import OperationKind
from models.trade.global_invoices.detail import GlobalInvoicePaper, InvoicedDocument
from models.trade.global_invoices.listing import InvoiceRow
from models.trade.global_invoices.remaining import Remaining
from models.trade.sales.detail import SoldLine
from models.trade.sales.vat_shares import vat_shares
from models.values import ZERO, Centimes
from printing.papers import global_invoice
from tests.printing.conftest import CLIENT, PHARMACY

TextOf = Callable[[bytes], list[str]]
AT = datetime(2026, 11, 12, 10, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_english(in_french: None) -> None:
    locales.speak("en")


def paper(
    sales: int = 2, *, organism: str = "", deleted: bool = False, label: str = "Crème"
) -> GlobalInvoicePaper:
    """Sales of a cream (108,00, VAT 20 %) and a medicine (20,00, exempt) each; a medicine came back."""
    cream = SoldLine(label, 1000, Centimes(12_000), 1_000, 2_000, Centimes(10_800))
    medicine = SoldLine("Paracétamol", 2000, Centimes(1_000), 0, 0, Centimes(2_000))
    back = SoldLine("Paracétamol", -2000, Centimes(1_000), 0, 0, Centimes(-2_000))
    documents = [
        InvoicedDocument(
            number,
            f"V-2026-{number:05d}",
            date(2026, 10, 1) + timedelta(days=number * 30 // sales),
            OperationKind.SALE,
            Centimes(12_800),
            (cream, medicine),
        )
        for number in range(sales)
    ]
    documents.append(
        InvoicedDocument(
            sales, "E-2026-00001", date(2026, 11, 2), OperationKind.RETURN, Centimes(-2_000), (back,)
        )
    )
    total = sum((document.amount for document in documents), ZERO)
    row = InvoiceRow(
        1, "F-2026-00007", date(2026, 11, 12), total, len(documents), organism, total, deleted, "S. Amrani"
    )
    shares = vat_shares(line for document in documents for line in document.lines)
    return GlobalInvoicePaper(row, AT, PHARMACY, CLIENT, tuple(documents), tuple(shares))


def test_it_shows_each_document_with_its_lines_and_the_vat_of_each_rate(text_of: TextOf) -> None:
    (page,) = text_of(global_invoice.render(paper(organism="CNOPS")))
    for words in (
        "Global invoice F-2026-00007",
        "Invoice date 12/11/2026",
        "Paid by CNOPS",
        "Sale V-2026-00001 128.00",
        "Crème 20% 1 120.00 10% 108.00",
        "Return E-2026-00001 -20.00",
        "Paracétamol 0% -2 10.00 -20.00",
        "Total with VAT 236.00",
        "VAT 20% 180.00 36.00 216.00",
        "VAT 0% 20.00 0.00 20.00",
        "Total 200.00 36.00 236.00",
        "ICE 001526374000085",
    ):
        assert words in page, words


@pytest.mark.capability("addr-billed-to")
def test_it_is_billed_to_the_address_of_the_fiche(text_of: TextOf) -> None:
    """Facturé à: the name and the address as they were when it was issued, on the first page only"""
    for pages in (text_of(global_invoice.render(paper())), text_of(global_invoice.render(paper(60)))):
        where = pages[0].index("Billed to")
        assert pages[0].index(" ".join(CLIENT.name.split()), where) > where
        for line in CLIENT.address:
            assert line in pages[0][where:]
        assert not any("Billed to" in page for page in pages[1:])


def test_global_print_a_long_one_carries_its_total_from_page_to_page(text_of: TextOf) -> None:
    pages = text_of(global_invoice.render(paper(60)))
    assert len(pages) > 3
    for before, after in pairwise(pages):
        carried = before.rpartition("Carried forward ")[2].split(" ")[0]
        assert f"Brought forward {carried}" in after
    assert "Total with VAT 7,660.00" in pages[-1]


def test_what_was_settled_before_it_was_issued_is_deducted_from_what_is_to_be_paid(text_of: TextOf) -> None:
    then = Remaining(Centimes(23_600), Centimes(20_050))
    (page,) = text_of(global_invoice.render(replace(paper(), then=then)))
    assert "Settled by 12/11/2026: 35.50" in page
    assert "Still to be paid: 200.50" in page
    assert "Still to be paid" not in text_of(global_invoice.render(paper()))[0]


def test_what_its_returns_settled_elsewhere_is_said_with_what_is_to_be_paid(text_of: TextOf) -> None:
    then = Remaining(Centimes(23_600), Centimes(25_600), elsewhere=Centimes(2_000))
    (page,) = text_of(global_invoice.render(replace(paper(), then=then)))
    assert "Returns already used or paid back: 20.00" in page
    assert "Still to be paid: 256.00" in page
    assert "Settled" not in page


def test_a_deleted_one_says_that_it_is_not_valid(text_of: TextOf) -> None:
    assert "not valid" in text_of(global_invoice.render(paper(deleted=True)))[0]
    assert "not valid" not in text_of(global_invoice.render(paper()))[0]


@pytest.mark.parametrize("label", ["<b>&amp;{{ 1 }}", "\x1b]52;c;QUJD\x07", "كريم", "x" * 300])
def test_no_label_breaks_the_page(text_of: TextOf, label: str) -> None:
    (page,) = text_of(global_invoice.render(paper(label=label)))
    assert "Total with VAT 236.00" in page
    assert "\x1b" not in page


def test_a_reprint_is_the_same_bytes_and_its_name_a_file_name() -> None:
    assert global_invoice.render(paper(5)) == global_invoice.render(paper(5))
    assert global_invoice.file_name(paper()) == "invoice-F-2026-00007-Jean-MARTINEZ.pdf"
