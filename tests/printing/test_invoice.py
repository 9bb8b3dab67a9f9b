"""The invoice of a sale and the credit note of a return, read back from the paper."""

import errno
import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import locales
from locales import formats
from models.money.ledger.accounts import PaymentMode
from models.people.clients import verbs as clients
from models.people.clients.columns import fields_of
from models.people.references import verbs as references
from models.people.references.table import ReferenceKind
from models.people.references.verbs import ReferenceFields
from models.people.sites import verbs as sites
from models.people.sites.table import SiteFields
from models.pharmacy import features, identity
from models.pharmacy.features import Feature
from models.requests.by import By
from models.store import settings
from models.store.numbering import DocumentNumber, Series
from models.trade.catalogue.table import Product
from models.trade.documents import delivery_sales, invoiced
from models.trade.invoices import detail as invoice_detail
from models.trade.invoices import mentions
from models.trade.invoices import verbs as invoices
from models.trade.returns import verbs as returns
from models.trade.sales.table import SaleLine
from printing.papers import invoice
from printing.refusals import DiskFull
from tests.asking import by_staff
from tests.models.conftest import Counter, file_counter
from tests.models.trade.documents.test_delivery_notes import delivered

__all__ = ["file_counter"]
TextOf = Callable[[bytes], list[str]]


@pytest.fixture
def shop(file_counter: Counter) -> Counter:
    locales.speak("en")
    return file_counter


def clinic(counter: Counter, name: str = "Clinique Atlas") -> int:
    """A professional who pays at the end of the month after next."""

    def asks() -> By:
        return by_staff(counter.staff)

    month = references.create(
        ReferenceKind.PAYMENT_TERMS,
        ReferenceFields("30 days, end of month", days=30, end_of_month=True),
        by=asks(),
    )
    van = references.create(ReferenceKind.SHIPPING_TERMS, ReferenceFields("By our courier"), by=asks())
    return counter.client(
        name,
        "",
        professional=True,
        address="12 rue Atlas",
        city="Rabat",
        ice="001526374000085",
        payment_terms=month,
        shipping_terms=van,
        payment_mode=PaymentMode.CHEQUE,
    )


def issued(counter: Counter, operation: int) -> int:
    return invoices.issue(operation, by=by_staff(counter.staff)).id


def test_an_invoice_says_to_whom_on_which_terms_and_what_is_left(shop: Counter, text_of: TextOf) -> None:
    sale = shop.sell(clinic(shop), 12_000, cash=5_000)
    (page,) = text_of(invoice.render(invoice_detail.paper(issued(shop, sale.id))))
    wanted = ["Invoice FA-2026-00001", "Billed to", "Clinique Atlas", "12 rue Atlas", "001526374000085"]
    wanted += (
        "To be paid by",
        formats.day(date(2026, 12, 31)),
        "Terms of payment: 30 days, end of month",
        "Cheque",
    )
    wanted += ["Delivery: By our courier", "law 69-21", "Paid by", "50.00", "Still to be paid: 70.00"]
    assert [text for text in (*wanted, sale.number) if text not in page] == []


def test_a_credit_note_says_what_it_corrects_and_what_became_of_it(shop: Counter, text_of: TextOf) -> None:
    sale = shop.sell(shop.client(), 9_000, cash=2_000)
    issued(shop, sale.id)
    line = SaleLine.get(SaleLine.sale == sale.id)
    back = returns.take_back(sale.id, [(line.id, 1_000)], by=by_staff(shop.staff))
    paper = invoice_detail.paper(issued(shop, back.id))
    (page,) = text_of(invoice.render(paper))
    wanted = ["Invoice credit note AV-2026-00001", "Corrects", "FA-2026-00001", back.number]
    wanted += ["Deducted from what was owed: 70.00", "Still to be used: 20.00"]
    assert [text for text in wanted if text not in page] == []
    assert "law 69-21" not in page
    assert invoice.file_name(paper).startswith("credit-note-AV-2026-00001")


def test_an_invoice_names_the_delivery_notes_that_its_sale_was_made_of(
    shop: Counter, text_of: TextOf
) -> None:
    client = clinic(shop)
    used = features.in_use()
    features.choose(used | {Feature.DELIVERY}, seen=used, by=by_staff(shop.staff))
    ward = sites.create(client, SiteFields("Bloc B"), by=by_staff(shop.staff))
    notes = [delivered(shop, client, 1_000, site=ward), delivered(shop, client, 2_000)]
    made = issued(shop, delivery_sales.sell(notes, by=by_staff(shop.staff)).id)
    paper = invoiced.paper(made)
    printed = invoice.render(paper)
    (page,) = text_of(printed)
    day = formats.day(paper.row.day)
    wanted = [f"Delivery note BL-2026-00001 · {day} · Bloc B", f"Delivery note BL-2026-00002 · {day}"]
    assert [text for text in wanted if text not in page] == []
    sites.edit(ward, SiteFields("Bloc C"), seen=SiteFields("Bloc B"), by=by_staff(shop.staff))
    assert invoice.render(invoiced.paper(made)) == printed

    without = issued(shop, shop.sell(client, 3_000).id)
    assert invoiced.paper(without) == invoice_detail.paper(without)


def test_inv_44_a_reprint_is_the_same_bytes_whatever_changed_since(shop: Counter) -> None:
    client = clinic(shop, "صيدلية الأطلس")
    sale = shop.sell(client, 12_000, cash=5_000).id
    made = issued(shop, sale)

    def digests() -> list[str]:
        found = []
        for language in ("en", "fr"):
            locales.speak(language)
            found.append(hashlib.sha256(invoice.render(invoice_detail.paper(made))).hexdigest())
        return found

    before = digests()
    row, by = clients.get(client), by_staff(shop.staff)
    changed = replace(fields_of(row), last_name="Autre", city="Fès", payment_terms=None, professional=False)
    clients.edit(client, changed, version=row.version, by=by)
    pharmacy = settings.pharmacy()
    renamed = replace(pharmacy, name="Pharmacie Neuve", ice="")
    identity.change(renamed, seen=pharmacy, by=by_staff(shop.staff))
    mentions.choose("Nothing at all.", seen="", by=by_staff(shop.staff))
    Product.update(price=1, name="Autre produit").execute()
    shop.pay(client, 3_000)
    line = SaleLine.get(SaleLine.sale == sale)
    returns.take_back(sale, [(line.id, 1_000)], by=by_staff(shop.staff))
    assert digests() == before
    assert len(set(before)) == 2


def test_a_full_disk_leaves_no_half_file_and_costs_no_number(
    shop: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = issued(shop, shop.sell(shop.client(), 1_000).id)
    paper = invoice_detail.paper(made)
    path = tmp_path / "out" / invoice.file_name(paper)
    path.parent.mkdir()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(DiskFull):
            invoice.write(paper, path)
    assert list(path.parent.iterdir()) == []
    assert DocumentNumber.get(DocumentNumber.kind == Series.INVOICE).last == 1
    assert invoice.write(paper, path).read_bytes() == invoice.render(paper)
